import type { ContainerId, EngineId } from '@common/contract/ids';
import { useEffect, useState } from 'react';
import { useRows } from '../../bridge/live';
import { guardDrafts } from '../../stores/file-drafts';
import { FileBrowser } from './file-browser';

interface ContainerFilesProps {
  readonly engine: EngineId;
  readonly container: ContainerId;
  readonly folder: string;
}

/** The files of a container (product.md C6): running or not, with a shell or without. */
export function ContainerFiles({ engine, container, folder }: ContainerFilesProps) {
  const row = useRows('containers', engine).byId.get(container);
  useEffect(guardDrafts, []);
  // Started or stopped it is reached in another way, and may hold other files.
  const [state, setState] = useState({ value: row?.state, turn: 0 });
  if (row !== undefined && row.state !== state.value) {
    setState({ value: row.state, turn: state.value === undefined ? state.turn : state.turn + 1 });
  }
  return (
    <FileBrowser
      engine={engine}
      container={container}
      containerName={row?.name ?? container.slice(0, 12)}
      folder={folder}
      stateTurn={state.turn}
    />
  );
}
