import type { PublishSpec, RunSpec } from '../contract/run-spec';
import { isAddress } from '../std/cidr';
import type { AddProblem } from './form-problems';
import { isPortRange } from './ports';

const bounds = (range: string): readonly [from: number, to: number] => {
  const [from = 0, to = from] = range.split('-').map(Number);
  return [from, to];
};
const length = (range: string) => bounds(range)[1] - bounds(range)[0] + 1;

/** The host ports that this row takes for sure; none where the engine chooses. */
export function hostPorts({ hostPort, containerPort }: PublishSpec): readonly number[] {
  if (hostPort === undefined || !isPortRange(hostPort)) return [];
  const [from, to] = bounds(hostPort);
  // One port onto a range: the engine takes the first that is free.
  if (to > from && !(isPortRange(containerPort) && length(containerPort) > 1)) return [];
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

const any = (ip: string | undefined) => ip === undefined || ip === '' || ip === '0.0.0.0' || ip === '::';

/** Whether two addresses of the host are one, or one of them is all. */
export function sameAddress(one: string | undefined, other: string | undefined): boolean {
  return any(one) || any(other) || one === other;
}

export function portProblems({ ports, expose, networks }: RunSpec, add: AddProblem): void {
  const taken: { readonly port: number; readonly protocol: string; readonly hostIp: string | undefined }[] = [];
  ports.forEach((row, index) => {
    const { hostIp, hostPort, containerPort, protocol } = row;
    const at = `ports.${index}`;
    const hostFits = hostPort === undefined || isPortRange(hostPort, 0);
    const containerFits = isPortRange(containerPort);
    if (!containerFits) add(`${at}.containerPort`, 'port-invalid', { value: containerPort });
    if (!hostFits) add(`${at}.hostPort`, 'port-invalid', { value: hostPort });
    if (hostIp !== undefined && !isAddress(hostIp)) add(`${at}.hostIp`, 'address-invalid', { value: hostIp });
    if (
      containerFits &&
      hostFits &&
      hostPort !== undefined &&
      length(containerPort) > 1 &&
      length(hostPort) !== length(containerPort)
    ) {
      add(`${at}.hostPort`, 'port-lengths');
    }
    for (const port of hostPorts(row)) {
      const twice = taken.some(
        (one) => one.port === port && one.protocol === protocol && sameAddress(one.hostIp, hostIp),
      );
      if (twice) {
        add(`${at}.hostPort`, 'port-twice', { port: String(port) });
        break;
      }
    }
    for (const port of hostPorts(row).slice(0, 1_000)) taken.push({ port, protocol, hostIp });
  });
  expose.forEach((value, index) => {
    if (!isPortRange(value.replace(/\/(?:tcp|udp|sctp)$/, ''))) add(`expose.${index}`, 'port-invalid', { value });
  });
  const [network] = networks;
  if (ports.length > 0 && network && /^(?:host|none|container:.*)$/.test(network.name)) {
    add('ports', 'ports-on-host', { network: network.name }, 'warning');
  }
}
