import type { EngineInfo } from '../../common/contract/engines';
import type { EngineId } from '../../common/contract/ids';
import type { EngineIdentity } from '../port';
import { platformOf } from './platform';
import { asBoolean, asList, asNumber, asRecord, asText, asTexts, asWord } from './raw';

/** Whether images live in containerd's store: ids are manifest digests and sizes mean other things there. */
export function isContainerdStore(info: unknown): boolean {
  return asList(asRecord(info).DriverStatus).some((pair) => {
    const [name, value] = asTexts(pair);
    return name === 'driver-type' && value === 'io.containerd.snapshotter.v1';
  });
}

/** `/info` and `/version` of one engine as one type. */
export function toEngineInfo(
  engine: EngineId,
  identity: EngineIdentity,
  rawInfo: unknown,
  rawVersion: unknown,
): EngineInfo {
  const info = asRecord(rawInfo);
  const version = asRecord(rawVersion);
  const swarm = asText(asRecord(info.Swarm).LocalNodeState);
  const registries = asRecord(info.RegistryConfig);
  return {
    engine,
    product: identity.product,
    name: asText(info.Name),
    version: asText(version.Version) || asText(info.ServerVersion) || identity.version,
    apiVersion: asText(version.ApiVersion) || identity.apiVersion,
    minApiVersion: asWord(version.MinAPIVersion),
    usedApiVersion: identity.apiVersion,
    operatingSystem: asText(info.OperatingSystem),
    kernel: asText(info.KernelVersion) || asText(version.KernelVersion),
    platform: platformOf(asText(info.OSType) || asText(version.Os), asText(info.Architecture) || asText(version.Arch)),
    components: asList(version.Components).map((item) => {
      const { Name, Version } = asRecord(item);
      // Podman puts a runtime's whole `--version` here.
      return { name: asText(Name), version: asText(Version).split('\n', 1)[0] ?? '' };
    }),
    storageDriver: asText(info.Driver),
    imageStore: isContainerdStore(info) ? 'containerd' : 'classic',
    cgroupVersion: asWord(info.CgroupVersion),
    cgroupDriver: asWord(info.CgroupDriver),
    loggingDriver: asWord(info.LoggingDriver),
    runtimes: Object.keys(asRecord(info.Runtimes)).sort(),
    defaultRuntime: asWord(info.DefaultRuntime),
    cpus: asNumber(info.NCPU),
    memory: asNumber(info.MemTotal),
    rootDirectory: asWord(info.DockerRootDir),
    rootless:
      asBoolean(info.Rootless) || asTexts(info.SecurityOptions).some((option) => option.includes('name=rootless')),
    liveRestore: typeof info.LiveRestoreEnabled === 'boolean' ? info.LiveRestoreEnabled : undefined,
    swarm: swarm === '' || swarm === 'inactive' ? undefined : swarm,
    registryMirrors: asTexts(registries.Mirrors),
    insecureRegistries: insecure(registries.InsecureRegistryCIDRs, registries.IndexConfigs),
    warnings: asTexts(info.Warnings),
    containers: {
      running: asNumber(info.ContainersRunning),
      paused: asNumber(info.ContainersPaused),
      stopped: asNumber(info.ContainersStopped),
    },
    images: asNumber(info.Images),
  };
}

function insecure(ranges: unknown, registries: unknown): readonly string[] {
  const named = Object.entries(asRecord(registries)).filter(([, value]) => asRecord(value).Secure === false);
  return [...asTexts(ranges), ...named.map(([name]) => name)];
}
