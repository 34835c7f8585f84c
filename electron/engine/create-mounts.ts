import type { MountSpec } from '../common/contract/run-spec';
import { writeSize } from '../common/run-line/units';

type Since = (apiVersion: string) => boolean;

/**
 * The four places in which a container's mounts are told: `Binds` for what `-v` says, `Mounts` for what only `--mount` can,
 * `Tmpfs`, and `Volumes` for anonymous ones. Each undefined when empty.
 */
export function mountParts(mounts: readonly MountSpec[], since: Since) {
  const binds: string[] = [];
  const long: object[] = [];
  const tmpfs: Record<string, string> = {};
  const volumes: Record<string, object> = {};
  const leftOut: string[] = [];
  for (const mount of mounts) {
    if (mount.kind === 'tmpfs') tmpfs[mount.target] = tmpfsOptions(mount);
    else if (isPlainAnonymous(mount)) volumes[mount.target] = {};
    else if (fitsBind(mount)) binds.push(bind(mount));
    else {
      if (mount.subpath && !since('1.45')) leftOut.push(`--mount volume-subpath=${mount.subpath}`);
      if (mount.kind === 'image' && !since('1.48')) leftOut.push(`--mount type=image,dst=${mount.target}`);
      else long.push(longForm(mount, since));
    }
  }
  return {
    binds: binds.length > 0 ? binds : undefined,
    mounts: long.length > 0 ? long : undefined,
    tmpfs: Object.keys(tmpfs).length > 0 ? tmpfs : undefined,
    volumes: Object.keys(volumes).length > 0 ? volumes : undefined,
    leftOut,
  };
}

const isDriven = ({ driver, subpath, driverOptions }: MountSpec) =>
  driver !== undefined || subpath !== undefined || Object.keys(driverOptions).length > 0;

const isPlainAnonymous = (mount: MountSpec) =>
  mount.kind === 'volume' && mount.source === undefined && !isDriven(mount) && !mount.readOnly && !mount.noCopy;

/** A bind's text is cut at colons, so a path that has one needs the long form. */
function fitsBind(mount: MountSpec): boolean {
  if (mount.source === undefined || isDriven(mount) || mount.target.includes(':')) return false;
  if (mount.source.replace(/^[A-Za-z]:(?=[\\/])/, '').includes(':')) return false;
  return mount.kind === 'volume' || (mount.kind === 'bind' && mount.createSource);
}

function bind(mount: MountSpec): string {
  const options = [
    ...(mount.readOnly ? ['ro'] : []),
    ...(mount.relabel ? [mount.relabel] : []),
    ...(mount.propagation ? [mount.propagation] : []),
    ...(mount.noCopy ? ['nocopy'] : []),
  ].join(',');
  return `${mount.source}:${mount.target}${options && `:${options}`}`;
}

function tmpfsOptions(mount: MountSpec): string {
  return [
    ...(mount.readOnly ? ['ro'] : []),
    ...(mount.tmpfsSize === undefined ? [] : [`size=${writeSize(mount.tmpfsSize)}`]),
    ...(mount.tmpfsMode === undefined ? [] : [`mode=${mount.tmpfsMode}`]),
    ...mount.tmpfsOptions,
  ].join(',');
}

function longForm(mount: MountSpec, since: Since): object {
  const base = {
    Type: mount.kind,
    ...(mount.source !== undefined && { Source: mount.source }),
    Target: mount.target,
    ReadOnly: mount.readOnly,
  };
  if (mount.kind === 'bind') {
    const options = {
      ...(mount.propagation && { Propagation: mount.propagation }),
      ...(mount.createSource && since('1.42') && { CreateMountpoint: true }),
    };
    return Object.keys(options).length > 0 ? { ...base, BindOptions: options } : base;
  }
  if (mount.kind === 'image') return { ...base, ...(mount.subpath && { ImageOptions: { Subpath: mount.subpath } }) };
  const driven = mount.driver !== undefined || Object.keys(mount.driverOptions).length > 0;
  const options = {
    ...(mount.noCopy && { NoCopy: true }),
    ...(mount.subpath && since('1.45') && { Subpath: mount.subpath }),
    ...(driven && { DriverConfig: { Name: mount.driver ?? 'local', Options: { ...mount.driverOptions } } }),
  };
  return Object.keys(options).length > 0 ? { ...base, VolumeOptions: options } : base;
}
