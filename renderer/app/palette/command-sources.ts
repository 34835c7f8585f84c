import type { EngineState } from '@common/contract/engines';
import type { Settings } from '@common/contract/settings';
import {
  Download,
  Keyboard,
  ListChecks,
  Monitor,
  Moon,
  PanelLeft,
  Play,
  Server,
  SquareTerminal,
  Sun,
  ZoomIn,
} from 'lucide-react';
import type { OpenDialog } from '../../stores/dialogs';
import type { Icon } from '../../ui/icon';
import { jumps } from '../keys';
import { navEntries } from '../nav';
import type { Translate } from '../t';
import type { PaletteSource } from './source';

/** Something that is done with no thing: one line of the palette. */
export interface Command {
  readonly id: string;
  readonly name: string;
  readonly detail?: string;
  readonly icon: Icon;
  readonly keys?: string;
  readonly reason?: string | undefined;
  readonly leads?: boolean;
  act(): void;
}

/** A command as a source of its one line. */
export function commandSource({
  id,
  name,
  detail = '',
  icon,
  keys,
  reason,
  leads,
  act,
}: Command): PaletteSource<Command['id']> {
  return {
    id: `command-${id}`,
    things: [id],
    key: () => '',
    name: () => name,
    detail: () => detail,
    verbs: [
      {
        id,
        sentence: '{{name}}',
        icon,
        reason: () => reason,
        possible: () => reason === undefined,
        act,
        ...(keys && { keys }),
        ...(leads && { leads }),
      },
    ],
  };
}

export interface CommandTools {
  readonly t: Translate;
  readonly settings: Settings;
  readonly change: (patch: Partial<Settings>) => void;
  /** All known, and which is looked at. */
  readonly engines: readonly EngineState[];
  readonly current: EngineState['id'] | undefined;
  /** Why nothing can be done to the engine now. */
  readonly blocked: string | undefined;
  openDialog(dialog: OpenDialog): void;
  go(path: string): void;
  showKeys(): void;
  toggleActivity(): void;
  toggleDock(): void;
}

const themes = [
  { theme: 'dark', name: 'Dark theme', icon: Moon },
  { theme: 'light', name: 'Light theme', icon: Sun },
  { theme: 'system', name: 'Theme of the system', icon: Monitor },
] as const;

const zoomSteps = [80, 100, 125, 150, 200] as const;

/** Pages, what makes something new, and the window's own commands. */
export function pageCommands({
  t,
  blocked,
  go,
  openDialog,
  showKeys,
  toggleActivity,
  toggleDock,
}: CommandTools): readonly Command[] {
  return [
    {
      id: 'run',
      name: t('Run a container …'),
      icon: Play,
      leads: true,
      reason: blocked,
      act: () => openDialog({ kind: 'run' }),
    },
    {
      id: 'pull',
      name: t('Pull an image …'),
      icon: Download,
      leads: true,
      reason: blocked,
      act: () => openDialog({ kind: 'pull' }),
    },
    ...navEntries.map(({ kind, name, path, icon }): Command => {
      const jump = jumps.find((one) => one.path === path);
      return {
        id: `go-${kind}`,
        name: t('Go to {{page}}', { page: t(name) }),
        icon,
        leads: true,
        act: () => go(path),
        ...(jump && { keys: `g ${jump.key}` }),
      };
    }),
    {
      id: 'activity',
      name: t('Show or hide Activity'),
      icon: ListChecks,
      keys: 'g a',
      leads: true,
      act: toggleActivity,
    },
    {
      id: 'dock',
      name: t('Show or hide the terminals'),
      icon: SquareTerminal,
      keys: 'Ctrl `',
      leads: true,
      act: toggleDock,
    },
    { id: 'keys', name: t('Show keys'), icon: Keyboard, keys: '?', leads: true, act: showKeys },
  ];
}

/** Settings that are a word each, and the engines. */
export function settingCommands({ t, settings, change, engines, current }: CommandTools): readonly Command[] {
  const setting = t('setting');
  const isSo = t('It is so already');
  return [
    ...themes.map(
      ({ theme, name, icon }): Command => ({
        id: `theme-${theme}`,
        name: t(name),
        detail: setting,
        icon,
        reason: settings.theme === theme ? isSo : undefined,
        act: () => change({ theme }),
      }),
    ),
    {
      id: 'fold',
      name: settings.sidebarFolded ? t('Unfold the side bar') : t('Fold the side bar'),
      detail: setting,
      icon: PanelLeft,
      act: () => change({ sidebarFolded: !settings.sidebarFolded }),
    },
    ...zoomSteps.map(
      (zoom): Command => ({
        id: `zoom-${zoom}`,
        name: t('Zoom to {{percent}} %', { percent: zoom }),
        detail: setting,
        icon: ZoomIn,
        reason: settings.zoom === zoom ? isSo : undefined,
        act: () => change({ zoom }),
      }),
    ),
    ...(engines.length > 1 ? engines : []).map(
      (engine): Command => ({
        id: `engine-${engine.id}`,
        name: t('Look at the engine {{name}}', { name: engine.name }),
        detail: engine.address,
        icon: Server,
        reason: engine.id === current ? isSo : undefined,
        act: () => change({ engine: engine.id }),
      }),
    ),
  ];
}
