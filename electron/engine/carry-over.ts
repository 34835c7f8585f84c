/** What of an existing container no field of `RunSpec` says, for the body of the one that takes its place. */
import { asRecord, asTexts } from './normalize/raw';

type Body = Readonly<Record<string, unknown>>;

/** Where each flag of `ContainerSetup.leftOut` stands in `HostConfig`. */
const fields: Readonly<Record<string, string>> = {
  '--blkio-weight-device': 'BlkioWeightDevice',
  '--device-read-bps': 'BlkioDeviceReadBps',
  '--device-write-bps': 'BlkioDeviceWriteBps',
  '--device-read-iops': 'BlkioDeviceReadIOps',
  '--device-write-iops': 'BlkioDeviceWriteIOps',
  '--cpu-rt-period': 'CpuRealtimePeriod',
  '--cpu-rt-runtime': 'CpuRealtimeRuntime',
  '--cpu-count': 'CpuCount',
  '--cpu-percent': 'CpuPercent',
  '--io-maxiops': 'IOMaximumIOps',
  '--io-maxbandwidth': 'IOMaximumBandwidth',
  '--kernel-memory': 'KernelMemory',
  '--volume-driver': 'VolumeDriver',
  '--gpus': 'DeviceRequests',
};

/**
 * @param flags those that the spec does not say
 * @param from `inspect` of the old container
 */
export function carriedOver(body: Body, flags: readonly string[], from: unknown): Body {
  const raw = asRecord(from);
  const host = asRecord(raw.HostConfig);
  const check = asRecord(asRecord(raw.Config).Healthcheck);
  const own = asRecord(body.Healthcheck);
  const more = flags.flatMap((flag) => {
    const field = fields[flag];
    return field ? [[field, host[field]] as const] : [];
  });
  // A check that runs without a shell, which no flag can say, unless another took its place.
  const keepsCheck = flags.includes('--health-cmd') && own.Test === undefined && asTexts(check.Test)[0] === 'CMD';
  return {
    ...body,
    HostConfig: { ...asRecord(body.HostConfig), ...Object.fromEntries(more) },
    ...(keepsCheck && { Healthcheck: { ...own, Test: check.Test } }),
  };
}
