import { setTimeout as wait } from 'node:timers/promises';
import { isAlive } from '../../electron/private-engine/processes';
import type { TestEngine } from './engines';

let count = 0;

/** A name no other test uses, for containers, networks, volumes and image repositories: `test-web-4711-1`. */
export function unique(name: string): string {
  count += 1;
  return `test-${name}-${process.pid}-${count}`;
}

const made = /^(?:docker\.io\/(?:library\/)?|localhost\/)?test-.+-(\d+)-\d+(?::|$)/;

/** Removes everything on `engine` that this process made under `unique` names. For `afterEach` or `afterAll`. */
export const cleanup = (engine: Pick<TestEngine, 'api'>): Promise<void> =>
  removeMadeBy(engine, (pid) => pid === process.pid);

/** Removes what test processes left that are no more. */
export const cleanUpAfterTheDead = (engine: Pick<TestEngine, 'api'>): Promise<void> =>
  removeMadeBy(engine, (pid) => !isAlive(pid));

async function removeMadeBy({ api }: Pick<TestEngine, 'api'>, by: (pid: number) => boolean): Promise<void> {
  const isMine = (name: string) => {
    const pid = made.exec(name)?.[1];
    return pid !== undefined && by(Number(pid));
  };
  const remove = async (names: readonly string[], path: (name: string) => string) => {
    for (const name of names.filter(isMine)) {
      // An engine that is at it already (`--rm`, a verb of a test that went on) says so until it is through.
      for (let tries = 0; ; tries += 1) {
        const { status, body } = await api('DELETE', path(name));
        if (status < 400 || status === 404) break;
        if (tries === 20) throw new Error(`${name} could not be removed: ${status} ${JSON.stringify(body)}`);
        await wait(500);
      }
    }
  };
  const list = async <T>(path: string) => (await api('GET', path)).body as T;
  // Containers first: the others cannot go while one uses them.
  const containers = await list<{ Names: string[] }[]>('/containers/json?all=1');
  await remove(
    containers.flatMap(({ Names }) => Names.slice(0, 1).map((name) => name.replace(/^\//, ''))),
    (name) => `/containers/${name}?force=1&v=1`,
  );
  const networks = await list<{ Name: string }[]>('/networks');
  await remove(
    networks.map(({ Name }) => Name),
    (name) => `/networks/${name}`,
  );
  const { Volumes } = await list<{ Volumes: { Name: string }[] | null }>('/volumes');
  await remove(
    (Volumes ?? []).map(({ Name }) => Name),
    (name) => `/volumes/${name}`,
  );
  const images = await list<{ RepoTags: string[] | null }[]>('/images/json');
  await remove(
    images.flatMap(({ RepoTags }) => RepoTags ?? []),
    (name) => `/images/${name}?force=1`,
  );
}
