import type { ContractRouterClient } from '@orpc/contract';
import type { EngineSource, EnginesState } from '../common/contract/engines';
import type { Contract } from '../common/contract/index';
import type { PrivateEngine } from '../private-engine/private-engine';
import type { ShellOptions } from './options';
import type { ShellLog } from './shell-log';

type Client = ContractRouterClient<Contract>;

/** Discovery asks each place for 2 s at most; a machine with all of them silent is no reason to wait longer than this. */
const patience = 15_000;

/**
 * Sees to it that there is an engine before the window opens, as far as the options and the machine allow (product.md E1, E3).
 *
 * Nothing here is needed for the page to work: whatever fails is logged, and the page then says what was tried and offers
 * the same steps as buttons.
 */
export async function ensureFirstEngine(
  client: Client,
  privateEngine: PrivateEngine,
  options: Pick<ShellOptions, 'engine' | 'mayInstall' | 'seed'>,
  log: ShellLog,
): Promise<void> {
  try {
    let source = await connected(client, patience);
    if (source === undefined && options.engine === undefined && (await startPrivate(privateEngine, options, log))) {
      await client.engines.retry({});
      source = await connected(client, patience, 'private');
    }
    if (options.seed === undefined) return;
    if (source === 'private') await privateEngine.seed(options.seed);
    else log.warn('--seed fills the private engine alone; another engine is in use', { source });
  } catch (error) {
    log.warn('No engine could be made ready', { error });
  }
}

/** @returns whether it runs now */
async function startPrivate(
  engine: PrivateEngine,
  { mayInstall }: Pick<ShellOptions, 'mayInstall'>,
  log: ShellLog,
): Promise<boolean> {
  const { docker, podman, canInstall } = engine.available();
  if (!docker && !podman) {
    if (!mayInstall || !canInstall) {
      log.info('No engine answers and none is installed', { mayInstall, canInstall });
      return false;
    }
    log.info('No engine answers and none is installed: installing Docker with apt (--no-install forbids it)');
    await engine.install();
  }
  log.info('No engine answers: starting a private one', { kind: engine.kind });
  await engine.start();
  return true;
}

/** Where the connected engine comes from, once all places were tried; undefined when none answered in time. */
async function connected(client: Client, timeout: number, wanted?: EngineSource): Promise<EngineSource | undefined> {
  const signal = AbortSignal.timeout(timeout);
  try {
    for await (const state of await client.engines.watch(undefined, { signal })) {
      const found = state.engines.find(({ phase, source }) => phase === 'connected' && source === (wanted ?? source));
      if (found) return found.source;
      if (wanted === undefined && allTried(state)) return undefined;
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  }
  return undefined;
}

function allTried({ attempts, engines }: EnginesState): boolean {
  return attempts.length > 0 && engines.every(({ phase }) => phase !== 'connecting');
}
