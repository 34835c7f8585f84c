import type { Container } from '@common/contract/containers';
import type { EngineState } from '@common/contract/engines';
import { useDeferredValue, useMemo } from 'react';
import { useLocation } from 'wouter';
import { useCurrentEngine, useEngines } from '../../bridge/engine';
import { useRows } from '../../bridge/live';
import { useSettings } from '../../bridge/settings';
import { useContainerActions } from '../../features/containers/use-container-actions';
import { useDialogs } from '../../stores/dialogs';
import { useScreen } from '../../stores/screen';
import { useT } from '../t';
import { toggleDock } from '../toggle-dock';
import { useBlocked } from '../use-blocked';
import { type CommandTools, commandSource, pageCommands, settingCommands } from './command-sources';
import { type ContainerTools, containerSource } from './container-source';
import { imageSource } from './image-source';
import type { Ask } from './palette-question';
import { projectSource } from './project-source';
import type { PaletteSource } from './source';

const noEngine = '' as EngineState['id'];
const noRows: readonly Container[] = [];

/** Everything that the palette finds, and what it does with it: the one place that a feature's new things are added to. */
export function useSources(ask: (asked: Ask) => void): readonly PaletteSource<unknown>[] {
  const t = useT();
  const [, go] = useLocation();
  const [settings, change] = useSettings();
  const engines = useEngines()?.engines;
  const engine = useCurrentEngine()?.id;
  const blocked = useBlocked();
  const actions = useContainerActions(engine ?? noEngine);
  // A flood of events redraws the list when there is time, and never holds a key up.
  const containers = useDeferredValue(useRows('containers', engine).rows);
  const images = useDeferredValue(useRows('images', engine).rows);
  const { showKeys, toggleActivity } = useScreen();
  const openDialog = useDialogs(({ open }) => open);

  const commands = useMemo(() => {
    const tools: CommandTools = {
      t,
      settings,
      change,
      engines: engines ?? [],
      current: engine,
      blocked,
      go,
      openDialog,
      showKeys: () => showKeys(true),
      toggleActivity: () => toggleActivity(),
      toggleDock,
    };
    return {
      pages: pageCommands(tools).map(commandSource),
      settings: settingCommands(tools).map(commandSource),
    };
  }, [t, settings, change, engines, engine, blocked, go, openDialog, showKeys, toggleActivity]);
  const things = useMemo(() => {
    const tools: ContainerTools = {
      t,
      actions,
      blocked,
      go,
      ask: (asked) => ask({ noun: 'containers', asked }),
      openDialog,
    };
    const rows = engine === undefined ? noRows : containers;
    return [
      containerSource(rows, tools),
      projectSource(rows, tools),
      imageSource(images, {
        t,
        blocked,
        go,
        ask: (asked) => ask({ noun: 'images', asked }),
        openDialog,
      }),
    ];
  }, [t, actions, blocked, go, ask, openDialog, engine, containers, images]);
  // The order in which equals stand.
  return useMemo(() => [...commands.pages, ...things, ...commands.settings], [commands, things]);
}
