import type { RunSpec } from '../common/contract/run-spec';
import { parseCsv } from '../common/run-line/csv';

/** A name of the Container Device Interface: `vendor.com/class=name`. */
const isCdi = (device: string) => /^[a-zA-Z0-9.-]+\/[a-zA-Z0-9_-]+=.+$/.test(device);

/** `host[:container[:rwm]]` -> the API's three fields; none for a CDI name, which goes another way. */
export function toDevice(text: string): readonly object[] {
  if (isCdi(text)) return [];
  const [host = '', second, third] = text.split(':');
  const modes = /^[rwm]{1,3}$/;
  const onlyModes = second !== undefined && third === undefined && modes.test(second);
  return [
    {
      PathOnHost: host,
      PathInContainer: onlyModes || !second ? host : second,
      CgroupPermissions: (onlyModes ? second : third) || 'rwm',
    },
  ];
}

/** What `--gpus` and CDI names ask of a device driver. Source: docker/cli opts/gpus.go, whose words these are. */
export function deviceRequests({ gpus, devices }: Pick<RunSpec, 'gpus' | 'devices'>): readonly object[] {
  const named = devices.filter(isCdi);
  return [
    ...(gpus === undefined ? [] : [gpuRequest(gpus)]),
    ...(named.length > 0 ? [{ Driver: 'cdi', DeviceIDs: named }] : []),
  ];
}

function gpuRequest(text: string): object {
  let count: number | undefined;
  let driver: string | undefined;
  let ids: readonly string[] | undefined;
  let capabilities: readonly string[] = ['gpu'];
  const options: Record<string, string> = {};
  // `"device=0,2"`, as people quote it for the CLI's CSV reader.
  for (const field of parseCsv(text) ?? [text]) {
    const [key = '', ...rest] = field.split('=');
    const value = rest.join('=');
    if (rest.length === 0) count = key === 'all' ? -1 : Number.parseInt(key, 10);
    else if (key === 'count') count = value === 'all' ? -1 : Number.parseInt(value, 10);
    else if (key === 'driver') driver = value;
    else if (key === 'device') ids = value.split(',');
    else if (key === 'capabilities') capabilities = [...new Set(['gpu', ...value.split(',')])];
    else if (key === 'options') {
      for (const pair of value.split(',')) {
        const [name = '', ...words] = pair.split('=');
        options[name] = words.join('=');
      }
    }
  }
  return {
    Driver: driver ?? '',
    // 0 and ids, or a count: the engine refuses both.
    Count: ids ? 0 : (count ?? 1),
    ...(ids && { DeviceIDs: ids }),
    Capabilities: [capabilities],
    Options: options,
  };
}
