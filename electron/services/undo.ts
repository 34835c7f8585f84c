import { isDeepStrictEqual } from 'node:util';
import {
  connectCommand,
  disconnectCommand,
  pauseCommand,
  renameCommand,
  startCommand,
  unpauseCommand,
  updateCommand,
} from '../common/contract/commands';
import { BerthError } from '../common/contract/errors';
import type { ContainerId } from '../common/contract/ids';
import type { JobItem, Undo } from '../common/contract/jobs';
import { assertNever } from '../common/std/assert-never';
import type { Engine } from '../engine/port';
import { connect, disconnect, pause, rename, unpause, update, valuesOf } from './container-acts';
import type { EngineKeeper } from './engines';
import type { ItemTeller, Jobs } from './jobs';
import { os } from './os';

interface UndoDeps {
  readonly engines: EngineKeeper;
  readonly jobs: Jobs;
}

type Undoable = JobItem & { readonly undo: Undo };

const isUndoable = (item: JobItem): item is Undoable => item.state === 'done' && item.undo !== undefined;

/** `jobs.undo`: takes back what a job did, each item by the inverse that was kept with it. */
export function createUndo({ engines, jobs }: UndoDeps) {
  return os.jobs.undo.handler(({ input }) => {
    const job = jobs.find(input.id);
    const items = job?.items.filter(isUndoable) ?? [];
    const [first] = items;
    if (!job?.engine || !first) throw new BerthError('expired', { noun: 'job' });
    const { engine } = job;
    if (job.undoneBy) throw new BerthError('changed-since', { name: first.name });
    engines.get(engine);
    const undos = new Map(items.map((item) => [item.id, item.undo]));
    return jobs.run({
      engine,
      verb: first.undo.verb,
      noun: job.noun,
      about: aboutOf(first.undo),
      undoes: job.id,
      command: commandOf(items),
      items: items.map(({ id, name, undo }) => ({ id, name: undo.verb === 'rename' ? undo.now : name })),
      options: { undoes: job.id },
      each: async (id, _signal, tell) => {
        const undo = undos.get(id);
        if (undo) await takeBack(engines.get(engine), id as ContainerId, undo, tell);
      },
    });
  });
}

async function takeBack(engine: Engine, id: ContainerId, undo: Undo, tell: ItemTeller): Promise<void> {
  switch (undo.verb) {
    case 'start':
      return engine.startContainer(id);
    case 'pause':
      return pause(engine, id, tell);
    case 'unpause':
      return unpause(engine, id, tell);
    case 'rename': {
      const { name } = await engine.inspectContainer(id);
      if (name !== undo.now) throw new BerthError('changed-since', { name });
      return rename(undo.was)(engine, id, tell);
    }
    case 'update': {
      const details = await engine.inspectContainer(id);
      if (!isDeepStrictEqual(valuesOf(details, undo.now), undo.now)) {
        throw new BerthError('changed-since', { name: details.name });
      }
      return update(undo.was)(engine, id, tell);
    }
    case 'disconnect':
      return disconnect(undo.network, false)(engine, id, tell);
    case 'connect':
      return connect(undo)(engine, id, tell);
    default:
      return assertNever(undo);
  }
}

function aboutOf(undo: Undo): string | undefined {
  if (undo.verb === 'rename') return undo.was;
  return undo.verb === 'connect' || undo.verb === 'disconnect' ? undo.network : undefined;
}

/** One command for all where there is one, else one for each. */
function commandOf(items: readonly Undoable[]): string {
  const names = items.map(({ name }) => name);
  const [first] = items;
  switch (first?.undo.verb) {
    case 'start':
      return startCommand(names);
    case 'pause':
      return pauseCommand(names);
    case 'unpause':
      return unpauseCommand(names);
    default:
      return items.map(({ name, undo }) => single(name, undo)).join(' && ');
  }
}

function single(name: string, undo: Undo): string {
  switch (undo.verb) {
    case 'rename':
      return renameCommand(undo.now, undo.was);
    case 'update':
      return updateCommand([name], undo.was);
    case 'connect':
      return connectCommand(undo.network, name, undo);
    case 'disconnect':
      return disconnectCommand(undo.network, name);
    default:
      return '';
  }
}
