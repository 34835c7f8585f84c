/** What a run spec's own fields say is wrong, as it is typed (DE-05). Pure; what needs the engine is in `engine-problems.ts`. */
import { isContainerName } from '../contract/container-rules';
import { parseReference } from '../contract/image-reference';
import type { RunProblem, RunProblemCode, RunProblemSeverity } from '../contract/run-problems';
import type { RunSpec } from '../contract/run-spec';
import { isAddress } from '../std/cidr';
import { mountProblems } from './mount-problems';
import { networkProblems } from './network-problems';
import { portProblems } from './port-problems';

/** What Docker takes at least: `Minimum memory limit allowed is 6MB`. */
export const leastMemory = 6 * 1024 * 1024;

export type AddProblem = (
  field: string,
  code: RunProblemCode,
  params?: Readonly<Record<string, string>>,
  severity?: RunProblemSeverity,
) => void;

/** Gathers problems; errors unless told. */
export function problemList(): { readonly problems: RunProblem[]; readonly add: AddProblem } {
  const problems: RunProblem[] = [];
  return {
    problems,
    add: (field, code, params = {}, severity = 'error') => problems.push({ field, severity, code, params }),
  };
}

export function formProblemsOf(spec: RunSpec): readonly RunProblem[] {
  const { problems, add } = problemList();
  basics(spec, add);
  portProblems(spec, add);
  variables(spec, add);
  mountProblems(spec, add);
  networkProblems(spec, add);
  limits(spec, add);
  rest(spec, add);
  return problems;
}

function basics({ image, name, remove, restart, workingDirectory, platform }: RunSpec, add: AddProblem): void {
  const reference = parseReference(image);
  if (image === '') add('image', 'image-empty');
  else if ('problem' in reference && reference.problem !== 'image-id') {
    // A short id of an image is no reference, and engines take it: only what can't be either is refused.
    if (!/^[0-9a-f]{6,64}$/.test(image)) add('image', 'image-reference', { problem: reference.problem });
  }
  if (name !== undefined && !isContainerName(name)) add('name', 'name-invalid', { name });
  if (remove && restart.name !== 'no') add('restart', 'remove-and-restart');
  if (workingDirectory !== undefined && !/^(?:\/|[A-Za-z]:[\\/])/.test(workingDirectory)) {
    add('workingDirectory', 'workdir-relative', { path: workingDirectory });
  }
  if (platform !== undefined && !/^[a-z0-9]+(?:\/[a-z0-9_]+){0,2}$/.test(platform)) {
    add('platform', 'platform-invalid', { platform });
  }
}

function variables({ env, envFiles, labels, labelFiles }: RunSpec, add: AddProblem): void {
  const seen = new Set<string>();
  env.forEach(({ name, value }, index) => {
    if (name.trim() === '' || /[=\0]/.test(name)) add(`env.${index}.name`, 'env-name');
    else if (seen.has(name)) add(`env.${index}.name`, 'env-twice', { name }, 'warning');
    else if (value === undefined) add(`env.${index}.value`, 'env-no-value', { name }, 'warning');
    seen.add(name);
  });
  envFiles.forEach((path, index) => {
    add(`envFiles.${index}`, 'env-file', { path });
  });
  labels.forEach(({ name }, index) => {
    if (name.trim() === '') add(`labels.${index}.name`, 'label-name');
  });
  labelFiles.forEach((path, index) => {
    add(`labelFiles.${index}`, 'label-file', { path });
  });
}

function limits(spec: RunSpec, add: AddProblem): void {
  const { memory = 0, memorySwap, memoryReservation, cpus, cpuPeriod, cpuQuota } = spec;
  if (memory > 0 && memory < leastMemory) add('memory', 'memory-small');
  if (memorySwap !== undefined && memorySwap > 0 && memory > memorySwap) add('memorySwap', 'swap-small');
  if (memoryReservation !== undefined && memory > 0 && memoryReservation > memory) {
    add('memoryReservation', 'reservation-large');
  }
  if (cpus !== undefined && (cpuPeriod !== undefined || cpuQuota !== undefined)) add('cpus', 'cpus-and-quota');
  spec.ulimits.forEach(({ name, soft, hard }, index) => {
    if (hard !== -1 && (soft > hard || soft === -1)) add(`ulimits.${index}`, 'ulimit-order', { name });
  });
  for (const key of ['interval', 'timeout', 'startPeriod', 'startInterval'] as const) {
    const ms = spec.health[key];
    // 0 keeps the image's own.
    if (ms !== undefined && ms > 0 && ms < 1) add(`health.${key}`, 'duration-short');
  }
}

function rest({ privileged, devices, extraHosts, dns, securityOptions }: RunSpec, add: AddProblem): void {
  if (privileged) add('privileged', 'privileged', {}, 'warning');
  devices.forEach((device, index) => {
    const cdi = /^[a-zA-Z0-9.-]+\/[a-zA-Z0-9_-]+=.+$/.test(device);
    if (!cdi && !/^\/[^:]*(?::\/[^:]*)?(?::[rwm]{1,3})?$/.test(device))
      add(`devices.${index}`, 'device-invalid', { device });
  });
  extraHosts.forEach((value, index) => {
    const [name = '', ...address] = value.split(':');
    const text = address.join(':').replace(/^\[(.*)\]$/, '$1');
    if (name === '' || !(text === 'host-gateway' || isAddress(text)))
      add(`extraHosts.${index}`, 'host-invalid', { value });
  });
  dns.forEach((value, index) => {
    if (!isAddress(value)) add(`dns.${index}`, 'address-invalid', { value });
  });
  securityOptions.forEach((option, index) => {
    // The CLI reads the file and sends what it says; Berth sends what is written here.
    const [, path] = /^seccomp[=:](.*)$/.exec(option) ?? [];
    if (
      path !== undefined &&
      !['unconfined', 'builtin', 'default'].includes(path) &&
      !path.trimStart().startsWith('{')
    ) {
      add(`securityOptions.${index}`, 'seccomp-file', { path });
    }
  });
}
