import type { Container, ContainerState } from '@common/contract/containers';
import type { ContainerId } from '@common/contract/ids';
import { ChevronDown, Ellipsis, SquareTerminal, Trash2 } from 'lucide-react';
import { useLocation } from 'wouter';
import { paths } from '../../app/paths';
import { useT } from '../../app/t';
import { Button } from '../../ui/button';
import { MenuButton } from '../../ui/menu';
import type { Question } from './asked';
import { graceEntries, lifeEntries, verbIcons } from './container-menu';
import { copyAsEntries, makeEntries } from './make-entries';
import { shellReason, terminalEntries } from './terminal-entries';
import type { ContainerActions, QuickVerb } from './use-container-actions';
import { forbidden, pendingWords, verbWord } from './verb-words';

interface ContainerVerbsProps {
  readonly id: ContainerId;
  /** Undefined until it is known. */
  readonly state: ContainerState | undefined;
  readonly gone: boolean;
  readonly blocked: string | undefined;
  /** What is under way with it, in words. */
  readonly pending: string | undefined;
  readonly actions: ContainerActions;
  /** Its row in the list, while it has one. */
  readonly row: Container | undefined;
  readonly copyAs: (row: Pick<Container, 'id'>, form: 'run' | 'compose') => Promise<void>;
  readonly noUpdate: string | undefined;
  readonly onAsk: (question: Question) => void;
}

/** What can be done with the container; what its state forbids keeps its place and tells why. */
export function ContainerVerbs(props: ContainerVerbsProps) {
  const { id, state, gone, blocked, pending, actions, row, noUpdate, copyAs, onAsk } = props;
  const t = useT();
  const [, navigate] = useLocation();
  const never = gone ? t('It no longer exists') : (blocked ?? (state === undefined ? t('Not known yet') : undefined));
  const quick = (verb: QuickVerb) => {
    const isPending = pending === pendingWords(verb);
    return (
      <Button
        icon={verbIcons[verb]}
        pending={isPending}
        disabledReason={isPending ? undefined : (never ?? pending ?? (state && forbidden(verb, state)))}
        onClick={() => actions.run(verb, [{ id }])}
      >
        {verbWord(verb)}
      </Button>
    );
  };
  const moreEntries = (shown: Container) => [
    ...terminalEntries(shown, { t, blocked }),
    { kind: 'separator', id: 'life' } as const,
    ...lifeEntries(shown, { t, actions, blocked: pending ?? blocked, noUpdate, ask: onAsk }),
    { kind: 'separator', id: 'copies' } as const,
    ...makeEntries(shown, { t, blocked: pending ?? blocked }),
    ...copyAsEntries(shown, { t, blocked: pending ?? blocked, copyAs: (one, form) => void copyAs(one, form) }),
  ];
  return (
    <>
      {quick('start')}
      <span className="flex">
        {quick('stop')}
        <MenuButton
          look="icon"
          icon={ChevronDown}
          label={t('How long stop waits')}
          disabledReason={never ?? pending ?? (state && forbidden('stop', state))}
          entries={() => (state ? graceEntries({ id, state }, { t, actions, blocked }) : [])}
        />
      </span>
      {quick('restart')}
      <Button
        icon={SquareTerminal}
        disabledReason={never ?? (state && shellReason(state, blocked, t))}
        onClick={() => navigate(paths.container(id, 'terminal'))}
      >
        {t('Shell')}
      </Button>
      <MenuButton
        look="icon"
        icon={Ellipsis}
        label={t('More')}
        disabledReason={never}
        entries={() => (row ? moreEntries(row) : [])}
      />
      <Button
        icon={Trash2}
        kind="danger"
        pending={pending === pendingWords('delete')}
        disabledReason={never ?? (state && forbidden('delete', state))}
        onClick={() => onAsk('delete')}
      >
        {t('Delete')}
      </Button>
    </>
  );
}
