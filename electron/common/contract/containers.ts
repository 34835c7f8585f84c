import * as z from 'zod';
import { type ContainerId, containerId, type EngineId, engineId, type ImageId } from './ids';
import type { JobResult } from './jobs';
import type { RowsPatch } from './rows';
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
  readonly restartPolicy: {
    readonly name: 'no' | 'always' | 'on-failure' | 'unless-stopped';
    readonly maximumRetryCount: number;
  };
  readonly autoRemove: boolean;
  readonly entrypoint: readonly string[];
  readonly command: readonly string[];
  readonly user: string;
  readonly workingDirectory: string;
  readonly hostname: string;
  readonly tty: boolean;
  readonly openStdin: boolean;
  readonly env: readonly { readonly name: string; readonly value: string }[];
  readonly labels: Readonly<Record<string, string>>;
  readonly compose?: ComposeMark;
  readonly mounts: readonly Mount[];
  readonly networks: readonly NetworkAttachment[];
  readonly networkMode: string;
  readonly ports: readonly PublishedPort[];
  /** Absent: not limited. */
  readonly limits: { readonly cpus?: number; readonly memory?: number; readonly pids?: number };
  readonly logDriver: string;
  readonly privileged: boolean;
  readonly readOnlyRoot: boolean;
  readonly capAdd: readonly string[];
  readonly capDrop: readonly string[];
  readonly runtime?: string;
  readonly raw: unknown;
}

const one = z.object({ engine: engineId, id: containerId });
const many = z.object({ engine: engineId, ids: z.array(containerId).min(1).max(10_000) });
/** Seconds to wait before SIGKILL; the engine's own default when absent. */
const graceSeconds = z.number().int().min(0).max(86_400).optional();

export const containers = {
  /** The list: whole, then changes. Everything the engine has, stopped ones too. */
  watch: verb.input(z.object({ engine: engineId })).output(streams<RowsPatch<Container, ContainerId>>()),
  inspect: verb.input(one).output(answers<ContainerDetails>()),
  start: verb.input(many).output(answers<JobResult>()),
  stop: verb.input(many.extend({ graceSeconds })).output(answers<JobResult>()),
  restart: verb.input(many.extend({ graceSeconds })).output(answers<JobResult>()),
  /** A container that is already gone counts as deleted. `force` kills a running one; `volumes` takes its anonymous volumes along. */
  delete: verb
    .input(many.extend({ force: z.boolean().default(false), volumes: z.boolean().default(false) }))
    .output(answers<JobResult>()),
};
