/** A container made from a spec, inspected, is told as that spec: what "Copy as docker run" and Edit stand on. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { EngineInfo } from '../../electron/common/contract/engines';
import type { EngineId, ImageId } from '../../electron/common/contract/ids';
import type { ImageDetails } from '../../electron/common/contract/images';
import type { RunSpec } from '../../electron/common/contract/run-spec';
import { parseRunLine } from '../../electron/common/run-line/run-line';
import { specOfContainer } from '../../electron/common/run-line/spec-of-container';
import { connectEngine } from '../../electron/engine/connect';
import type { Engine } from '../../electron/engine/port';
import type { TestEngine } from '../engine/engines';
import { sharedDocker, sharedPodman } from '../engine/shared';
import { cleanup, unique } from '../engine/unique';

const corpus = readFileSync(new URL('../../electron/common/run-line/fixtures/corpus.txt', import.meta.url), 'utf8')
  .trim()
  .split(/\n\n+/);

/** One host port a container: the lines want the same ones, which do not matter to a container that never starts. */
function unroll(ports: RunSpec['ports']): RunSpec['ports'] {
  return ports.flatMap((port) => {
    const [from = 0, to = from] = port.containerPort.split('-').map(Number);
    const [host] = (port.hostPort ?? '').split('-').map(Number);
    return Array.from({ length: to - from + 1 }, (_, index) => ({
      ...port,
      containerPort: String(from + index),
      ...(host && from !== to ? { hostPort: String(host + index) } : {}),
    }));
  });
}

const unrollExposed = (ports: readonly string[]) =>
  ports.flatMap((text) => {
    const [range = '', protocol = 'tcp'] = text.split('/');
    const [from = 0, to = from] = range.split('-').map(Number);
    const suffix = protocol === 'tcp' ? '' : `/${protocol}`;
    return Array.from({ length: to - from + 1 }, (_, index) => `${from + index}${suffix}`);
  });

const byText = <T>(list: readonly T[]) =>
  [...list].sort((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1));

/** The lines speak of files, networks and devices of other machines: here they are such as any engine takes. */
function prepared(given: RunSpec, name: string): RunSpec {
  const { platform: _, pull: __, runtime: ___, hostname, ...rest } = given;
  const local = new Set(['bridge', 'host', 'none']);
  return {
    ...rest,
    image: 'sample/shell:1',
    name,
    ...(hostname && !hostname.includes('$') && { hostname }),
    ...(given.cpusetCpus && { cpusetCpus: '0-1' }),
    devices: given.devices.map((device) => device.replace(/^\/dev\/\w+/, '/dev/null')),
    ...(given.ipc === 'host' && { shmSize: undefined }),
    networks: given.networks.filter((network) => local.has(network.name)),
    mounts: given.mounts.map((mount) => ({
      ...mount,
      ...(mount.kind === 'bind' && {
        source: mount.source?.startsWith('/') && mount.createSource ? mount.source : '/etc',
      }),
      ...(mount.kind === 'volume' && mount.source && { source: name }),
      ...('device' in mount.driverOptions || !mount.driver ? {} : { driver: undefined }),
      driverOptions: 'device' in mount.driverOptions ? mount.driverOptions : {},
    })),
    links: [],
    volumesFrom: [],
    storageOptions: [],
    securityOptions: given.securityOptions.filter((option) => !option.includes('.json')),
    ...(given.userns === 'keep-id' && { userns: undefined }),
    ...(given.blkioWeight && { blkioWeight: undefined }),
  };
}

/** What Podman's service was seen not to take, not to tell, or to tell in words of its own (4.3). */
function asPodman(fields: object): object {
  const untold = ['gpus', 'domainname', 'mac', 'capAdd', 'capDrop', 'sysctls', 'logDriver', 'logOptions', 'devices'];
  untold.push('deviceCgroupRules', 'cgroupns', 'userns', 'cpuPeriod', 'cpuQuota', 'cpus', 'ipc');
  const rest = Object.fromEntries(Object.entries(fields).filter(([name]) => !untold.includes(name))) as RunSpec;
  return {
    ...rest,
    // It chooses free ports at create, and tells them as asked for.
    ports: byText(
      (rest.ports ?? []).map(({ hostPort, ...port }) => (Number(hostPort) > 30_000 ? port : { ...port, hostPort })),
    ),
    env: rest.env.filter(({ value }) => value !== undefined),
    mounts: rest.mounts
      .filter(({ kind, target }) => kind !== 'tmpfs' || !/^\/(?:var\/tmp|run|tmp)$/.test(target))
      .map(({ driver, ...mount }) => ({ ...mount, driverOptions: {}, createSource: false })),
  };
}

/** What the engine does not keep, what says nothing on this image, and orders, made alike on both sides. */
function comparable(spec: RunSpec): object {
  const capability = (name: string) => name.toUpperCase().replace(/^CAP_/, '');
  const fields = {
    ...spec,
    // Podman counts its own limits among them.
    ulimits: byText(spec.ulimits.filter(({ name }) => name !== 'nofile' && name !== 'nproc')),
    detach: true,
    envFiles: [],
    labelFiles: [],
    annotations: [],
    entrypoint: spec.entrypoint?.length === 0 ? undefined : spec.entrypoint,
    command: spec.command.join(' ') === 'sh' && spec.entrypoint === undefined ? [] : spec.command,
    health: spec.health.disabled ? { disabled: false } : spec.health,
    memorySwap: spec.memorySwap === 2 * (spec.memory ?? 0) ? undefined : spec.memorySwap,
    workingDirectory: spec.workingDirectory === '/' ? undefined : spec.workingDirectory,
    networks: spec.networks.filter(({ name }) => name !== 'bridge' && name !== 'podman'),
    ports: byText(unroll(spec.ports)),
    expose: byText(unrollExposed(spec.expose)),
    env: byText(spec.env),
    labels: byText(spec.labels),
    mounts: byText(spec.mounts),
    sysctls: byText(spec.sysctls),
    logOptions: byText(spec.logOptions),
    capAdd: byText(spec.capAdd.map(capability)),
    capDrop: byText(spec.capDrop.map(capability)),
    devices: spec.devices.map((device) => device.replace(/^([^:]+):\1$/, '$1')),
  };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

describe.each(Object.entries({ Docker: sharedDocker, Podman: sharedPodman }))('%s', (product, start) => {
  let real: TestEngine;
  let engine: Engine;
  let image: ImageDetails;
  let info: EngineInfo;

  beforeAll(async () => {
    real = await start();
    engine = await connectEngine('local' as EngineId, { url: real.host });
    info = await engine.info();
    image = await engine.inspectImage((await engine.findImage('sample/shell:1')) as ImageId);
  });
  afterAll(async () => {
    engine?.close();
    if (real) await cleanup(real);
    await real?.stop();
  });

  const madeAndTold = async (spec: RunSpec) => {
    const { id } = await engine.createContainer(spec);
    const details = await engine.inspectContainer(id);
    await engine.deleteContainer(id, { force: true, volumes: true });
    return specOfContainer(details, image, { anonymousVolumes: 'new', engine: info }).spec;
  };

  test.each(corpus)('%s', async (line) => {
    const given = prepared(parseRunLine(line).spec, unique('round'));
    const once = await madeAndTold(given);
    // Podman makes ports of its choice of -P, and tells these alone.
    const chosen = product === 'Podman' && given.publishAll ? { publishAll: true, ports: [], expose: [] } : {};
    const told = (spec: RunSpec) =>
      product === 'Podman' ? { ...asPodman(comparable(spec)), ...chosen } : comparable(spec);
    expect(told(once)).toEqual({ ...told(given), image: once.image });
    // What is told makes a container that is told the same: nothing grows or fades from edit to edit.
    expect(told(await madeAndTold(once))).toEqual(told(once));
  });
});
