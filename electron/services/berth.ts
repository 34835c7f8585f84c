import type { Router } from '@orpc/server';
import type { Contract } from '../common/contract/index';
import { connectEngine } from '../engine/connect';
import { discoverEngines } from '../engine/discover';
import type { PrivateEngine } from '../private-engine/private-engine';
import type { TransferDoor } from '../shell/transfer-door';
import { createApp } from './app';
import { createCommit } from './commit';
import { createContainers } from './containers';
import { dataDirProblem, temporaryDataDir } from './data-dir';
import { sweepWhenConnected } from './debug-sweep';
import { createRecreate } from './edits/recreate';
import { createRemedies, engineRemedies } from './engine-remedies';
import { createEngineVerbs } from './engine-verbs';
import { createEngineKeeper } from './engines';
import { createFiles } from './files';
import { createFolders } from './folders';
import { createImages } from './images';
import { createJobs } from './jobs';
import type { Log } from './log';
import { createLogs } from './logs';
import { createNetworks } from './networks';
import { osWithErrors } from './os';
import { createProcesses } from './processes';
import { createPull } from './pull';
import { createRun } from './run';
import { createSettings } from './settings';
import { createStats } from './stats';
import { createTerminals } from './terminals';
import { createTransfers } from './transfers';
import { createUndo } from './undo';
import { createVolumes } from './volumes';

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
  /** For tests: how long an edited container has to run, when not the usual 10 s. ms */
  readonly proofTime?: number;
}

export interface Berth {
  /** Answers every verb of the contract; a shell carries it (electron/common/carrier.ts). */
  readonly router: Router<Contract, Record<never, never>>;
  /** The bytes behind tickets; a shell serves them at `/transfer/`. */
  readonly transfers: TransferDoor;
  /** Ends jobs, sessions, streams and connections; within 3 s. */
  close(): Promise<void>;
}

/** What closing may take, ms; a shell promises to be gone within 3 s. */
const closingTime = 2_000;

/** All services over one set of engines. */
export function createBerth(options: BerthOptions): Berth {
  const { environment, privateEngine, shell, version, build, log } = options;
  const app = createApp({ version, build, shell, platform: process.platform });
  const { notices } = app;
  const problem = dataDirProblem(options.dataDir);
  if (problem !== undefined) notices.add({ kind: 'data-dir-unwritable', path: options.dataDir, reason: problem });
  const dataDir = problem === undefined ? options.dataDir : undefined;

  const settings = createSettings({ dataDir, notices, log });
  const jobs = createJobs({ dataDir, notices, log });
  const engines = createEngineKeeper({
    discover: (signal) =>
      discoverEngines({ engine: options.engine, privateEngine: privateEngine.host, environment }, signal),
    connect: connectEngine,
    remedies: () => engineRemedies(privateEngine),
    log,
  });
  const containers = createContainers({ engines, jobs, log });
  const images = createImages({ engines, jobs, log, containers: containers.all });
  const edits = createRecreate({ engines, jobs, dataDir, log, proofTime: options.proofTime });
  const files = createFiles({ engines, jobs });
  const logs = createLogs({ engines, dataDir: dataDir ?? temporaryDataDir(), log, settings });
  const transfers = createTransfers({ files, jobs, saveLog: logs.save, logFileName: logs.fileName });
  const terminals = createTerminals({ engines, jobs, log, toolbox: () => settings.get().toolboxImage });
  const endSweep = sweepWhenConnected({ engines, log });
  const stats = createStats({ engines, log });
  const processes = createProcesses({ engines, jobs });

  return {
    router: osWithErrors(log).router({
      app: app.verbs,
      engines: createEngineVerbs({ engines, remedy: createRemedies({ privateEngine, jobs, engines }) }),
      containers: {
        ...containers.verbs,
        ...createRun({ engines, jobs, containers: containers.all, startAttached: terminals.startAttached }),
        ...edits.verbs,
        ...createCommit({ engines, jobs, namesOf: containers.namesOf }),
      },
      images: { ...images.verbs, ...createPull({ engines, jobs }) },
      volumes: createVolumes({ engines }),
      networks: createNetworks({ engines, jobs, namesOf: containers.namesOf }),
      jobs: { ...jobs.verbs, undo: createUndo({ engines, jobs }) },
      files: files.verbs,
      folders: createFolders({ engines }),
      transfers: transfers.verbs,
      logs: logs.verbs,
      terminals: terminals.verbs,
      stats: stats.verbs,
      processes: processes.verbs,
      settings: settings.verbs,
    }),
    transfers: transfers.door,
    async close() {
      edits.close();
      endSweep();
      // Sessions first, while their engine can still be told; then what they stood on.
      await within(closingTime, [terminals.close(), logs.close(), jobs.close(), settings.close()], log);
      stats.close();
      files.close();
      containers.close();
      images.close();
      engines.close();
    },
  };
}

async function within(time: number, ends: readonly (void | Promise<void>)[], log: Log): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(() => {
      log.warn('Some services took too long to close');
      resolve();
    }, time);
  });
  await Promise.race([Promise.allSettled(ends), late]);
  clearTimeout(timer);
}
