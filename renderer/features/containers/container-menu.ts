import type { Container } from '@common/contract/containers';
import {
  CircleStop,
  Copy,
  Gauge,
  Info,
  Network,
  Pause,
  PencilLine,
  Play,
  RotateCw,
  ScrollText,
  Square,
  SquareTerminal,
  StepForward,
  Timer,
  Trash2,
  Zap,
} from 'lucide-react';
import { paths } from '../../app/paths';
import type { Translate } from '../../app/t';
import type { MenuEntry } from '../../ui/menu-entry';
import type { Question } from './asked';
import { copyAsEntries, type MakeTools, makeEntries } from './make-entries';
import { openShell, shellReason, terminalEntries } from './terminal-entries';
import type { ContainerActions, QuickVerb } from './use-container-actions';
import { forbidden, type ListVerb, verbWord } from './verb-words';

export interface MenuTools {
  readonly t: Translate;
  readonly actions: ContainerActions;
  /** Why nothing can be done now at all. */
  readonly blocked: string | undefined;
  readonly open: (path: string) => void;
  /** Why limits can't be changed on this engine; undefined when they can. */
  readonly noUpdate: string | undefined;
  readonly ask: (question: Question, rows: readonly Container[]) => void;
  readonly copy: (text: string) => void;
  readonly copyAs: MakeTools['copyAs'];
}

/** How long stop waits before it kills; what the container or the engine says itself is the plain Stop. */
const graces = [
  { seconds: 0, label: 'Stop, kill at once' },
  { seconds: 30, label: 'Stop, wait up to 30 s' },
  { seconds: 120, label: 'Stop, wait up to 2 min' },
  { seconds: 600, label: 'Stop, wait up to 10 min' },
] as const;

type Subject = Pick<Container, 'id' | 'state'>;

/** Stop with the time it may take, for one or many. */
export function graceChoices({ t, actions }: Pick<MenuTools, 't' | 'actions'>) {
  return graces.map(({ seconds, label }) => ({
    label: t(label),
    icon: seconds === 0 ? CircleStop : Square,
    act: (rows: readonly Pick<Container, 'id'>[]) => actions.run('stop', rows, { graceSeconds: seconds }),
  }));
}

export function graceEntries(row: Subject, tools: Pick<MenuTools, 't' | 'actions' | 'blocked'>) {
  return graceChoices(tools).map(
    ({ label, icon, act }): MenuEntry => ({
      kind: 'item',
      label,
      icon,
      disabledReason: tools.blocked ?? forbidden('stop', row.state),
      onSelect: () => act([row]),
    }),
  );
}

export const verbIcons = {
  start: Play,
  stop: Square,
  restart: RotateCw,
  pause: Pause,
  unpause: StepForward,
  kill: Zap,
  rename: PencilLine,
  update: Gauge,
  delete: Trash2,
} as const;

type LifeTools = Pick<MenuTools, 't' | 'actions' | 'blocked' | 'noUpdate' | 'ask'>;

/** Pause, Unpause, Kill, Rename, limits, networks: what is done more rarely than starting and stopping. */
export function lifeEntries(row: Container, { t, actions, blocked, noUpdate, ask }: LifeTools): readonly MenuEntry[] {
  const quick = (verb: QuickVerb): MenuEntry => ({
    kind: 'item',
    label: verbWord(verb),
    icon: verbIcons[verb],
    disabledReason: blocked ?? forbidden(verb, row.state),
    onSelect: () => actions.run(verb, [row]),
  });
  return [
    quick('pause'),
    quick('unpause'),
    {
      kind: 'item',
      label: t('Kill…'),
      icon: verbIcons.kill,
      disabledReason: blocked ?? forbidden('kill', row.state),
      onSelect: () => ask('kill', [row]),
    },
    { kind: 'separator', id: 'changes' },
    {
      kind: 'item',
      label: t('Rename…'),
      icon: verbIcons.rename,
      disabledReason: blocked ?? forbidden('rename', row.state),
      onSelect: () => ask('rename', [row]),
    },
    {
      kind: 'item',
      label: t('Update limits…'),
      icon: verbIcons.update,
      disabledReason: blocked ?? noUpdate ?? forbidden('update', row.state),
      onSelect: () => ask('limits', [row]),
    },
    {
      kind: 'item',
      label: t('Networks…'),
      icon: Network,
      disabledReason: blocked ?? forbidden('connect', row.state),
      onSelect: () => ask('networks', [row]),
    },
  ];
}

/** Everything one can do with a row: its more menu and its context menu. */
export function containerMenu(row: Container, tools: MenuTools): readonly MenuEntry[] {
  const { t, actions, blocked, open, ask, copy } = tools;
  const off = (verb: ListVerb) => blocked ?? forbidden(verb, row.state);
  const quick = (verb: QuickVerb): MenuEntry => ({
    kind: 'item',
    label: verbWord(verb),
    icon: verbIcons[verb],
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
      onSelect: () => openShell(row),
    },
    ...terminalEntries(row, tools),
    { kind: 'separator', id: 'verbs' },
    quick('start'),
    quick('stop'),
    {
      kind: 'more',
      label: t('How long stop waits'),
      icon: Timer,
      disabledReason: off('stop'),
      entries: graceEntries(row, tools),
    },
    quick('restart'),
    ...lifeEntries(row, tools),
    { kind: 'separator', id: 'copies' },
    ...makeEntries(row, tools),
    {
      kind: 'more',
      label: t('Copy'),
      icon: Copy,
      entries: [
        ...copyAsEntries(row, tools),
        { kind: 'item', label: t('Copy name'), icon: Copy, onSelect: () => copy(row.name) },
        { kind: 'item', label: t('Copy ID'), icon: Copy, onSelect: () => copy(row.id) },
      ],
    },
    { kind: 'separator', id: 'end' },
    {
      kind: 'item',
      label: t('Delete'),
      icon: Trash2,
      danger: true,
      disabledReason: off('delete'),
      onSelect: () => ask('delete', [row]),
    },
  ];
}
