import type { MountSpec } from '../../common/contract/run-spec';
import { isPath, parseTmpfs } from '../../common/run-line/mounts';
import { asBoolean, asList, asPositive, asRecord, asText, asTextMap, asWord, type Raw } from './raw';

const plain = { readOnly: false, createSource: false, noCopy: false } as const;
const madeUp = /^[0-9a-f]{64}$/;

/**
 * Mounts as they were asked for, in the four places where engines keep them, with the volumes that have no name of
 * their own by the name that the engine gave them.
 *
 * @returns `anonymous`: targets of these
 */
export function setupMounts(raw: Raw): { readonly mounts: MountSpec[]; readonly anonymous: readonly string[] } {
  const host = asRecord(raw.HostConfig);
  const names = new Map<string, string>();
  for (const item of asList(raw.Mounts)) {
    const { Type, Name, Destination } = asRecord(item);
    if (Type === 'volume' && asWord(Name)) names.set(asText(Destination), asText(Name));
  }
  const anonymous: string[] = [];
  const mounts: MountSpec[] = [];
  const add = (mount: MountSpec) => {
    if (mounts.some(({ target }) => target === mount.target)) return;
    if (mount.kind === 'volume' && (mount.source === undefined || madeUp.test(mount.source)))
      anonymous.push(mount.target);
    const name = names.get(mount.target);
    mounts.push(mount.kind === 'volume' && mount.source === undefined && name ? { ...mount, source: name } : mount);
  };
  for (const bind of asList(host.Binds)) {
    const mount = fromBind(asText(bind));
    if (mount) add(mount);
  }
  for (const item of asList(host.Mounts)) {
    const mount = fromMount(asRecord(item));
    if (mount) add(mount);
  }
  for (const [target, options] of Object.entries(asTextMap(host.Tmpfs))) add(fromTmpfs(target, options));
  for (const target of Object.keys(asRecord(asRecord(raw.Config).Volumes))) {
    add({ ...plain, kind: 'volume', target, driverOptions: {}, tmpfsOptions: [] });
  }
  return { mounts, anonymous };
}

const propagations = ['private', 'shared', 'rshared', 'slave', 'rslave'];

/** Engines add options of their own (`rw`, `rprivate`, `nosuid`, `rbind` …): only those that a person could mean are kept. */
function fromBind(text: string): MountSpec | undefined {
  const match = /^((?:[A-Za-z]:(?=[\\/]))?[^:]*):((?:[A-Za-z]:(?=[\\/]))?[^:]+)(?::([^:]*))?$/.exec(text);
  if (!match) return undefined;
  const [, source = '', target = '', options = ''] = match;
  const kind = isPath(source) ? 'bind' : 'volume';
  const mount: MountSpec = {
    ...plain,
    kind,
    source,
    target,
    createSource: kind === 'bind',
    driverOptions: {},
    tmpfsOptions: [],
  };
  for (const option of options.split(',')) {
    if (option === 'ro') mount.readOnly = true;
    else if (option === 'z' || option === 'Z') mount.relabel = option;
    else if (option === 'nocopy') mount.noCopy = true;
    else if (kind === 'bind' && propagations.includes(option)) mount.propagation = option;
  }
  return mount;
}

function fromMount(raw: Raw): MountSpec | undefined {
  const kind = asText(raw.Type);
  if (kind !== 'bind' && kind !== 'volume' && kind !== 'tmpfs' && kind !== 'image') return undefined;
  const bind = asRecord(raw.BindOptions);
  const volume = asRecord(raw.VolumeOptions);
  const tmpfs = asRecord(raw.TmpfsOptions);
  const driver = asRecord(volume.DriverConfig);
  const source = asWord(raw.Source);
  const subpath = asWord(volume.Subpath) ?? asWord(asRecord(raw.ImageOptions).Subpath);
  const propagation = asWord(bind.Propagation);
  const size = asPositive(tmpfs.SizeBytes);
  const mode = asPositive(tmpfs.Mode);
  return {
    kind,
    ...(source !== undefined && { source }),
    target: asText(raw.Target),
    readOnly: asBoolean(raw.ReadOnly),
    createSource: asBoolean(bind.CreateMountpoint),
    noCopy: asBoolean(volume.NoCopy),
    ...(propagation !== undefined && { propagation }),
    ...(subpath !== undefined && { subpath }),
    ...(asWord(driver.Name) !== undefined && { driver: asText(driver.Name) }),
    driverOptions: { ...asTextMap(driver.Options) },
    ...(size !== undefined && { tmpfsSize: size }),
    ...(mode !== undefined && { tmpfsMode: mode.toString(8) }),
    tmpfsOptions: [],
  };
}

/** Podman adds options of its own here too. */
const added = ['rprivate', 'private', 'nosuid', 'nodev', 'tmpcopyup', 'rw'];

function fromTmpfs(target: string, options: string): MountSpec {
  const podman = options.includes('tmpcopyup');
  const kept = options.split(',').filter((option) => option !== '' && !(podman && added.includes(option)));
  return (
    parseTmpfs(kept.length > 0 ? `${target}:${kept.join(',')}` : target) ?? {
      ...plain,
      kind: 'tmpfs',
      target,
      driverOptions: {},
      tmpfsOptions: kept,
    }
  );
}
