import type { ContainerDetails } from '../contract/containers';
import type { EngineInfo } from '../contract/engines';
import type { ImageDetails } from '../contract/images';
import type { RunSpec } from '../contract/run-spec';

export interface SpecOptions {
  /** What the engine gives every container that asks for nothing else; without it such settings are kept as if asked for. */
  readonly engine?: Pick<EngineInfo, 'name' | 'cgroupVersion' | 'defaultRuntime' | 'loggingDriver'>;
  /**
   * `kept`: volumes without a name of their own are named by the engine's name for them, so that a container made anew
   * has the same data. `new`: they are anonymous again, as for a line that is copied elsewhere.
   */
  readonly anonymousVolumes: 'kept' | 'new';
}

export interface SpecOfContainer {
  readonly spec: RunSpec;
  /** What no field of the run dialog says, by its flag. */
  readonly leftOut: readonly string[];
}

/**
 * What the run dialog would have been told to make this container: what equals the image's or the engine's own default is
 * left out. Without the image (deleted since) its settings are told as if asked for.
 */
export function specOfContainer(
  { setup, networkMode }: Pick<ContainerDetails, 'setup' | 'networkMode'>,
  image: ImageDetails | undefined,
  { engine, anonymousVolumes }: SpecOptions,
): SpecOfContainer {
  const { spec } = setup;
  const start = startOf(spec, image);
  const health = healthOf(setup, image);
  const found: RunSpec = {
    ...spec,
    ...start,
    env: withoutImage(spec.env, image?.env),
    labels: withoutImage(spec.labels, image && Object.entries(image.labels).map(([name, value]) => ({ name, value }))),
    expose: spec.expose.filter((port) => !image?.exposedPorts.includes(port.includes('/') ? port : `${port}/tcp`)),
    mounts: mountsOf(setup, image, anonymousVolumes),
    user: unlessSame(spec.user, image?.user),
    workingDirectory: unlessSame(spec.workingDirectory, image && (image.workingDirectory || '/')),
    stopSignal: unlessSame(spec.stopSignal, image?.stopSignal),
    // A container in the host's network has the host's name unless told otherwise.
    hostname:
      networkMode === 'host' && (engine === undefined || spec.hostname === engine.name) ? undefined : spec.hostname,
    cgroupns: spec.cgroupns === (engine?.cgroupVersion === '2' ? 'private' : 'host') ? undefined : spec.cgroupns,
    runtime: unlessSame(spec.runtime, engine?.defaultRuntime ?? 'runc'),
    logDriver:
      spec.logOptions.length === 0 ? unlessSame(spec.logDriver, engine?.loggingDriver ?? 'json-file') : spec.logDriver,
    health: health.spec,
  };
  // Absent and undefined are one to a person, and two to a comparison.
  const lean = Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined)) as RunSpec;
  return { spec: lean, leftOut: [...setup.leftOut, ...health.leftOut] };
}

const unlessSame = (value: string | undefined, usual: string | undefined) => (value === usual ? undefined : value);

const sameWords = (one: readonly string[], other: readonly string[]) =>
  one.length === other.length && one.every((word, index) => word === other[index]);

/**
 * An Entrypoint of one's own also drops the image's Cmd, so the one can't be left out without the other.
 *
 * Source: https://docs.docker.com/reference/dockerfile/#understand-how-cmd-and-entrypoint-interact
 */
function startOf({ entrypoint = [], command }: RunSpec, image: ImageDetails | undefined) {
  const own = image === undefined ? entrypoint.length > 0 : !sameWords(entrypoint, image.entrypoint);
  const cleared = image !== undefined && command.length === 0 && image.command.length > 0;
  if (own || cleared) return { entrypoint: [...entrypoint], command: [...command] };
  const usual = image !== undefined && sameWords(command, image.command);
  return { entrypoint: undefined, command: usual ? [] : [...command] };
}

/** What the image says too is left out; what it says and the container lacks was taken away by name. */
function withoutImage<Pair extends { readonly name: string; readonly value?: string }>(
  own: readonly Pair[],
  fromImage: readonly { readonly name: string; readonly value: string }[] = [],
): Pair[] {
  const usual = new Map(fromImage.map(({ name, value }) => [name, value]));
  return own.filter(({ name, value }) => value === undefined || usual.get(name) !== value);
}

function mountsOf(
  { spec, anonymousVolumes }: ContainerDetails['setup'],
  image: ImageDetails | undefined,
  handling: SpecOptions['anonymousVolumes'],
): RunSpec['mounts'] {
  if (handling === 'kept') return spec.mounts;
  return spec.mounts
    .filter(({ target }) => !(anonymousVolumes.includes(target) && image?.volumes.includes(target)))
    .map((mount) => {
      if (!anonymousVolumes.includes(mount.target)) return mount;
      const { source: _, ...anonymous } = mount;
      return anonymous;
    });
}

function healthOf(
  { spec: { health }, healthTest }: ContainerDetails['setup'],
  image: ImageDetails | undefined,
): { readonly spec: RunSpec['health']; readonly leftOut: readonly string[] } {
  if (health.disabled || healthTest.length === 0) {
    // `--no-healthcheck` on an image without one says nothing; none at all on an image with one was taken away.
    const disabled = image === undefined ? health.disabled : image.healthcheck !== undefined;
    return { spec: { disabled }, leftOut: [] };
  }
  const times = image?.healthTimes ?? {};
  const usual = image?.healthcheck !== undefined && sameWords(healthTest, image.healthcheck);
  const { command, ...rest } = health;
  const kept = Object.entries(rest).filter(([key, value]) => !usual || times[key as keyof typeof times] !== value);
  const leftOut = !usual && command === undefined ? ['--health-cmd'] : [];
  return {
    spec: {
      ...(Object.fromEntries(kept) as typeof rest),
      disabled: false,
      ...(!usual && command !== undefined && { command }),
    },
    leftOut,
  };
}
