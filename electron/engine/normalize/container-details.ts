import type { ContainerDetails } from '../../common/contract/containers';
import type { ContainerId, EngineId } from '../../common/contract/ids';
import { toComposeMark } from './compose-mark';
import { toContainerSetup } from './container-setup';
import { toHealth, toHealthcheck } from './health';
import { asContainerId, asImageId } from './ids';
import { toMounts } from './mounts';
import { toNetworks } from './networks';
import { platformOf } from './platform';
import { toInspectedPorts } from './ports';
import {
  asBoolean,
  asEnv,
  asNumber,
  asPositive,
  asRecord,
  asSecondsTime,
  asText,
  asTextMap,
  asTexts,
  asTime,
  asWord,
  type Raw,
} from './raw';
import { asState } from './state';

/** `/containers/ID/json` as one type from every engine. */
export function toContainerDetails(engine: EngineId, asked: ContainerId, value: unknown): ContainerDetails {
  const raw = asRecord(value);
  const id = asContainerId(raw.Id) ?? asked;
  const config = asRecord(raw.Config);
  const host = asRecord(raw.HostConfig);
  const network = asRecord(raw.NetworkSettings);
  const labels = asTextMap(config.Labels);
  return {
    engine,
    id,
    name: asText(raw.Name).replace(/^\//, '') || id.slice(0, 12),
    image: asText(config.Image) || asText(raw.ImageName),
    imageId: asImageId(raw.Image),
    platform: platform(raw),
    ...run(asRecord(raw.State)),
    healthcheck: toHealthcheck(config.Healthcheck),
    createdAt: asSecondsTime(raw.Created),
    restartCount: asNumber(raw.RestartCount),
    restartPolicy: restartPolicy(asRecord(host.RestartPolicy)),
    autoRemove: asBoolean(host.AutoRemove),
    ...start(raw, config),
    user: asText(config.User),
    workingDirectory: asText(config.WorkingDir),
    hostname: asText(config.Hostname),
    tty: asBoolean(config.Tty),
    openStdin: asBoolean(config.OpenStdin),
    stdinOnce: asBoolean(config.StdinOnce),
    env: asEnv(config.Env),
    labels,
    compose: toComposeMark(labels),
    mounts: toMounts(raw.Mounts, host.Tmpfs),
    networks: toNetworks(network.Networks),
    networkMode: networkMode(asText(host.NetworkMode)),
    ports: ports(network.Ports, host.PortBindings, config.ExposedPorts),
    limits: limits(host),
    logDriver: asText(asRecord(host.LogConfig).Type),
    privileged: asBoolean(host.Privileged),
    readOnlyRoot: asBoolean(host.ReadonlyRootfs),
    capAdd: asTexts(host.CapAdd),
    capDrop: asTexts(host.CapDrop),
    runtime: asWord(host.Runtime),
    setup: toContainerSetup({ ...raw, Id: id }),
    raw: value,
  };
}

/** containerd's store says it exactly; elsewhere only the system is known here. */
function platform(raw: Raw): string | undefined {
  const exact = asRecord(asRecord(raw.ImageManifestDescriptor).platform);
  if (typeof exact.os === 'string') return platformOf(exact.os, asText(exact.architecture), asText(exact.variant));
  return asWord(raw.Platform);
}

function run(raw: Raw) {
  const state = asState(raw.Status);
  const exitCode = asNumber(raw.ExitCode);
  // One that could not be started stays `created` with the code that a shell would give.
  const ended =
    state === 'exited' || state === 'dead' || state === 'restarting' || (state === 'created' && exitCode !== 0);
  return {
    state,
    health: toHealth(raw.Health ?? raw.Healthcheck),
    exitCode: ended ? exitCode : undefined,
    oomKilled: asBoolean(raw.OOMKilled),
    error: asWord(raw.Error),
    pid: asPositive(raw.Pid),
    startedAt: asTime(raw.StartedAt),
    finishedAt: asTime(raw.FinishedAt),
  };
}

/** What runs: as configured, or as the engine resolved it when the configuration is silent. */
function start(raw: Raw, config: Raw) {
  const entrypoint = asTexts(config.Entrypoint);
  const command = asTexts(config.Cmd);
  if (entrypoint.length > 0 || command.length > 0) return { entrypoint, command };
  return { entrypoint: [], command: [...asTexts(raw.Path), ...asTexts(raw.Args)] };
}

/** Docker 20.10 and Podman 4 say "" for "no". */
function restartPolicy({ Name, MaximumRetryCount }: Raw): ContainerDetails['restartPolicy'] {
  const name = Name === 'always' || Name === 'on-failure' || Name === 'unless-stopped' ? Name : 'no';
  return { name, maximumRetryCount: asNumber(MaximumRetryCount) };
}

/** Docker 20.10 says `default` for what newer ones call `bridge`. */
function networkMode(mode: string): string {
  return mode === 'default' ? 'bridge' : mode;
}

/** While it does not run, only what was asked for is known. */
function ports(bound: unknown, asked: unknown, exposed: unknown): ContainerDetails['ports'] {
  const known = toInspectedPorts(bound);
  return known.length > 0 ? known : toInspectedPorts({ ...asRecord(exposed), ...asRecord(asked) });
}

function limits(host: Raw): ContainerDetails['limits'] {
  const nano = asPositive(host.NanoCpus);
  const quota = asPositive(host.CpuQuota);
  // The kernel's own period where none was set.
  const byQuota = quota === undefined ? undefined : quota / (asPositive(host.CpuPeriod) ?? 100_000);
  return {
    cpus: nano === undefined ? byQuota : nano / 1e9,
    memory: asPositive(host.Memory),
    memoryReservation: asPositive(host.MemoryReservation),
    memorySwap: asNumber(host.MemorySwap) < 0 ? -1 : asPositive(host.MemorySwap),
    pids: asPositive(host.PidsLimit),
  };
}
