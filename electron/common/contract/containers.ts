import * as z from 'zod';
import { containerEdit } from './container-edit';
import type { ContainerSetup } from './container-setup';
import { type ContainerId, containerId, type EngineId, engineId, type ImageId, type TerminalId } from './ids';
import type { JobResult } from './jobs';
import type { RowsPatch } from './rows';
import type { RunProblem } from './run-problems';
import { runSpec } from './run-spec';
import { answers, streams, verb } from './verb';

/** Docker's seven states; Podman's further ones are folded into them (`stopped` -> exited, `configured` -> created, `stopping` -> running). */
export const containerStates = ['created', 'running', 'paused', 'restarting', 'removing', 'exited', 'dead'] as const;
export type ContainerState = (typeof containerStates)[number];

/** Absent when the container has no health check. */
export type Health = 'starting' | 'healthy' | 'unhealthy';

export interface PublishedPort {
  readonly privatePort: number;
  readonly publicPort?: number;
  readonly protocol: 'tcp' | 'udp' | 'sctp';
  /** The host's address it is bound to; absent when unpublished or unsaid. */
  readonly ip?: string;
}

/** The Compose labels of a container, taken as words: they may lie. */
export interface ComposeMark {
  readonly project: string;
  readonly service?: string;
  readonly number?: string;
  readonly configFiles?: string;
  readonly workingDirectory?: string;
}

/** A row of the list. Times are ms since the epoch. */
export interface Container {
  readonly engine: EngineId;
  readonly id: ContainerId;
  /** Without the leading slash. */
  readonly name: string;
  /** As given at run; a bare id when its tag moved on. */
  readonly image: string;
  readonly imageId: ImageId | undefined;
  readonly command: string;
  readonly state: ContainerState;
  readonly health?: Health;
  /** Of an exited container, and of the last end of one that restarts. */
  readonly exitCode?: number;
  readonly createdAt: number;
  readonly ports: readonly PublishedPort[];
  readonly networks: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
  readonly compose?: ComposeMark;
}

export interface HealthProbe {
  readonly startedAt: number;
  readonly endedAt: number;
  readonly exitCode: number;
  readonly output: string;
}

export interface Mount {
  readonly kind: 'bind' | 'volume' | 'tmpfs' | 'npipe' | 'cluster' | 'image' | 'other';
  readonly name?: string;
  /** The host's path, or where the volume lies. */
  readonly source: string;
  readonly target: string;
  readonly readOnly: boolean;
  readonly driver?: string;
  /** A volume whose name the engine made up: lost with `--volumes`. */
  readonly anonymous: boolean;
}

export interface NetworkAttachment {
  readonly network: string;
  readonly networkId?: string;
  readonly ipv4?: string;
  readonly ipv6?: string;
  readonly gateway?: string;
  readonly mac?: string;
  readonly aliases: readonly string[];
  /** Addresses that were asked for: kept over restarts, while others are given anew. */
  readonly fixedIpv4?: string;
  readonly fixedIpv6?: string;
}

const restartPolicyNames = ['no', 'always', 'on-failure', 'unless-stopped'] as const;

export interface RestartPolicy {
  readonly name: (typeof restartPolicyNames)[number];
  /** Of `on-failure`; 0: as often as it fails. */
  readonly maximumRetryCount: number;
}

/** What a container may use. Sizes in bytes; absent: not limited. */
export interface ContainerLimits {
  /** Of all cores: 1.5. */
  readonly cpus?: number;
  readonly memory?: number;
  /** What it is held to when the machine runs short. */
  readonly memoryReservation?: number;
  /** Memory and swap together; -1: as much swap as there is. */
  readonly memorySwap?: number;
  readonly pids?: number;
}

/**
 * What a live update sets; what is absent stays.
 *
 * The API can't take a limit of CPU or memory away again, only change it (https://docs.docker.com/reference/api/engine/,
 * ContainerUpdate: zero means unchanged). `pids` and `memorySwap` of -1 do lift theirs.
 */
export interface ContainerUpdate extends ContainerLimits {
  readonly restartPolicy?: RestartPolicy;
}

/** What a container wrote into its own files, bytes; absent when the engine does not say. */
export interface ContainerSize {
  readonly id: ContainerId;
  readonly written?: number;
}

/** What `inspect` says, as one type from every engine. `raw` is the engine's answer, untouched. */
export interface ContainerDetails {
  readonly engine: EngineId;
  readonly id: ContainerId;
  readonly name: string;
  readonly image: string;
  readonly imageId: ImageId | undefined;
  readonly platform?: string;
  readonly state: ContainerState;
  readonly health?: { readonly status: Health; readonly failingStreak: number; readonly log: readonly HealthProbe[] };
  readonly healthcheck?: {
    readonly test: readonly string[];
    /** ms */
    readonly interval?: number;
    readonly timeout?: number;
    readonly startPeriod?: number;
    readonly startInterval?: number;
    readonly retries?: number;
  };
  readonly exitCode?: number;
  readonly oomKilled: boolean;
  /** The engine's words when it could not be started. */
  readonly error?: string;
  readonly pid?: number;
  readonly createdAt: number;
  readonly startedAt?: number;
  readonly finishedAt?: number;
  readonly restartCount: number;
  readonly restartPolicy: RestartPolicy;
  readonly autoRemove: boolean;
  readonly entrypoint: readonly string[];
  readonly command: readonly string[];
  readonly user: string;
  readonly workingDirectory: string;
  readonly hostname: string;
  readonly tty: boolean;
  readonly openStdin: boolean;
  /** Without a terminal: its input is closed for good when who is attached to it leaves. So made by `docker run -i`, and always on Podman. */
  readonly stdinOnce: boolean;
  readonly env: readonly { readonly name: string; readonly value: string }[];
  readonly labels: Readonly<Record<string, string>>;
  readonly compose?: ComposeMark;
  readonly mounts: readonly Mount[];
  readonly networks: readonly NetworkAttachment[];
  readonly networkMode: string;
  readonly ports: readonly PublishedPort[];
  /** Absent: not limited. */
  readonly limits: ContainerLimits;
  readonly logDriver: string;
  readonly privileged: boolean;
  readonly readOnlyRoot: boolean;
  readonly capAdd: readonly string[];
  readonly capDrop: readonly string[];
  readonly runtime?: string;
  /** As it was asked for, where the other fields say what is. */
  readonly setup: ContainerSetup;
  readonly raw: unknown;
}

/** What a run would meet, as far as can be told without trying. */
export interface RunCheck {
  readonly problems: readonly RunProblem[];
  /** The image as the engine has it; absent when it would be pulled. */
  readonly image?: ImageId;
}

export interface RunResult extends JobResult {
  /** Absent when it could not be created. Kept when only its start failed. */
  readonly container?: ContainerId;
  /** On its main program, of one that was started with `-it` and not detached. */
  readonly terminal?: TerminalId;
  /** The engine's own words. */
  readonly warnings: readonly string[];
  /** Flags that this engine has no field for. */
  readonly leftOut: readonly string[];
}

const one = z.object({ engine: engineId, id: containerId });
const many = z.object({ engine: engineId, ids: z.array(containerId).min(1).max(10_000) });
/** Seconds to wait before SIGKILL; the engine's own default when absent. */
const graceSeconds = z.number().int().min(0).max(86_400).optional();
const bytes = z.number().int().min(1).max(Number.MAX_SAFE_INTEGER);
const unlimited = z.literal(-1);
const signal = z.string().regex(/^(\d{1,2}|(SIG)?[A-Z][A-Z0-9]{1,15}([+-]\d{1,2})?)$/i, 'a signal');
/** The engine's own rule, checked by the page (`container-rules.ts`) and told by the engine. */
const name = z.string().min(1).max(300);

const update = z.object({
  restartPolicy: z
    .object({ name: z.enum(restartPolicyNames), maximumRetryCount: z.number().int().min(0).max(1_000_000).default(0) })
    .optional(),
  cpus: z.number().min(0.001).max(10_000).optional(),
  memory: bytes.optional(),
  memoryReservation: bytes.optional(),
  memorySwap: bytes.or(unlimited).optional(),
  pids: z.number().int().min(1).max(1_000_000_000).or(unlimited).optional(),
});

export const containers = {
  /** The list: whole, then changes. Everything the engine has, stopped ones too. */
  watch: verb.input(z.object({ engine: engineId })).output(streams<RowsPatch<Container, ContainerId>>()),
  inspect: verb.input(one).output(answers<ContainerDetails>()),
  /** `replacing`: the container whose place it takes, so that its name and ports count as free. Never pulls. */
  check: verb
    .input(
      z.object({
        engine: engineId,
        spec: runSpec.extend({ image: z.string().max(4_096) }),
        replacing: containerId.optional(),
      }),
    )
    .output(answers<RunCheck>()),
  /** Pulls the image if needed, creates, joins its networks and starts. A container whose start fails is kept. */
  run: verb
    .input(z.object({ engine: engineId, spec: runSpec, start: z.boolean().default(true) }))
    .output(answers<RunResult>()),
  start: verb.input(many).output(answers<JobResult>()),
  stop: verb.input(many.extend({ graceSeconds })).output(answers<JobResult>()),
  restart: verb.input(many.extend({ graceSeconds })).output(answers<JobResult>()),
  /** A container that is already gone counts as deleted. `force` kills a running one; `volumes` takes its anonymous volumes along. */
  delete: verb
    .input(many.extend({ force: z.boolean().default(false), volumes: z.boolean().default(false) }))
    .output(answers<JobResult>()),
  pause: verb.input(many).output(answers<JobResult>()),
  unpause: verb.input(many).output(answers<JobResult>()),
  /** Sends a signal to the main process. */
  kill: verb.input(many.extend({ signal: signal.default('SIGKILL') })).output(answers<JobResult>()),
  rename: verb.input(one.extend({ name })).output(answers<JobResult>()),
  /** Restart policy and limits, without a restart. Engines that lack it (capability `update-limits`) fail `unsupported`. */
  update: verb.input(many.extend(update.shape)).output(answers<JobResult>()),
  /** Of those that still exist. The engine counts files for it: asked only before something is lost. */
  sizes: verb.input(many).output(answers<readonly ContainerSize[]>()),
  ...containerEdit,
};
