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

const ids = z.array(containerId).min(1).max(10_000);

export const networks = {
  list: verb.input(z.object({ engine: engineId })).output(answers<readonly Network[]>()),
  connect: verb
    .input(
      z
        .object({
          engine: engineId,
          network: z.string().min(1).max(300),
          ids,
          aliases: z.array(z.string().max(300)).max(100).default([]),
          /** Of one container only: no two can have it. */
          ipv4: z.string().max(64).optional(),
          ipv6: z.string().max(64).optional(),
        })
        .refine((input) => input.ids.length === 1 || (!input.ipv4 && !input.ipv6), 'an address is one container’s'),
    )
    .output(answers<JobResult>()),
  disconnect: verb
    .input(
      z.object({
        engine: engineId,
        network: z.string().min(1).max(300),
        ids,
        force: z.boolean().default(false),
      }),
    )
    .output(answers<JobResult>()),
};
