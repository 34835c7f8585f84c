/** Finds the containers of a Compose project, also those that come later. */
import { type ContainerId, containerId, type EngineId } from '../common/contract/ids';
import type { EngineKeeper } from './engines';

/** Compose's label; https://github.com/compose-spec/compose-go (`api.ProjectLabel`) */
const projectLabel = 'com.docker.compose.project';

interface Found {
  readonly id: ContainerId;
  readonly name: string;
}

export async function containersOfProject(
  engines: EngineKeeper,
  engine: EngineId,
  project: string,
  signal?: AbortSignal,
): Promise<readonly Found[]> {
  const all = await engines.get(engine).listContainers({ signal });
  return all
    .filter(({ compose }) => compose?.project === project)
    .sort((one, other) => one.createdAt - other.createdAt || (one.name < other.name ? -1 : 1));
}

/**
 * Calls for each container of the project that is made or started from now on, or may have been while events were lost; once also
 * for all of them, since one may have come between the caller's list and this.
 */
export function watchProject(
  engines: EngineKeeper,
  engine: EngineId,
  project: string,
  found: (container: Found) => void,
): () => void {
  const look = () => {
    // Lost again: the next connection looks again.
    containersOfProject(engines, engine, project).then(
      (all) => all.forEach(found),
      () => undefined,
    );
  };
  const undo = [
    engines.onEvent(engine, ({ noun, action, subject, attributes }) => {
      if (noun !== 'container' || (action !== 'create' && action !== 'start')) return;
      const id = containerId.safeParse(subject);
      // Docker and Podman tell a container's labels with its events.
      if (id.success && attributes[projectLabel] === project) found({ id: id.data, name: attributes.name ?? '' });
    }),
    engines.onRelist(engine, look),
  ];
  look();
  return () => {
    for (const one of undo) one();
  };
}
