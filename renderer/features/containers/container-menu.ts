import type { Container } from '@common/contract/containers';
import { CircleStop, Copy, Info, Play, RotateCw, ScrollText, Square, SquareTerminal, Trash2 } from 'lucide-react';
import { paths } from '../../app/paths';
import type { Translate } from '../../app/t';
import type { MenuEntry } from '../../ui/menu-entry';
import type { ContainerActions } from './use-container-actions';
import { forbidden } from './verb-words';

export interface MenuTools {
  readonly t: Translate;
  readonly actions: ContainerActions;
  /** Why nothing can be done now at all. */
  readonly blocked: string | undefined;
  readonly open: (path: string) => void;
  readonly askDelete: (rows: readonly Container[]) => void;
  readonly copy: (text: string) => void;
}

/** How long stop waits before it kills; what the container or the engine says itself is the plain Stop. */
const graces = [
  { seconds: 0, label: 'Stop, kill at once' },
  { seconds: 30, label: 'Stop, wait up to 30 s' },
  { seconds: 120, label: 'Stop, wait up to 2 min' },
  { seconds: 600, label: 'Stop, wait up to 10 min' },
] as const;

type Subject = Pick<Container, 'id' | 'state'>;

/** Stop with the time it may take: the container's own, or one of these. */
export function graceEntries(row: Subject, { t, actions, blocked }: Pick<MenuTools, 't' | 'actions' | 'blocked'>) {
  return graces.map(
    ({ seconds, label }): MenuEntry => ({
      kind: 'item',
      label: t(label),
      icon: seconds === 0 ? CircleStop : Square,
      disabledReason: blocked ?? forbidden('stop', row.state),
      onSelect: () => actions.run('stop', [row], { graceSeconds: seconds }),
    }),
  );
}

/** Everything one can do with a row: its more menu and its context menu. */
export function containerMenu(row: Container, tools: MenuTools): readonly MenuEntry[] {
  const { t, actions, blocked, open, askDelete, copy } = tools;
  const off = (verb: 'start' | 'stop' | 'restart' | 'delete') => blocked ?? forbidden(verb, row.state);
  const quick = (verb: 'start' | 'stop' | 'restart', label: string, icon: typeof Play): MenuEntry => ({
    kind: 'item',
    label,
    icon,
    disabledReason: off(verb),
    onSelect: () => actions.run(verb, [row]),
  });
  return [
    { kind: 'item', label: t('Open'), icon: Info, onSelect: () => open(paths.container(row.id)) },
    { kind: 'item', label: t('Logs'), icon: ScrollText, onSelect: () => open(paths.container(row.id, 'logs')) },
    {
      kind: 'item',
      label: t('Shell'),
      icon: SquareTerminal,
      disabledReason: shellReason(row.state, blocked, t),
      onSelect: () => open(paths.container(row.id, 'terminal')),
    },
    { kind: 'separator', id: 'verbs' },
    quick('start', t('Start'), Play),
    quick('stop', t('Stop'), Square),
    ...graceEntries(row, tools),
    quick('restart', t('Restart'), RotateCw),
    { kind: 'separator', id: 'copies' },
    { kind: 'item', label: t('Copy name'), icon: Copy, onSelect: () => copy(row.name) },
    { kind: 'item', label: t('Copy ID'), icon: Copy, onSelect: () => copy(row.id) },
    { kind: 'separator', id: 'end' },
    {
      kind: 'item',
      label: t('Delete'),
      icon: Trash2,
      danger: true,
      disabledReason: off('delete'),
      onSelect: () => askDelete([row]),
    },
  ];
}

/** A shell needs a running container. */
export function shellReason(state: Container['state'], blocked: string | undefined, t: Translate): string | undefined {
  if (blocked !== undefined) return blocked;
  return state === 'running' ? undefined : t('A shell needs a running container');
}
