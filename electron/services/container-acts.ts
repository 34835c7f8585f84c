/**
 * What changes a container, together with what takes that back (DE-07).
 *
 * An undo is told only where it is the exact inverse: a container that is removed when it stops can't be started again, and
 * no engine lifts a limit of memory or CPU that was not there before.
 */
import type { ContainerDetails, ContainerUpdate } from '../common/contract/containers';
import type { ContainerId } from '../common/contract/ids';
import type { Engine } from '../engine/port';
import type { ItemTeller } from './jobs';

/** Does it to one container. */
export type Act = (engine: Engine, id: ContainerId, tell: ItemTeller) => Promise<void>;

export function stop(graceSeconds?: number): Act {
  return async (engine, id, tell) => {
    // Never an error of its own: what is the matter is the stop's to say.
    const before = await engine.inspectContainer(id).catch(() => undefined);
    await engine.stopContainer(id, graceSeconds);
    if (before?.state === 'running' && !before.autoRemove) tell.undo({ verb: 'start' });
  };
}

export const pause: Act = async (engine, id, tell) => {
  await engine.pauseContainer(id);
  tell.undo({ verb: 'unpause' });
};

export const unpause: Act = async (engine, id, tell) => {
  await engine.unpauseContainer(id);
  tell.undo({ verb: 'pause' });
};

export function rename(name: string): Act {
  return async (engine, id, tell) => {
    const { name: was } = await engine.inspectContainer(id);
    await engine.renameContainer(id, name);
    tell.undo({ verb: 'rename', was, now: name });
  };
}

export function update(change: ContainerUpdate): Act {
  return async (engine, id, tell) => {
    const before = await engine.inspectContainer(id);
    await engine.updateContainer(id, change);
    // As the engine holds it: without swap accounting it keeps other figures than it was given.
    const now = await engine.inspectContainer(id).then(
      (after) => valuesOf(after, change),
      () => undefined,
    );
    const was = restoring(before, change);
    if (was && now) tell.undo({ verb: 'update', was, now });
  };
}

export interface NetworkJoin {
  readonly network: string;
  readonly aliases: readonly string[];
  readonly ipv4?: string | undefined;
  readonly ipv6?: string | undefined;
}

export function connect({ network, ...options }: NetworkJoin): Act {
  return async (engine, id, tell) => {
    await engine.connectNetwork(network, id, options);
    tell.undo({ verb: 'disconnect', network });
  };
}

export function disconnect(network: string, force: boolean): Act {
  return async (engine, id, tell) => {
    const before = await engine.inspectContainer(id).catch(() => undefined);
    const joined = before?.networks.find((one) => one.network === network || one.networkId === network);
    await engine.disconnectNetwork(network, id, { force });
    if (!joined) return;
    const { aliases, fixedIpv4, fixedIpv6 } = joined;
    tell.undo({
      verb: 'connect',
      network,
      aliases,
      ...(fixedIpv4 && { ipv4: fixedIpv4 }),
      ...(fixedIpv6 && { ipv6: fixedIpv6 }),
    });
  };
}

/** What a container has now of the things that a change names. */
export function valuesOf(details: ContainerDetails, change: ContainerUpdate): ContainerUpdate {
  const { restartPolicy, limits } = details;
  const all: ContainerUpdate = { ...limits, restartPolicy };
  return Object.fromEntries(Object.entries(all).filter(([key, value]) => key in change && value !== undefined));
}

/** The update that brings back what was before; undefined when no update can. */
function restoring(before: ContainerDetails, change: ContainerUpdate): ContainerUpdate | undefined {
  const was: ContainerUpdate = {
    ...valuesOf(before, change),
    ...(change.pids !== undefined && { pids: before.limits.pids ?? -1 }),
  };
  return Object.entries(change).every(([key, value]) => value === undefined || key in was) ? was : undefined;
}
