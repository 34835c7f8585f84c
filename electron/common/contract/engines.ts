import * as z from 'zod';
import type { ErrorData } from './errors';
import { type EngineId, engineId } from './ids';
import { answers, streams, verb } from './verb';

/** Where an engine's address came from, in the order in which they are tried (product.md E1). */
export type EngineSource =
  | 'flag' // --engine
  | 'environment' // DOCKER_HOST
  | 'context' // the current Docker context
  | 'docker' // the system's socket
  | 'docker-rootless'
  | 'docker-desktop'
  | 'podman'
  | 'podman-rootless'
  | 'colima'
  | 'orbstack'
  | 'rancher'
  | 'private'; // Berth's own

/** One place that was tried, and what came of it. */
export interface Attempt {
  readonly source: EngineSource;
  /** What the person would recognise: a path, a URL, a context's name. Absent when there was nothing to try. */
  readonly address?: string;
  readonly outcome: AttemptOutcome;
}

export type AttemptOutcome =
  | { readonly kind: 'not-given' } // no flag, variable or context
  | { readonly kind: 'no-socket' } // no file there
  | { readonly kind: 'not-a-socket' } // a file of another kind
  | { readonly kind: 'unreadable'; readonly reason: string } // a context file that is torn
  | { readonly kind: 'failed'; readonly error: ErrorData } // tried and refused, denied, silent …
  | { readonly kind: 'connected' }
  | { readonly kind: 'not-tried' }; // one before it answered

export type EnginePhase =
  | 'connecting' // for the first time
  | 'connected'
  | 'not-answering' // accepts, stays silent
  | 'reconnecting'; // was connected and is lost

export type EngineProduct = 'docker' | 'podman';

/** What some engines can't do. The page greys these out with the reason. */
const capabilityNames = [
  'update-limits', // POST /containers/ID/update (Podman 4 answers 404)
  'health-events', // health_status events; without them health is read at other events
  'shared-size', // images' shared size (Docker 20.10 gives -1, Podman an empty body)
  'image-manifests', // platforms of a local image (containerd store)
  'distribution', // GET /distribution/NAME/json
  'buildkit',
  'swarm',
  'console-size', // a TTY's size at exec start (API 1.42)
] as const;
export type Capability = (typeof capabilityNames)[number];
export type Capabilities = Readonly<Record<Capability, boolean>>;

/** A known engine and its connection, as the `status` "Engine" tells it. Small; sent whole at each change. */
export interface EngineState {
  readonly id: EngineId;
  readonly name: string;
  readonly source: EngineSource;
  /** `unix:///…`, `npipe:…`, `tcp://…`, `ssh://…`; never with a password. */
  readonly address: string;
  readonly phase: EnginePhase;
  /** ms since the epoch of the engine's last sign of life. */
  readonly seenAt?: number;
  /** When the next try is due, ms since the epoch, while reconnecting. */
  readonly nextTryAt?: number;
  readonly error?: ErrorData;
  /** Known once connected, kept while reconnecting. */
  readonly product?: EngineProduct;
  readonly version?: string;
  readonly apiVersion?: string;
  /** `linux/amd64` */
  readonly platform?: string;
  readonly capabilities?: Capabilities;
  /** Engine clock minus ours, ms; relative times are told by the engine's clock. */
  readonly clockOffset?: number;
}

/** A step that could bring an engine where there is none (product.md E3). */
export type EngineRemedy =
  | { readonly kind: 'start-installed'; readonly command: string; readonly product: EngineProduct }
  | { readonly kind: 'start-private'; readonly product: EngineProduct }
  | { readonly kind: 'install'; readonly command: string };

export interface EnginesState {
  readonly engines: readonly EngineState[];
  readonly attempts: readonly Attempt[];
  readonly remedies: readonly EngineRemedy[];
  /** The next time all places are tried, ms since the epoch, while no engine is known. */
  readonly nextTryAt?: number;
}

/** What an engine says of itself (product.md E2). */
export interface EngineInfo {
  readonly engine: EngineId;
  readonly product: EngineProduct;
  readonly name: string;
  readonly version: string;
  readonly apiVersion: string;
  readonly minApiVersion?: string;
  /** The API version in use: the smaller of theirs and ours. */
  readonly usedApiVersion: string;
  readonly operatingSystem: string;
  readonly kernel: string;
  readonly platform: string;
  readonly components: readonly { readonly name: string; readonly version: string }[];
  readonly storageDriver: string;
  /** `containerd` when images live in containerd's store, else `classic`. */
  readonly imageStore: 'classic' | 'containerd';
  readonly cgroupVersion?: string;
  readonly cgroupDriver?: string;
  readonly loggingDriver?: string;
  readonly runtimes: readonly string[];
  readonly defaultRuntime?: string;
  readonly cpus: number;
  /** bytes */
  readonly memory: number;
  readonly rootDirectory?: string;
  readonly rootless: boolean;
  readonly liveRestore?: boolean;
  readonly swarm?: string;
  readonly registryMirrors: readonly string[];
  readonly insecureRegistries: readonly string[];
  readonly warnings: readonly string[];
  readonly containers: { readonly running: number; readonly paused: number; readonly stopped: number };
  readonly images: number;
}

export const engines = {
  /** All engines with their connection, and how they were found. Whole at each change. */
  watch: verb.output(streams<EnginesState>()),
  info: verb.input(z.object({ engine: engineId })).output(answers<EngineInfo>()),
  /** Tries at once instead of at the next turn. Without an id: looks for engines again. */
  retry: verb.input(z.object({ engine: engineId.optional() })).output(answers<void>()),
  /** Starts an installed engine or Berth's private one; ends when it answers. */
  remedy: verb
    .input(z.object({ kind: z.enum(['start-installed', 'start-private', 'install']) }))
    .output(streams<{ readonly line: string }>()),
};
