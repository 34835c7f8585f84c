import { asList, asNumber, asRecord, asText, asTextMap, asTexts, type Raw } from './raw';

/** Devices as `--device` and `--gpus` name them; other requests of device drivers can't be said by a flag. */
export function setupDevices(host: Raw): {
  readonly devices: readonly string[];
  readonly gpus: string | undefined;
  readonly leftOut: readonly string[];
} {
  const devices = asList(host.Devices).map((item) => {
    const { PathOnHost, PathInContainer, CgroupPermissions } = asRecord(item);
    const from = asText(PathOnHost);
    const to = asText(PathInContainer) || from;
    const modes = asText(CgroupPermissions) || 'rwm';
    if (modes !== 'rwm') return `${from}:${to}:${modes}`;
    return from === to ? from : `${from}:${to}`;
  });
  let gpus: string | undefined;
  const leftOut: string[] = [];
  for (const item of asList(host.DeviceRequests)) {
    const request = asRecord(item);
    if (request.Driver === 'cdi') devices.push(...asTexts(request.DeviceIDs));
    else if (gpus === undefined && asList(request.Capabilities).some((set) => asTexts(set).includes('gpu')))
      gpus = gpuText(request);
    else leftOut.push('--gpus');
  }
  return { devices, gpus, leftOut };
}

/** As `--gpus` takes it: `all`, a count, or fields. */
function gpuText(request: Raw): string {
  const ids = asTexts(request.DeviceIDs);
  const count = asNumber(request.Count);
  const capabilities = asList(request.Capabilities)
    .flatMap(asTexts)
    .filter((name) => name !== 'gpu');
  const options = Object.entries(asTextMap(request.Options)).map(([name, value]) => `${name}=${value}`);
  const amount = count === -1 ? 'all' : String(count);
  const more = [
    ...(asText(request.Driver) ? [`driver=${asText(request.Driver)}`] : []),
    ...(capabilities.length > 0 ? [quoted(`capabilities=${capabilities.join(',')}`)] : []),
    ...(options.length > 0 ? [quoted(`options=${options.join(',')}`)] : []),
  ];
  if (ids.length > 0) return [quoted(`device=${ids.join(',')}`), ...more].join(',');
  return more.length > 0 ? [`count=${amount}`, ...more].join(',') : amount;
}

/** A field of the CLI's CSV. */
const quoted = (field: string) => (field.includes(',') ? `"${field}"` : field);
