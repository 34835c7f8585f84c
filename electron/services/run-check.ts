import { access } from 'node:fs/promises';
import { isAbsolute } from 'node:path';
import type { Container, RunCheck } from '../common/contract/containers';
import type { ContainerId, EngineId } from '../common/contract/ids';
import type { RunSpec } from '../common/contract/run-spec';
import { engineProblemsOf } from '../common/run-line/engine-problems';
import { formProblemsOf } from '../common/run-line/form-problems';
import type { EngineKeeper } from './engines';

interface RunCheckDeps {
  readonly engines: EngineKeeper;
  /** The list on screen where there is one. */
  containers(engine: EngineId, signal?: AbortSignal): Promise<readonly Container[]>;
}

/** What the engine would say to this spec, without trying it. */
export async function checkRun(
  { engines, containers }: RunCheckDeps,
  { engine: id, spec, replacing }: { engine: EngineId; spec: RunSpec; replacing?: ContainerId | undefined },
  signal?: AbortSignal,
): Promise<RunCheck> {
  const engine = engines.get(id);
  const [rows, networks, info, image, missingPaths] = await Promise.all([
    containers(id, signal),
    spec.networks.length > 0 ? engine.listNetworks(signal) : [],
    engine.info(signal),
    spec.image === '' ? undefined : engine.findImage(spec.image, signal),
    isLocal(engines, id) ? missing(spec) : new Set<string>(),
  ]);
  const facts = { containers: rows, networks, info, image, missingPaths };
  return {
    problems: [...formProblemsOf(spec), ...engineProblemsOf(spec, facts, replacing)],
    ...(image !== undefined && { image }),
  };
}

/**
 * Whether the engine sees the same files as Berth: a socket on Linux. Elsewhere engines live in a virtual machine and share
 * only some folders.
 */
function isLocal(engines: EngineKeeper, id: EngineId): boolean {
  const address = engines.state().engines.find((one) => one.id === id)?.address ?? '';
  return process.platform === 'linux' && address.startsWith('unix://');
}

async function missing(spec: RunSpec): Promise<ReadonlySet<string>> {
  const paths = spec.mounts.flatMap(({ kind, source }) =>
    kind === 'bind' && source && isAbsolute(source) ? [source] : [],
  );
  const found = await Promise.all(
    [...new Set(paths)].map(async (path) => {
      try {
        await access(path);
        return [];
      } catch (error) {
        // Only what is surely not there: a folder closed to Berth may be open to the engine.
        const { code } = error as NodeJS.ErrnoException;
        return code === 'ENOENT' || code === 'ENOTDIR' ? [path] : [];
      }
    }),
  );
  return new Set(found.flat());
}
