import * as z from 'zod';
import { type ContainerId, type EngineId, engineId, type ImageId, imageId } from './ids';
import type { JobResult } from './jobs';
import type { RowsPatch } from './rows';
import { answers, streams, verb } from './verb';

/** A row of the list: one image with all its names. Sizes in bytes, times in ms since the epoch. */
export interface Image {
  readonly engine: EngineId;
  readonly id: ImageId;
  /** `repository:tag`, as the engine says them; empty when dangling. */
  readonly tags: readonly string[];
  /** `repository@sha256:…` */
  readonly digests: readonly string[];
  readonly size: number;
  /** Of `size`, what other images hold too; undefined where the engine does not say. */
  readonly sharedSize: number | undefined;
  readonly createdAt: number;
  readonly labels: Readonly<Record<string, string>>;
  readonly dangling: boolean;
}

/** A row of `docker history`, oldest first. */
export interface HistoryStep {
  /** The instruction as the builder recorded it, without the shell's prefix: `RUN npm ci`, `COPY . .`, `ENV A=b`. */
  readonly instruction: string;
  /** As recorded, untouched. */
  readonly createdBy: string;
  readonly createdAt: number;
  readonly comment: string;
  /** bytes; 0 for a step that made only metadata. */
  readonly size: number;
  readonly tags: readonly string[];
  /** The layer that this step made; absent when it made only metadata. */
  readonly layer?: { readonly index: number; readonly diffId: string };
}

export interface ImageDetails {
  readonly engine: EngineId;
  readonly id: ImageId;
  readonly tags: readonly string[];
  readonly digests: readonly string[];
  readonly size: number;
  readonly createdAt?: number;
  readonly author?: string;
  readonly comment?: string;
  /** `linux/arm64/v8` */
  readonly platform: string;
  readonly entrypoint: readonly string[];
  readonly command: readonly string[];
  readonly user: string;
  readonly workingDirectory: string;
  readonly env: readonly { readonly name: string; readonly value: string }[];
  /** `8080/tcp` */
  readonly exposedPorts: readonly string[];
  readonly volumes: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
  readonly stopSignal?: string;
  readonly shell?: readonly string[];
  readonly healthcheck?: readonly string[];
  /** Of that check, as far as the image says; ms. */
  readonly healthTimes?: {
    readonly interval?: number;
    readonly timeout?: number;
    readonly startPeriod?: number;
    readonly startInterval?: number;
    readonly retries?: number;
  };
  /** diff ids (digests of the uncompressed layers), base first. */
  readonly layers: readonly string[];
  readonly history: readonly HistoryStep[];
  readonly usedBy: readonly { readonly id: ContainerId; readonly name: string }[];
  readonly raw: unknown;
}

export const images = {
  watch: verb.input(z.object({ engine: engineId })).output(streams<RowsPatch<Image, ImageId>>()),
  /** Configuration, history and layers of one image. */
  inspect: verb.input(z.object({ engine: engineId, id: imageId })).output(answers<ImageDetails>()),
  /** By tag or digest, from whichever registry the name says. Done only when the engine has the image. */
  pull: verb
    .input(
      z.object({ engine: engineId, reference: z.string().min(1).max(4_096), platform: z.string().max(100).optional() }),
    )
    .output(answers<JobResult>()),
  /** Deletes images with all their tags. In use by a container: refused, unless `force` and the container is stopped. */
  delete: verb
    .input(z.object({ engine: engineId, ids: z.array(imageId).min(1).max(10_000), force: z.boolean().default(false) }))
    .output(answers<JobResult>()),
};
