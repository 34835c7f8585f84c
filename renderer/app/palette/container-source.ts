import {
  attachCommand,
  deleteContainersCommand,
  execCommand,
  killCommand,
  logsCommand,
  pauseCommand,
  restartCommand,
  startCommand,
  stopCommand,
  unpauseCommand,
} from '@common/contract/commands';
import { allows, type ContainerVerb, containerVerbs } from '@common/contract/container-rules';
import type { Container } from '@common/contract/containers';
import {
  Box,
  Braces,
  Bug,
  ChartLine,
  CirclePause,
  CirclePlay,
  Cpu,
  Download,
  FolderTree,
  Gauge,
  Layers,
  Network,
  OctagonX,
  PencilLine,
  Play,
  Plug,
  RotateCw,
  ScrollText,
  Settings2,
  Square,
  SquareChevronRight,
  SquareTerminal,
  Trash2,
  Unplug,
  Wrench,
} from 'lucide-react';
import type { Asked, Question } from '../../features/containers/asked';
import { containerWords } from '../../features/containers/container-words';
import { openShell } from '../../features/containers/terminal-entries';
import type { ContainerActions, QuickVerb } from '../../features/containers/use-container-actions';
import { forbidden } from '../../features/containers/verb-words';
import type { OpenDialog } from '../../stores/dialogs';
import type { Icon } from '../../ui/icon';
import { paths } from '../paths';
import type { Translate } from '../t';
import type { PaletteSource, PaletteVerb } from './source';

export interface ContainerTools {
  readonly t: Translate;
  readonly actions: ContainerActions;
  /** Why nothing can be done now at all. */
  readonly blocked: string | undefined;
  go(path: string): void;
  ask(asked: Asked): void;
  openDialog(dialog: OpenDialog): void;
}

interface VerbShape {
  /** English, translated where shown. */
  readonly sentence: string;
  readonly icon: Icon;
  /** Done at once, or asked about first: what asks does nothing by itself. */
  readonly how: { readonly quick: QuickVerb } | { readonly question: Question };
  /** Absent where it takes more than the name. */
  readonly command?: (names: readonly string[]) => string;
}

/** The contract's verbs as lines of the palette: a new one is asked for here by the compiler. */
export const shapes: Readonly<Record<ContainerVerb, VerbShape>> = {
  start: { sentence: 'Start {{name}}', icon: Play, how: { quick: 'start' }, command: startCommand },
  stop: { sentence: 'Stop {{name}}', icon: Square, how: { quick: 'stop' }, command: (names) => stopCommand(names) },
  restart: {
    sentence: 'Restart {{name}}',
    icon: RotateCw,
    how: { quick: 'restart' },
    command: (names) => restartCommand(names),
  },
  pause: { sentence: 'Pause {{name}}', icon: CirclePause, how: { quick: 'pause' }, command: pauseCommand },
  unpause: { sentence: 'Unpause {{name}}', icon: CirclePlay, how: { quick: 'unpause' }, command: unpauseCommand },
  kill: {
    sentence: 'Kill {{name}} …',
    icon: OctagonX,
    how: { question: 'kill' },
    command: (names) => killCommand(names),
  },
  rename: { sentence: 'Rename {{name}} …', icon: PencilLine, how: { question: 'rename' } },
  update: { sentence: 'Update limits of {{name}} …', icon: Gauge, how: { question: 'limits' } },
  connect: { sentence: 'Connect {{name}} to a network …', icon: Network, how: { question: 'networks' } },
  disconnect: { sentence: 'Disconnect {{name}} from a network …', icon: Unplug, how: { question: 'networks' } },
  delete: {
    sentence: 'Delete {{name}} …',
    icon: Trash2,
    how: { question: 'delete' },
    command: (names) => deleteContainersCommand(names),
  },
};

/** Further tabs of a container's page. */
const tabs = [
  { tab: 'files', sentence: 'Files of {{name}}', icon: FolderTree },
  { tab: 'stats', sentence: 'Stats of {{name}}', icon: ChartLine },
  { tab: 'processes', sentence: 'Processes of {{name}}', icon: Cpu },
  { tab: 'inspect', sentence: 'Inspect {{name}}', icon: Braces },
] as const;

/** What makes another container or an image of one. */
const makers = [
  { kind: 'edit', sentence: 'Edit {{name}} …', icon: Wrench },
  { kind: 'commit', sentence: 'Commit {{name}} to an image …', icon: Layers },
  { kind: 'export', sentence: 'Export the file system of {{name}} …', icon: Download },
] as const;

/** Into a running container, after a question each. */
const ways: readonly {
  readonly kind: 'attach' | 'command' | 'shell';
  readonly sentence: string;
  readonly icon: Icon;
  readonly command?: (row: Container) => string;
}[] = [
  { kind: 'attach', sentence: 'Attach to {{name}} …', icon: Plug, command: ({ name }) => attachCommand(name) },
  { kind: 'command', sentence: 'Run a command in {{name}} …', icon: SquareChevronRight },
  { kind: 'shell', sentence: 'Shell in {{name}} with …', icon: Settings2 },
];

/** All containers, with everything that can be done with one. */
export function containerSource(rows: readonly Container[], tools: ContainerTools): PaletteSource<Container> {
  const { t, blocked, go, openDialog } = tools;
  const shell: PaletteVerb<Container> = {
    id: 'shell',
    sentence: t('Open a shell in {{name}}', { name: '{{name}}' }),
    icon: SquareTerminal,
    leads: true,
    possible: ({ state }) => state === 'running',
    reason: ({ state }) => blocked ?? (state === 'running' ? undefined : t('A shell needs a running container')),
    command: ({ name }) => execCommand(name, ['sh']),
    act: openShell,
  };
  return {
    id: 'container',
    things: rows,
    key: ({ name }) => name,
    name: ({ name }) => name,
    detail: ({ state, health, exitCode }) =>
      `${t('container')} · ${containerWords({ state, health, exitCode, oomKilled: false }).text}`,
    second: 'shell',
    verbs: [
      { id: 'open', sentence: '{{name}}', icon: Box, leads: true, act: ({ id }) => go(paths.container(id)) },
      {
        id: 'logs',
        sentence: t('Logs of {{name}}', { name: '{{name}}' }),
        icon: ScrollText,
        leads: true,
        command: ({ name }) => logsCommand(name),
        act: ({ id }) => go(paths.container(id, 'logs')),
      },
      shell,
      ...ways.map(
        ({ kind, sentence, icon, command }): PaletteVerb<Container> => ({
          id: kind,
          sentence: t(sentence, { name: '{{name}}' }),
          icon,
          leads: true,
          possible: ({ state }) => state === 'running',
          reason: ({ state }) => blocked ?? (state === 'running' ? undefined : t('It does not run')),
          ...(command && { command }),
          act: ({ id, name }) => openDialog({ kind, container: id, name }),
        }),
      ),
      {
        id: 'debug',
        sentence: t('Debug shell in {{name}} …', { name: '{{name}}' }),
        icon: Bug,
        leads: true,
        reason: () => blocked,
        act: ({ id, name }) => openDialog({ kind: 'debug', target: { kind: 'container', id }, name }),
      },
      ...containerVerbs.map((verb) => verbOf(verb, tools)),
      ...tabs.map(
        ({ tab, sentence, icon }): PaletteVerb<Container> => ({
          id: tab,
          sentence: t(sentence, { name: '{{name}}' }),
          icon,
          leads: true,
          act: ({ id }) => go(paths.container(id, tab)),
        }),
      ),
      ...makers.map(
        ({ kind, sentence, icon }): PaletteVerb<Container> => ({
          id: kind,
          sentence: t(sentence, { name: '{{name}}' }),
          icon,
          leads: true,
          possible: ({ state }) => state !== 'removing',
          reason: ({ state }) => blocked ?? (state === 'removing' ? t('It is being removed') : undefined),
          act: ({ id, name }) => openDialog({ kind, container: id, name }),
        }),
      ),
    ],
  };
}

function verbOf(verb: ContainerVerb, { t, actions, blocked, ask }: ContainerTools): PaletteVerb<Container> {
  const { sentence, icon, how, command } = shapes[verb];
  return {
    id: verb,
    sentence: t(sentence, { name: '{{name}}' }),
    icon,
    leads: 'question' in how,
    possible: ({ state }) => allows(verb, state),
    reason: ({ state }) => blocked ?? forbidden(verb, state),
    ...(command && { command: ({ name }: Container) => command([name]) }),
    act: (row) => ('quick' in how ? actions.run(how.quick, [row]) : ask({ question: how.question, rows: [row] })),
  };
}
