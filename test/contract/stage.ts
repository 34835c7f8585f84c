import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRouterClient } from '@orpc/server';
import type { EngineState } from '../../electron/common/contract/engines';
import { createPrivateEngine, type PrivateEngine } from '../../electron/private-engine/private-engine';
import { type Berth, createBerth } from '../../electron/services/berth';
import { createLog } from '../../electron/services/log';
import type { Client } from './carriers';
import { until } from './row-helpers';

export interface RunningBerth extends Berth {
  /** Past any carrier. */
  readonly client: Client;
  readonly dataDir: string;
  /** What main logged. */
  readonly lines: readonly string[];
  /** The only engine, once it satisfies. */
  engineIs(wanted: (state: EngineState) => boolean, what: string): Promise<EngineState>;
}

/** A Berth on one engine, with a data folder of its own, or with one that another Berth left and that stays. */
export function startBerth(
  host: string,
  privateEngine?: PrivateEngine,
  { dataDir: given, ...more }: { readonly dataDir?: string; readonly proofTime?: number } = {},
): RunningBerth {
  const dataDir = given ?? mkdtempSync(join(tmpdir(), 'berth-contract-'));
  const lines: string[] = [];
  const berth = createBerth({
    dataDir,
    engine: host,
    privateEngine: privateEngine ?? createPrivateEngine({ dir: join(dataDir, 'engine'), log: () => undefined }),
    environment: {},
    shell: 'browser',
    version: '0.0.1',
    build: 'test',
    log: createLog((line) => lines.push(line)),
    ...more,
  });
  const client: Client = createRouterClient(berth.router, { context: {} });
  return {
    ...berth,
    client,
    dataDir,
    lines,
    async engineIs(wanted, what) {
      const state = await until(
        await client.engines.watch(),
        ({ engines }) => engines[0] !== undefined && wanted(engines[0]),
        what,
      );
      return state.engines[0] as EngineState;
    },
    async close() {
      await berth.close();
      if (given === undefined) rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

export const connected = (state: EngineState) => state.phase === 'connected';
