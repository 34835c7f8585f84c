/** What an engine's own facts say is wrong with a run spec. Pure: `services/run-check.ts` gathers the facts. */
import type { Container } from '../contract/containers';
import type { EngineInfo } from '../contract/engines';
import type { ContainerId, ImageId } from '../contract/ids';
import type { Network } from '../contract/networks';
import type { RunProblem } from '../contract/run-problems';
import type { RunSpec } from '../contract/run-spec';
import { inSubnet, isAddress } from '../std/cidr';
import { type AddProblem, problemList } from './form-problems';
import { hostPorts, sameAddress } from './port-problems';

export interface EngineFacts {
  readonly containers: readonly Pick<Container, 'id' | 'name' | 'ports'>[];
  readonly networks: readonly Pick<Network, 'id' | 'name' | 'subnets'>[];
  readonly info: Pick<EngineInfo, 'cpus' | 'memory' | 'runtimes' | 'platform' | 'product'>;
  /** Undefined: the engine does not have it. */
  readonly image: ImageId | undefined;
  /** Absolute host paths that are certainly not there; empty when the engine is on another machine. */
  readonly missingPaths: ReadonlySet<string>;
}

/** @param replacing the container whose place this one takes: its name and ports are free */
export function engineProblemsOf(spec: RunSpec, facts: EngineFacts, replacing?: ContainerId): readonly RunProblem[] {
  const { problems, add } = problemList();
  const others = facts.containers.filter(({ id }) => id !== replacing);
  if (facts.image === undefined && spec.image !== '') {
    if (spec.pull === 'never') add('image', 'image-never');
    else add('image', 'image-missing', {}, 'note');
  }
  if (spec.name !== undefined && others.some(({ name }) => name === spec.name)) {
    add('name', 'name-taken', { name: spec.name });
  }
  takenPorts(spec, others, add);
  networks(spec, facts, add);
  spec.mounts.forEach(({ kind, source, createSource }, index) => {
    if (kind !== 'bind' || source === undefined || !facts.missingPaths.has(source)) return;
    // Podman makes no host directory, whichever flag asked.
    const made = createSource && facts.info.product === 'docker';
    if (made) add(`mounts.${index}.source`, 'host-path-missing', { path: source }, 'warning');
    else add(`mounts.${index}.source`, 'host-path-needed', { path: source });
  });
  machine(spec, facts.info, add);
  const known = new Set(facts.containers.flatMap(({ id, name }) => [id, id.slice(0, 12), name]));
  spec.volumesFrom.forEach((text, index) => {
    const name = text.replace(/:(?:ro|rw|z|Z)(?:,.*)?$/, '');
    if (!known.has(name)) add(`volumesFrom.${index}`, 'container-unknown', { name });
  });
  return problems;
}

function takenPorts(spec: RunSpec, others: EngineFacts['containers'], add: AddProblem): void {
  spec.ports.forEach((row, index) => {
    for (const port of hostPorts(row)) {
      const by = others.find(({ ports }) =>
        ports.some(
          (one) => one.publicPort === port && one.protocol === row.protocol && sameAddress(one.ip, row.hostIp),
        ),
      );
      if (!by) continue;
      add(`ports.${index}.hostPort`, 'port-taken', { port: String(port), by: by.name });
      break;
    }
  });
}

const special = /^(?:default|bridge|host|none|podman|private|slirp4netns.*|pasta.*)$/;

function networks(spec: RunSpec, facts: EngineFacts, add: AddProblem): void {
  spec.networks.forEach(({ name, ipv4, ipv6 }, index) => {
    const at = `networks.${index}`;
    const [, other] = /^container:(.*)$/.exec(name) ?? [];
    if (other !== undefined) {
      const there = facts.containers.some(
        ({ id, name: own }) => own === other || (other.length >= 6 && id.startsWith(other)),
      );
      if (!there) add(`${at}.name`, 'container-unknown', { name: other });
      return;
    }
    const network = facts.networks.find((one) => one.name === name || one.id === name);
    if (!network) {
      if (name !== '' && !special.test(name)) add(`${at}.name`, 'network-unknown', { name });
      return;
    }
    for (const [key, address] of [['ipv4', ipv4] as const, ['ipv6', ipv6] as const]) {
      if (address === undefined || !isAddress(address) || special.test(name)) continue;
      if (!network.subnets.some((subnet) => inSubnet(address, subnet))) {
        add(`${at}.${key}`, 'address-outside', { address, subnets: network.subnets.join(', ') });
      }
    }
  });
}

function machine(spec: RunSpec, info: EngineFacts['info'], add: AddProblem): void {
  if (spec.cpus !== undefined && info.cpus > 0 && spec.cpus > info.cpus) {
    add('cpus', 'cpus-many', { most: String(info.cpus) }, info.product === 'docker' ? 'error' : 'warning');
  }
  if (spec.memory !== undefined && info.memory > 0 && spec.memory > info.memory) {
    add('memory', 'memory-large', { most: String(info.memory) }, 'warning');
  }
  const { runtime } = spec;
  // A Wasm shim is named by its containerd id and need not be configured.
  if (runtime !== undefined && !/^io\.containerd\.|^\//.test(runtime) && !info.runtimes.includes(runtime)) {
    add('runtime', 'runtime-unknown', { runtime, known: info.runtimes.join(', ') });
  }
  if (spec.gpus !== undefined && !info.runtimes.includes('nvidia')) add('gpus', 'gpu-runtime', {}, 'warning');
  const [, architecture] = (spec.platform ?? '').split('/');
  if (architecture !== undefined && info.platform !== '' && !info.platform.split('/').includes(architecture)) {
    add('platform', 'platform-foreign', { platform: spec.platform ?? '', engine: info.platform }, 'warning');
  }
}
