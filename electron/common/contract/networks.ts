import * as z from 'zod';
import { containerId, type EngineId, engineId } from './ids';
import type { JobResult } from './jobs';
import { answers, verb } from './verb';

/** What Berth needs to offer a network for joining; the Networks page will add to it. */
export interface Network {
  readonly engine: EngineId;
  readonly id: string;
  readonly name: string;
  readonly driver: string;
  readonly scope: string;
  readonly internal: boolean;
  readonly subnets: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
}

export const networks = {
  list: verb.input(z.object({ engine: engineId })).output(answers<readonly Network[]>()),
  connect: verb
    .input(
      z.object({
        engine: engineId,
        network: z.string().min(1).max(300),
        container: containerId,
        aliases: z.array(z.string().max(300)).max(100).default([]),
        ipv4: z.string().max(64).optional(),
        ipv6: z.string().max(64).optional(),
      }),
    )
    .output(answers<JobResult>()),
  disconnect: verb
    .input(
      z.object({
        engine: engineId,
        network: z.string().min(1).max(300),
        container: containerId,
        force: z.boolean().default(false),
      }),
    )
    .output(answers<JobResult>()),
};
