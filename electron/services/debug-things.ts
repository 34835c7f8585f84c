import type { ContainerId } from '../common/contract/ids';
import type { RunSpec } from '../common/contract/run-spec';
import type { Engine } from '../engine/port';
import { claimName, releaseName } from './debug-claims';
import { debugLabel, debugOwner } from './debug-owner';

/** Names the volumes of another that are mounted in a container, with commas between. */
export const borrowsLabel = 'dev.berth.debug.borrows';

/** Names of the volumes that an engine made up for a container alone. */
export async function ownVolumes(
  engine: Pick<Engine, 'inspectContainer'>,
  id: ContainerId,
  lent: ReadonlySet<string>,
): Promise<readonly string[]> {
  const { mounts } = await engine.inspectContainer(id);
  return mounts.flatMap(({ kind, name, anonymous }) =>
    kind === 'volume' && anonymous && name !== undefined && !lent.has(name) ? [name] : [],
  );
}

/**
 * All that one debug shell made on an engine, labelled, so that it can be removed together, and be found when it could not.
 *
 * An anonymous volume that is lent to a container (`--volumes-from`) goes with that one if its first owner was deleted meanwhile,
 * though who deleted it had kept the volume. So a borrower is deleted without volumes, and those it alone has by their names.
 */
export class DebugThings {
  readonly #engine: () => Engine;
  readonly #names: string[] = [];
  /** With whether its anonymous volumes go with it. */
  readonly #containers = new Map<ContainerId, boolean>();
  readonly #volumes: string[] = [];
  #removal: Promise<void> | undefined;

  /** @param engine the one of now: after a reconnect it is another object */
  constructor(engine: () => Engine) {
    this.#engine = engine;
  }

  /** @param lends names of the volumes that are mounted in it and somebody else's */
  async container(of: string, spec: RunSpec, lends?: ReadonlySet<string>): Promise<ContainerId> {
    const engine = this.#engine();
    const labels = [...this.#labels, ...(lends ? [{ name: borrowsLabel, value: [...lends].join(',') }] : [])];
    const { id } = await engine.createContainer({ ...spec, name: this.#claim(of), labels });
    this.#containers.set(id, lends === undefined);
    if (lends) this.#volumes.push(...(await ownVolumes(engine, id, lends)));
    return id;
  }

  async volume(of: string): Promise<string> {
    const name = this.#claim(of);
    await this.#engine().createVolume(name, this.#labels);
    this.#volumes.push(name);
    return name;
  }

  async removeContainer(id: ContainerId): Promise<void> {
    await this.#engine().deleteContainer(id, { force: true, volumes: this.#containers.get(id) ?? false });
    this.#containers.delete(id);
  }

  /** Once, however often it is asked for; after a failure it can be asked for again, and a sweep does it too. */
  remove(): Promise<void> {
    this.#removal ??= this.#removeAll().catch((error: unknown) => {
      this.#removal = undefined;
      throw error;
    });
    return this.#removal;
  }

  async #removeAll(): Promise<void> {
    try {
      for (const id of [...this.#containers.keys()]) await this.removeContainer(id);
      while (this.#volumes.length > 0) {
        await this.#engine().deleteVolume(this.#volumes.at(-1) ?? '');
        this.#volumes.pop();
      }
    } finally {
      for (const name of this.#names) releaseName(name);
    }
  }

  get #labels() {
    return [{ name: debugLabel, value: debugOwner() }];
  }

  #claim(of: string): string {
    const name = claimName(of);
    this.#names.push(name);
    return name;
  }
}
