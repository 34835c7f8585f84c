/** A shell with tools of its own, into what has none: nothing is written to the target (T4). */
import type { ContainerDetails } from '../common/contract/containers';
import { BerthError } from '../common/contract/errors';
import type { ContainerId, EngineId } from '../common/contract/ids';
import type { RunSpec } from '../common/contract/run-spec';
import type { DebugFacts, TerminalTarget } from '../common/contract/terminals';
import { emptyRunSpec } from '../common/run-line/empty-run-spec';
import type { Engine } from '../engine/port';
import { sweepDebugThings } from './debug-sweep';
import { DebugThings } from './debug-things';
import { type ToolStore, toolsFolder, volumeMount } from './debug-tools';
import type { Jobs } from './jobs';
import type { Log } from './log';
import { startsAs } from './starts-as';
import { openExec } from './terminal-exec';
import type { Engines, OpenedTerminal } from './terminal-program';
import type { SessionFacts } from './terminal-session';
import type { ShellFinder } from './terminal-shell';
import { findToolbox, pullToolbox } from './terminal-toolbox';

interface DebugDeps {
  readonly engines: Engines;
  readonly jobs: Pick<Jobs, 'run'>;
  readonly shells: ShellFinder;
  readonly tools: ToolStore;
  readonly log: Log;
  toolbox(): string;
}

interface DebugWanted {
  readonly engine: EngineId;
  readonly target: TerminalTarget;
  readonly user?: string | undefined;
  readonly columns: number;
  readonly rows: number;
}

interface DebugMore {
  readonly facts: Omit<SessionFacts, 'shell' | 'user' | 'container' | 'containerName' | 'debug'>;
  changed(): void;
}

/** A program that idles until it is killed, in every toolbox. */
const idle = ['tail', '-f', '/dev/null'] as const;

/**
 * Into the target's files. They are another mount namespace's, where no shell can tell its folder by itself (getcwd(2)): it is
 * told, and its prompt shows what it was told.
 */
const insideOthers = { prelude: 'cd /proc/1/root 2>/dev/null && export PWD', env: ['PS1=$PWD # '] } as const;

/** Brings its own container, which goes when the shell does. */
export async function openDebug(deps: DebugDeps, wanted: DebugWanted, more: DebugMore): Promise<OpenedTerminal> {
  const { engine: id, target, user, columns, rows } = wanted;
  const engine = deps.engines.get(id);
  const container = target.kind === 'container' ? await engine.inspectContainer(target.id) : undefined;
  const live = container && (container.state === 'running' || container.state === 'paused');
  if (container && ['restarting', 'removing'].includes(container.state)) {
    throw new BerthError('wrong-state', { name: container.name, state: container.state });
  }
  const starts = await startsAs(engine, target);
  const found = await findToolbox(engine, deps.toolbox());
  if (!found.present) await pullToolbox({ ...deps, engine: id }, found.image);
  const name = container?.name ?? (await imageName(engine, target));

  // What could not be removed before, since its engine did not answer or refused.
  void sweepDebugThings(engine, deps.log);
  const things = new DebugThings(() => deps.engines.get(id));
  const remove = () => things.remove();
  const life = new AbortController();
  try {
    const box = live
      ? await things.container(name, besideSpec(container, found.image))
      : await throwAway(deps, engine, things, { container, target, name, toolbox: found.image });
    await engine.startContainer(box);
    const debug: DebugFacts = {
      target,
      toolbox: found.image,
      shows: live ? 'running' : 'image',
      ...(!live && container && { image: container.image }),
      startsAs: starts,
    };
    const facts = { ...more.facts, ...(container && { container: container.id }), containerName: name, debug };
    const opened = await openExec(
      deps,
      {
        engine: id,
        container: box,
        user: user ?? '0',
        columns,
        rows,
        ...(live
          ? { ...insideOthers, target: container.id }
          : {
              carrier: `${toolsFolder}/sh`,
              env: [`PATH=${pathOf(container?.env ?? (await imageEnv(engine, target)))}`],
            }),
      },
      { facts, changed: more.changed },
    );
    // Without its process 1 there is nothing to look into; Docker 20.10 then leaves the stream of what ran beside it open.
    const cut = async () => {
      await engine.waitContainer(container?.id ?? box, life.signal);
      await remove().catch(() => undefined);
      opened.session.destroy();
    };
    if (live) void cut().catch(() => undefined);
    const gone = opened.session.over.then(remove);
    void gone.catch(() => undefined).finally(() => life.abort());
    return {
      ...opened,
      async close() {
        // In another's pid namespace its shell outlives its first process, and Podman 4.3's removal waits 20 s for that.
        if (live) await opened.close().catch(() => undefined);
        // Else its processes die with it, and so does the terminal's stream.
        await remove().catch(() => opened.close());
        opened.session.destroy();
      },
    };
  } catch (error) {
    await remove().catch(() => undefined);
    throw error;
  }
}

/** Beside a running one: the toolbox itself, in the target's namespaces. Its files are those of the toolbox, the target's lie below /proc/1/root. */
function besideSpec(target: ContainerDetails, image: string): RunSpec {
  const its = `container:${target.id}`;
  const { ipc } = target.setup.spec;
  return {
    ...emptyRunSpec(image),
    remove: true,
    entrypoint: [idle[0]],
    command: idle.slice(1),
    pid: its,
    networks: [{ name: its, aliases: [] }],
    // To read another's /proc/1/root and to trace it (capabilities(7), ptrace(2)).
    capAdd: ['SYS_PTRACE'],
    // An engine refuses to share what its container does not: its default.
    ...(ipc === 'shareable' && { ipc: its }),
    ...(ipc === 'host' && { ipc }),
  };
}

interface ThrowAway {
  readonly container: ContainerDetails | undefined;
  readonly target: TerminalTarget;
  readonly name: string;
  readonly toolbox: string;
}

/** From an image, or the image of a stopped container with that one's environment and volumes, the latter read-only. */
async function throwAway(
  { tools }: Pick<DebugDeps, 'tools'>,
  engine: Engine,
  things: DebugThings,
  { container, target, name, toolbox }: ThrowAway,
): Promise<ContainerId> {
  const volume = await tools.volume(engine, toolbox, things, AbortSignal.timeout(120_000));
  const image = target.kind === 'image' ? target.id : (container?.imageId ?? container?.image ?? '');
  const spec: RunSpec = {
    ...emptyRunSpec(image),
    entrypoint: [`${toolsFolder}/busybox`],
    command: [...idle],
    mounts: [volumeMount(volume, { readOnly: true })],
    user: '0',
    pull: 'never',
    health: { disabled: true },
    ...(container && { env: [...container.env], volumesFrom: [`${container.id}:ro`], workingDirectory: '/' }),
  };
  const lent = container?.mounts.flatMap(({ name: volumeName }) => volumeName ?? []);
  return things.container(name, spec, lent && new Set(lent));
}

/** The target's own programs first, then the tools. */
function pathOf(env: readonly { readonly name: string; readonly value: string }[]): string {
  const own = env.find(({ name }) => name === 'PATH')?.value;
  return `${own || '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'}:${toolsFolder}`;
}

async function imageEnv(engine: Engine, target: TerminalTarget) {
  return target.kind === 'image' ? (await engine.inspectImage(target.id)).env : [];
}

async function imageName(engine: Engine, target: TerminalTarget): Promise<string> {
  if (target.kind !== 'image') return '';
  const { tags } = await engine.inspectImage(target.id);
  return tags[0] ?? target.id.slice(7, 19);
}
