import {
  deleteContainersCommand,
  killCommand,
  pauseCommand,
  renameCommand,
  restartCommand,
  startCommand,
  stopCommand,
  unpauseCommand,
  updateCommand,
} from '../common/contract/commands';
import type { ContainerVerb } from '../common/contract/container-rules';
import type { Container } from '../common/contract/containers';
import type { ContainerId, EngineId } from '../common/contract/ids';
import type { Engine } from '../engine/port';
import { pause, rename, stop, unpause, update } from './container-acts';
import type { EngineKeeper } from './engines';
import { createEventRules } from './event-rules';
import type { ItemTeller, Jobs } from './jobs';
import { createLiveTables } from './live-tables';
import type { Log } from './log';
import { os } from './os';

interface ContainersDeps {
  readonly engines: EngineKeeper;
  readonly jobs: Jobs;
  readonly log: Log;
}

/** What a verb on several containers has to say. */
interface Bulk {
  readonly engine: EngineId;
  readonly ids: readonly ContainerId[];
  readonly verb: ContainerVerb;
  readonly options?: unknown;
  readonly about?: string;
  command(names: readonly string[]): string;
  each(engine: Engine, id: ContainerId, tell: ItemTeller): Promise<void>;
}

export function createContainers({ engines, jobs, log }: ContainersDeps) {
  const rules = createEventRules(log);
  const tables = createLiveTables<Container, ContainerId>({
    engines,
    log,
    idOf: (row) => row.id,
    list: (engine, signal) => engine.listContainers({ signal }),
    fetch: (engine, ids, signal) => engine.listContainers({ ids, signal }),
    onEvent(event, table) {
      const { meaning, id } = rules.forContainers(event);
      if (meaning === 'row') table.changed(id as ContainerId);
      else if (meaning === 'gone') table.gone(id as ContainerId);
      else if (meaning === 'list') table.relist();
    },
  });

  /** Those of the list on screen, else asked for. */
  async function rowsOf(engine: EngineId, ids: readonly ContainerId[]): Promise<readonly Container[]> {
    const known = tables.of(engine).rows();
    if (known && ids.every((id) => known.has(id))) return ids.flatMap((id) => known.get(id) ?? []);
    return engines.get(engine).listContainers(ids.length > 200 ? {} : { ids });
  }

  /** Names are for the record alone: without them the ids serve, as they do on the command line. */
  async function namesOf(engine: EngineId, ids: readonly ContainerId[]): Promise<readonly string[]> {
    const rows = await rowsOf(engine, ids).catch(() => []);
    const names = new Map(rows.map((row) => [row.id, row.name]));
    return ids.map((id) => names.get(id) || id.slice(0, 12));
  }

  async function run({ engine, ids, verb, options, about, command, each }: Bulk) {
    engines.get(engine); // an engine that is away is one error, not one for each container
    const names = await namesOf(engine, ids);
    return jobs.run({
      engine,
      verb,
      noun: 'container',
      command: command(names),
      items: ids.map((id, index) => ({ id, name: names[index] ?? id })),
      options,
      about,
      each: async (id, _signal, tell) => each(engines.get(engine), id as ContainerId, tell),
    });
  }

  const verbs = {
    watch: os.containers.watch.handler(({ input, signal }) => tables.of(input.engine).watch(signal)),
    inspect: os.containers.inspect.handler(({ input, signal }) =>
      engines.get(input.engine).inspectContainer(input.id, signal),
    ),
    start: os.containers.start.handler(({ input }) =>
      run({ ...input, verb: 'start', command: startCommand, each: (engine, id) => engine.startContainer(id) }),
    ),
    stop: os.containers.stop.handler(({ input: { graceSeconds, ...input } }) =>
      run({
        ...input,
        verb: 'stop',
        options: { graceSeconds },
        command: (names) => stopCommand(names, graceSeconds),
        each: stop(graceSeconds),
      }),
    ),
    restart: os.containers.restart.handler(({ input: { graceSeconds, ...input } }) =>
      run({
        ...input,
        verb: 'restart',
        options: { graceSeconds },
        command: (names) => restartCommand(names, graceSeconds),
        each: (engine, id) => engine.restartContainer(id, graceSeconds),
      }),
    ),
    delete: os.containers.delete.handler(({ input: { force, volumes, ...input } }) =>
      run({
        ...input,
        verb: 'delete',
        options: { force, volumes },
        command: (names) => deleteContainersCommand(names, { force, volumes }),
        each: (engine, id) => engine.deleteContainer(id, { force, volumes }),
      }),
    ),
    pause: os.containers.pause.handler(({ input }) =>
      run({ ...input, verb: 'pause', command: pauseCommand, each: pause }),
    ),
    unpause: os.containers.unpause.handler(({ input }) =>
      run({ ...input, verb: 'unpause', command: unpauseCommand, each: unpause }),
    ),
    kill: os.containers.kill.handler(({ input: { signal, ...input } }) =>
      run({
        ...input,
        verb: 'kill',
        options: { signal },
        about: signal,
        command: (names) => killCommand(names, signal),
        each: (engine, id) => engine.killContainer(id, signal),
      }),
    ),
    rename: os.containers.rename.handler(({ input: { engine, id, name } }) =>
      run({
        engine,
        ids: [id],
        verb: 'rename',
        options: { name },
        about: name,
        command: ([old = id]) => renameCommand(old, name),
        each: rename(name),
      }),
    ),
    update: os.containers.update.handler(({ input: { engine, ids, ...change } }) =>
      run({
        engine,
        ids,
        verb: 'update',
        options: change,
        command: (names) => updateCommand(names, change),
        each: update(change),
      }),
    ),
    sizes: os.containers.sizes.handler(({ input: { engine, ids }, signal }) =>
      engines.get(engine).containerSizes(ids, signal),
    ),
  };

  return {
    verbs,
    namesOf,
    /** The list on screen where there is one, else asked for. */
    async all(engine: EngineId, signal?: AbortSignal): Promise<readonly Container[]> {
      const known = tables.of(engine).rows();
      return known ? [...known.values()] : engines.get(engine).listContainers({ signal });
    },
    close: tables.close,
  };
}
