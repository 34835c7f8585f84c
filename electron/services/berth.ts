import type { Router } from '@orpc/server';
import type { Contract } from '../common/contract/index';
import type { PrivateEngine } from '../private-engine/private-engine';
import type { Log } from './log';

export interface BerthOptions {
  readonly dataDir: string;
  /** `--engine URL` */
  readonly engine?: string;
  readonly privateEngine: PrivateEngine;
  readonly environment: NodeJS.ProcessEnv;
  readonly shell: 'browser' | 'desktop';
  readonly version: string;
  /** Differs for every build. */
  readonly build: string;
  readonly log: Log;
}

export interface Berth {
  /** Answers every verb of the contract; a shell carries it (electron/common/carrier.ts). */
  readonly router: Router<Contract, Record<never, never>>;
  /** Ends jobs, sessions, streams and connections; within 3 s. */
  close(): Promise<void>;
}

/** All services over one set of engines. */
export function createBerth(_options: BerthOptions): Berth {
  throw new Error('composed once its services exist');
}
