import type { Container } from '@common/contract/containers';
import { Bug, Plug, Settings2, SquareChevronRight } from 'lucide-react';
import type { Translate } from '../../app/t';
import { useDialogs } from '../../stores/dialogs';
import { useDock } from '../../stores/dock';
import type { MenuEntry } from '../../ui/menu-entry';

interface TerminalTools {
  readonly t: Translate;
  readonly blocked: string | undefined;
}

/** A shell needs a running container. */
export function shellReason(state: Container['state'], blocked: string | undefined, t: Translate): string | undefined {
  if (blocked !== undefined) return blocked;
  return state === 'running' ? undefined : t('A shell needs a running container');
}

/** A shell in the dock, at once. */
export function openShell({ id, engine, name }: Pick<Container, 'id' | 'engine' | 'name'>): void {
  useDock.getState().request({ kind: 'exec', engine, container: id }, name);
}

/** The ways into a container besides a plain shell. */
export function terminalEntries({ id, name, state }: Container, { t, blocked }: TerminalTools): readonly MenuEntry[] {
  const { open } = useDialogs.getState();
  const running = (words: string) => blocked ?? (state === 'running' ? undefined : t(words));
  return [
    {
      kind: 'item',
      label: t('Shell with…'),
      icon: Settings2,
      disabledReason: shellReason(state, blocked, t),
      onSelect: () => open({ kind: 'shell', container: id, name }),
    },
    {
      kind: 'item',
      label: t('Run a command…'),
      icon: SquareChevronRight,
      disabledReason: running('A command needs a running container'),
      onSelect: () => open({ kind: 'command', container: id, name }),
    },
    {
      kind: 'item',
      label: t('Attach…'),
      icon: Plug,
      disabledReason: running('Only what runs can be attached to'),
      onSelect: () => open({ kind: 'attach', container: id, name }),
    },
    {
      kind: 'item',
      label: t('Debug shell…'),
      icon: Bug,
      disabledReason: blocked ?? (state === 'removing' ? t('It is being removed') : undefined),
      onSelect: () => open({ kind: 'debug', target: { kind: 'container', id }, name }),
    },
  ];
}
