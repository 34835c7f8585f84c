import { createHash } from 'node:crypto';
import { chmodSync, lstatSync, mkdirSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { PrivateEngineError } from './errors';

export type EngineKind = 'docker' | 'podman';

/** Where everything of one private engine is. All below `base`, except `run` when `base` is too long for a socket. */
export interface EnginePaths {
  readonly kind: EngineKind;
  /** The directory the person named; both kinds may live in it side by side. */
  readonly dir: string;
  readonly base: string;
  /** Images, containers, volumes: survives a stop and a reboot. */
  readonly data: string;
  /** Sockets, pids and other state of running processes: may be wiped whenever nothing runs. */
  readonly run: string;
  readonly socket: string;
  readonly pid: string;
  readonly log: string;
  readonly config: string;
  readonly state: string;
  readonly lock: string;
}

/**
 * Longest run directory, in bytes.
 *
 * A unix socket's path holds 107 bytes (unix(7)). dockerd and containerd make sockets up to 36 bytes deeper than `run`;
 * Podman refuses a run root of more than 50.
 */
const longestRun: Record<EngineKind, number> = { docker: 70, podman: 44 };

interface Surroundings {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
  readonly tmp: string;
  /** undefined where there are no user ids (Windows). */
  readonly uid: number | undefined;
}

const here = (): Surroundings => ({
  platform: process.platform,
  env: process.env,
  home: homedir(),
  tmp: tmpdir(),
  uid: process.getuid?.(),
});

/** `<platform data dir>/berth/private-engine`. An XDG_DATA_HOME that is not absolute is ignored, as its specification says. */
export function defaultDir({ platform, env, home }: Surroundings = here()): string {
  const below = join('berth', 'private-engine');
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', below);
  if (platform === 'win32') return join(env.LOCALAPPDATA ?? join(home, 'AppData', 'Local'), below);
  const data = env.XDG_DATA_HOME?.startsWith('/') ? env.XDG_DATA_HOME : join(home, '.local', 'share');
  return join(data, below);
}

/** Pure: the same directory always gives the same paths, so a start and a later stop meet without remembering anything. */
export function enginePaths(kind: EngineKind, dir: string, around: Surroundings = here()): EnginePaths {
  const whole = resolve(dir);
  const base = join(whole, kind);
  const inside = join(base, 'run');
  const run = Buffer.byteLength(inside) <= longestRun[kind] ? inside : shortRun(base, around);
  return {
    kind,
    dir: whole,
    base,
    data: join(base, 'data'),
    run,
    socket: join(run, `${kind}.sock`),
    pid: join(run, 'pid'),
    log: join(base, 'log'),
    config: join(base, kind === 'docker' ? 'daemon.json' : 'containers.conf'),
    state: join(base, 'state.json'),
    lock: join(base, 'lock'),
  };
}

/** root's is in /run, which no one else can write; anyone else's is checked for its owner when made ({@link makeRunDir}). */
function shortRun(base: string, { tmp, uid }: Surroundings): string {
  const name = `berth-${uid ?? 0}-${createHash('sha256').update(base).digest('hex').slice(0, 10)}`;
  return join(uid === 0 ? '/run' : tmp, name);
}

/** Makes the run directory, closed to others: whoever reaches an engine's socket is root on the machine. */
export function makeRunDir({ run }: EnginePaths): void {
  mkdirSync(run, { recursive: true, mode: 0o700 });
  const stat = lstatSync(run);
  if (!stat.isDirectory() || stat.uid !== (process.getuid?.() ?? stat.uid)) {
    throw new PrivateEngineError('start-failed', { detail: `${run} belongs to someone else` });
  }
  chmodSync(run, 0o700);
}
