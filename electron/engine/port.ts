/**
 * What services ask of an engine. Quirks of Docker's and Podman's versions end behind this port.
 *
 * Every call may throw a `BerthError`; an aborted call rejects with the signal's reason and closes its socket. Nothing
 * here mentions HTTP: `engine/` alone knows how an answer came.
 */
import type { Duplex } from 'node:stream';
import type { Container, ContainerDetails, ContainerSize, ContainerUpdate } from '../common/contract/containers';
import type { Capabilities, EngineInfo, EngineProduct } from '../common/contract/engines';
import type { FileChange, FileKind } from '../common/contract/files';
import type { ContainerId, EngineId, ImageId } from '../common/contract/ids';
import type { Image, ImageDetails } from '../common/contract/images';
import type { LayerProgress } from '../common/contract/jobs';
import type { LogStream } from '../common/contract/logs';
import type { Network } from '../common/contract/networks';
import type { Process } from '../common/contract/processes';
import type { RunSpec } from '../common/contract/run-spec';
import type { Volume } from '../common/contract/volumes';

/** What the handshake told. */
export interface EngineIdentity {
  readonly product: EngineProduct;
  readonly version: string;
  /** The one in use: the smaller of theirs and ours. */
  readonly apiVersion: string;
  readonly platform: string;
  readonly capabilities: Capabilities;
  /** Engine clock minus ours, ms, from the Date header of `/_ping`. */
  readonly clockOffset: number;
}

/** An event of the engine, Podman's words translated into Docker's. */
export interface EngineEvent {
  readonly noun: 'container' | 'image' | 'network' | 'volume' | 'builder' | 'daemon' | 'other';
  /** Docker's word: `start`, `die`, `destroy`, `health_status`, `exec_create`, `tag`, `untag`, `delete` … */
  readonly action: string;
  /** The container's or image's id, or the volume's name. */
  readonly subject: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** Nanoseconds since the epoch where the engine gives them (Podman: whole seconds). */
  readonly timeNano: bigint;
}

/** A piece of a log as the engine sent it: frames already taken apart, lines not. */
export interface LogChunk {
  readonly stream: LogStream;
  readonly bytes: Uint8Array;
}

/** As whom and where a program is run. */
export interface ExecAs {
  readonly user?: string;
  readonly workingDirectory?: string;
  readonly env?: readonly string[];
  /** With all capabilities of the machine's root. */
  readonly privileged?: boolean;
}

export interface ExecOptions extends ExecAs {
  readonly command: readonly string[];
  readonly columns: number;
  readonly rows: number;
}

/** A program in a container with a terminal. `stream` carries raw bytes both ways; it ends when the program does. */
export interface ExecSession {
  readonly id: string;
  readonly stream: Duplex;
  resize(columns: number, rows: number): Promise<void>;
  /** Once ended: its exit code; undefined while it runs or when the engine has forgotten. */
  exitCode(): Promise<number | undefined>;
}

/** The main program's streams. Frames are taken off; a program without a terminal has no size. */
export interface AttachSession {
  readonly stream: Duplex;
  resize(columns: number, rows: number): Promise<void>;
}

export interface CreatedContainer {
  readonly id: ContainerId;
  /** The engine's own words. */
  readonly warnings: readonly string[];
  readonly leftOut: readonly string[];
}

/** How a streamed exec ended. */
export interface ExecEnd {
  exitCode: number | undefined;
  errors: string;
}

/** What an engine tells of one path. */
export interface FileStat {
  readonly kind: FileKind;
  /** bytes */
  readonly size: number;
  /** 0o7777 */
  readonly mode: number;
  /** ms since the epoch; whole seconds for what was unpacked. */
  readonly modifiedAt: number;
  /** Of a link: where it leads in the end, as a path from the container's root. */
  readonly target?: string;
}

/** A container's counters at one moment; rates are reckoned from two of them. Absent: not told. */
export interface StatsCounters {
  readonly id: ContainerId;
  /** ms since the epoch, by the engine's clock. */
  readonly at: number;
  /** ns of processor time since it started, over all cores. */
  readonly cpuNano?: number;
  /** Of the machine. */
  readonly cores?: number;
  /** bytes, without the cache. */
  readonly memory?: number;
  readonly memoryLimit?: number;
  /** bytes since it started. */
  readonly networkIn?: number;
  readonly networkOut?: number;
  readonly blockRead?: number;
  readonly blockWrite?: number;
  readonly pids?: number;
  readonly pidsLimit?: number;
}

export interface Engine {
  readonly id: EngineId;
  readonly identity: EngineIdentity;

  /** One `/_ping`; throws within `timeout` ms when nothing answers. */
  ping(timeout: number): Promise<void>;
  info(signal?: AbortSignal): Promise<EngineInfo>;

  /**
   * The engine's events, from `sinceNano` when given. Ends when the connection does, throws when it breaks, closes its
   * socket when the signal aborts.
   */
  events(options: { sinceNano?: bigint; signal: AbortSignal }): AsyncIterable<EngineEvent>;

  /** All containers, or those of the ids that still exist, or those that have a label of that name. */
  listContainers(options?: {
    ids?: readonly ContainerId[];
    label?: string;
    signal?: AbortSignal;
  }): Promise<readonly Container[]>;
  inspectContainer(id: ContainerId, signal?: AbortSignal): Promise<ContainerDetails>;
  /**
   * Creates and joins all networks; does not pull and does not start. Env and label files are not read here.
   *
   * `leftOut`: flags that this engine has no field for. `like`: flags that the spec does not say, taken from another's `inspect`.
   */
  createContainer(
    spec: RunSpec,
    like?: { readonly carried: readonly string[]; readonly from: unknown },
  ): Promise<CreatedContainer>;
  startContainer(id: ContainerId): Promise<void>;
  stopContainer(id: ContainerId, graceSeconds?: number): Promise<void>;
  restartContainer(id: ContainerId, graceSeconds?: number): Promise<void>;
  pauseContainer(id: ContainerId): Promise<void>;
  unpauseContainer(id: ContainerId): Promise<void>;
  killContainer(id: ContainerId, signal: string): Promise<void>;
  renameContainer(id: ContainerId, name: string): Promise<void>;
  updateContainer(id: ContainerId, change: ContainerUpdate): Promise<void>;
  /** What each wrote into its own files; those that are gone are left out. */
  containerSizes(ids: readonly ContainerId[], signal?: AbortSignal): Promise<readonly ContainerSize[]>;
  /** Gone already counts as deleted. */
  deleteContainer(id: ContainerId, options: { force: boolean; volumes: boolean }): Promise<void>;

  /**
   * A container's log with a time stamp before each line. The iterable pulls: what is not taken is not read from the socket.
   * `tail`: lines from the newest that there is, also with `until`; `since`, `until`: seconds since the epoch with up to nine
   * decimals.
   */
  containerLog(
    id: ContainerId,
    options: { follow: boolean; tail?: number; since?: string; until?: string; tty: boolean; signal: AbortSignal },
  ): AsyncIterable<LogChunk>;

  /** Its counters, about once a second (Podman: every five), for as long as it runs and the signal is not aborted. */
  containerStats(id: ContainerId, options: { signal: AbortSignal }): AsyncIterable<StatsCounters>;
  /** Its counters now; undefined when it is not running. */
  containerStatsOnce(id: ContainerId, signal?: AbortSignal): Promise<StatsCounters | undefined>;
  listProcesses(id: ContainerId, signal?: AbortSignal): Promise<readonly Process[]>;
  /** `pid`: its number inside the container. `signal`: with SIG. */
  killProcess(id: ContainerId, pid: number, signal: string): Promise<void>;

  /**
   * To a running container, or one that is about to start: Podman would make a stopped one anew. What was said before is not told.
   * Destroying the stream detaches. `input`: its standard input is open.
   */
  attachContainer(id: ContainerId, options: { tty: boolean; input: boolean }): Promise<AttachSession>;
  /** Resolves with its exit code once it does not run; undefined when the engine does not say. */
  waitContainer(id: ContainerId, signal: AbortSignal): Promise<number | undefined>;
  exec(id: ContainerId, options: ExecOptions): Promise<ExecSession>;
  /** Runs a command without a terminal to its end; output beyond `limit` bytes is dropped. For probes such as "is there a bash". */
  execOnce(
    id: ContainerId,
    command: readonly string[],
    options?: { limit?: number; user?: string; signal?: AbortSignal },
  ): Promise<{ readonly exitCode: number; readonly output: string }>;

  /**
   * Runs a command without a terminal and yields its standard output as it is read. `end` is filled by the time it is over:
   * the exit code, undefined when the engine has forgotten it, and the first of what it said on standard error.
   */
  execStream(
    id: ContainerId,
    command: readonly string[],
    options: { user?: string; signal: AbortSignal; end: ExecEnd },
  ): AsyncIterable<Uint8Array>;

  /** The same with both streams, told apart, and as whoever it is asked for. */
  execOutput(
    id: ContainerId,
    command: readonly string[],
    options: ExecAs & { signal: AbortSignal; end: ExecEnd },
  ): AsyncIterable<LogChunk>;

  /** One path in a container, running or not, itself and not where it leads. Throws `not-found`, noun `file`. */
  statFile(id: ContainerId, path: string, signal?: AbortSignal): Promise<FileStat>;
  /** A file, or a folder with all below it, as a tar. Docker gives a link itself, Podman what it leads to, under its name. */
  readArchive(id: ContainerId, path: string, signal: AbortSignal): Promise<AsyncIterable<Uint8Array>>;
  /** Unpacks a tar in a folder; owner and mode are the tar's. What stands at an entry's name is replaced. */
  writeArchive(id: ContainerId, folder: string, tar: AsyncIterable<Uint8Array>, signal: AbortSignal): Promise<void>;
  /** Its files as an image, named; the settings stay the container's. */
  commitContainer(
    id: ContainerId,
    options: { reference: string; message: string; author: string; pause: boolean },
  ): Promise<ImageId>;
  /** Against its image. Bytes of names that are not UTF-8 are lost on the engine's way (it says them in JSON). */
  containerChanges(id: ContainerId, signal?: AbortSignal): Promise<readonly FileChange[]>;
  /** The whole file system without its mounts, as a tar. */
  exportContainer(id: ContainerId, signal: AbortSignal): Promise<AsyncIterable<Uint8Array>>;

  listImages(options?: { signal?: AbortSignal }): Promise<readonly Image[]>;
  inspectImage(id: ImageId, signal?: AbortSignal): Promise<ImageDetails>;
  deleteImage(id: ImageId, options: { force: boolean }): Promise<void>;
  /** The image that a name, digest or id means on this engine; undefined when it has none. */
  findImage(reference: string, signal?: AbortSignal): Promise<ImageId | undefined>;
  /**
   * Pulls, and yields all layers known so far whenever one changes. Ends only when the engine has the image: a stream that
   * stops half-way throws. Leaving the loop or an abort ends the pull.
   */
  pullImage(
    reference: string,
    options: { platform?: string | undefined; signal: AbortSignal },
  ): AsyncIterable<readonly LayerProgress[]>;

  listNetworks(signal?: AbortSignal): Promise<readonly Network[]>;
  connectNetwork(
    network: string,
    container: ContainerId,
    options: { aliases: readonly string[]; ipv4?: string | undefined; ipv6?: string | undefined },
  ): Promise<void>;
  disconnectNetwork(network: string, container: ContainerId, options: { force: boolean }): Promise<void>;
  listVolumes(signal?: AbortSignal): Promise<readonly Volume[]>;
  createVolume(name: string, labels: readonly { readonly name: string; readonly value: string }[]): Promise<void>;
  /** Gone already counts as deleted. */
  deleteVolume(name: string): Promise<void>;

  /** Closes idle sockets; calls in flight reject. */
  close(): void;
}

/** How an engine is reached. */
export interface EngineAddress {
  /** `unix:///…`, `npipe:…`, `tcp://…`, `ssh://…` */
  readonly url: string;
  /** PEM files of a TLS connection. */
  readonly tls?: { readonly ca?: string; readonly cert?: string; readonly key?: string; readonly verify: boolean };
}

/** Connects, negotiates the API version and learns what the engine can. Throws a `BerthError` that says why not. */
export type ConnectEngine = (id: EngineId, address: EngineAddress, signal?: AbortSignal) => Promise<Engine>;
