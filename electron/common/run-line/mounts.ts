import type { MountSpec } from '../contract/run-spec';
import { parseCsv, writeCsv } from './csv';
import { parseSize, writeSize } from './units';

const plain = { readOnly: false, createSource: false, noCopy: false, driverOptions: {}, tmpfsOptions: [] } as const;
const propagations = ['private', 'rprivate', 'shared', 'rshared', 'slave', 'rslave'];

/** A path rather than a volume's name: absolute, relative to here or home, or a Windows drive. */
export const isPath = (source: string) => /^(?:[/~$.]|[A-Za-z]:[\\/]|\\\\)/.test(source);

/** Splits at colons, but not at the one behind a Windows drive letter nor inside `${…}`. */
function splitVolume(text: string): readonly string[] {
  return text.match(/(?:^[A-Za-z]:(?=[\\/])|\$\{[^}]*\}|\$\([^)]*\)|[^:])+|(?<=:)(?=:|$)/g) ?? [];
}

/** `[source:]target[:options]` as `-v` takes it; undefined when it is no such thing. */
export function parseVolume(text: string): MountSpec | undefined {
  const parts = splitVolume(text);
  const [first = '', second, options, ...more] = parts;
  if (more.length > 0 || first === '' || second === '') return undefined;
  if (second === undefined)
    return first.startsWith('/')
      ? { ...plain, kind: 'volume', target: first, driverOptions: {}, tmpfsOptions: [] }
      : undefined;
  if (!second.startsWith('/') && !/^[A-Za-z]:[\\/]/.test(second)) return undefined;
  const kind = isPath(first) ? 'bind' : 'volume';
  const mount: MountSpec = {
    ...plain,
    kind,
    source: first,
    target: second,
    createSource: kind === 'bind',
    driverOptions: {},
    tmpfsOptions: [],
  };
  for (const option of options?.split(',') ?? []) {
    if (option === 'ro' || option === 'readonly') mount.readOnly = true;
    else if (option === 'z' || option === 'Z') mount.relabel = option;
    else if (option === 'nocopy') mount.noCopy = true;
    else if (propagations.includes(option)) mount.propagation = option;
    // Hints of old macOS file sharing: without effect on any engine today.
    else if (!['rw', '', 'cached', 'delegated', 'consistent'].includes(option)) return undefined;
  }
  return mount;
}

/** Options of `-v` that Podman alone knows: https://docs.podman.io/en/latest/markdown/podman-run.1.html */
const podmanOptions = new Set(['U', 'O', 'copy', 'exec', 'noexec', 'dev', 'nodev', 'suid', 'nosuid', 'bind', 'rbind']);

/** A `-v` without what Podman alone knows of it, and that. */
export function withoutPodmanOptions(text: string): readonly [volume: string, leftOut: readonly string[]] {
  const [, , written = '', ...more] = splitVolume(text);
  const options = more.length > 0 ? [] : written.split(',');
  const leftOut = options.filter((option) => podmanOptions.has(option));
  if (leftOut.length === 0) return [text, []];
  const kept = options.filter((option) => !podmanOptions.has(option)).join(',');
  return [`${text.slice(0, -written.length - 1)}${kept && `:${kept}`}`, leftOut];
}

/** `target[:options]` as `--tmpfs` takes it. */
export function parseTmpfs(text: string): MountSpec | undefined {
  const [target = '', options, ...more] = text.split(':');
  if (more.length > 0 || !target.startsWith('/')) return undefined;
  const mount: MountSpec = { ...plain, kind: 'tmpfs', target, driverOptions: {}, tmpfsOptions: [] };
  for (const option of options?.split(',').filter(Boolean) ?? []) {
    const [name, value = ''] = option.split('=');
    if (name === 'size' && parseSize(value) !== undefined) mount.tmpfsSize = parseSize(value);
    else if (name === 'mode') mount.tmpfsMode = value;
    else if (name === 'ro') mount.readOnly = true;
    else if (name !== 'rw') mount.tmpfsOptions.push(option);
  }
  return mount;
}

const truth = (value: string | undefined) => value === undefined || value === 'true' || value === '1';

/** `type=…,source=…,target=…` as `--mount` takes it; undefined when a key is unknown or the target is missing. */
export function parseMount(text: string): MountSpec | undefined {
  const mount: MountSpec = { ...plain, kind: 'volume', target: '', driverOptions: {}, tmpfsOptions: [] };
  for (const field of parseCsv(text) ?? []) {
    const equals = field.indexOf('=');
    const key = (equals < 0 ? field : field.slice(0, equals)).toLowerCase();
    const value = equals < 0 ? undefined : field.slice(equals + 1);
    switch (key) {
      case 'type':
        if (value !== 'bind' && value !== 'volume' && value !== 'tmpfs' && value !== 'image') return undefined;
        mount.kind = value;
        break;
      case 'source':
      case 'src':
        mount.source = value;
        break;
      case 'target':
      case 'dst':
      case 'destination':
        mount.target = value ?? '';
        break;
      case 'readonly':
      case 'ro':
        mount.readOnly = truth(value);
        break;
      case 'bind-propagation':
        mount.propagation = value;
        break;
      case 'bind-create-src':
        mount.createSource = truth(value);
        break;
      case 'volume-nocopy':
        mount.noCopy = truth(value);
        break;
      case 'volume-subpath':
      case 'image-subpath':
        mount.subpath = value;
        break;
      case 'volume-driver':
        mount.driver = value;
        break;
      case 'volume-opt': {
        const [name = '', ...rest] = (value ?? '').split('=');
        mount.driverOptions[name] = rest.join('=');
        break;
      }
      case 'tmpfs-size': {
        mount.tmpfsSize = parseSize(value ?? '');
        if (mount.tmpfsSize === undefined) return undefined;
        break;
      }
      case 'tmpfs-mode':
        mount.tmpfsMode = value;
        break;
      case 'consistency':
        break;
      default:
        return undefined;
    }
  }
  return mount.target === '' ? undefined : mount;
}

/** The flag and value that make this mount: `-v` where it says it all, `--tmpfs`, else `--mount`. */
export function writeMount(mount: MountSpec): readonly [flag: string, value: string] {
  const { kind, source, target } = mount;
  const driven =
    mount.driver !== undefined || mount.subpath !== undefined || Object.keys(mount.driverOptions).length > 0;
  const colon =
    target.includes(':') || (source ?? '').replace(/^[A-Za-z]:(?=[\\/])|\$\{[^}]*\}|\$\([^)]*\)/, '').includes(':');

  if (kind === 'tmpfs' && !colon) {
    const options = [
      ...(mount.readOnly ? ['ro'] : []),
      ...(mount.tmpfsSize === undefined ? [] : [`size=${writeSize(mount.tmpfsSize)}`]),
      ...(mount.tmpfsMode === undefined ? [] : [`mode=${mount.tmpfsMode}`]),
      ...mount.tmpfsOptions,
    ];
    return ['--tmpfs', options.length > 0 ? `${target}:${options.join(',')}` : target];
  }
  const anonymous = kind === 'volume' && source === undefined;
  const asVolume = (kind === 'volume' || (kind === 'bind' && mount.createSource)) && !driven && !colon;
  if (asVolume && (!anonymous || (!mount.readOnly && !mount.noCopy && mount.relabel === undefined))) {
    const options = [
      ...(mount.readOnly ? ['ro'] : []),
      ...(mount.relabel ? [mount.relabel] : []),
      ...(mount.propagation ? [mount.propagation] : []),
      ...(mount.noCopy ? ['nocopy'] : []),
    ];
    return [
      '-v',
      [...(source === undefined ? [] : [source]), target, ...(options.length > 0 ? [options.join(',')] : [])].join(':'),
    ];
  }
  const subpath = kind === 'image' ? 'image-subpath' : 'volume-subpath';
  return [
    '--mount',
    writeCsv([
      `type=${kind}`,
      ...(source === undefined ? [] : [`src=${source}`]),
      `dst=${target}`,
      ...(mount.readOnly ? ['readonly'] : []),
      ...(mount.propagation ? [`bind-propagation=${mount.propagation}`] : []),
      ...(kind === 'bind' && mount.createSource ? ['bind-create-src'] : []),
      ...(mount.noCopy ? ['volume-nocopy'] : []),
      ...(mount.subpath ? [`${subpath}=${mount.subpath}`] : []),
      ...(mount.driver ? [`volume-driver=${mount.driver}`] : []),
      ...Object.entries(mount.driverOptions).map(([name, value]) => `volume-opt=${name}=${value}`),
      ...(mount.tmpfsSize === undefined ? [] : [`tmpfs-size=${mount.tmpfsSize}`]),
      ...(mount.tmpfsMode === undefined ? [] : [`tmpfs-mode=${mount.tmpfsMode}`]),
    ]),
  ];
}
