import type { PublishSpec, RunSpec } from '../common/contract/run-spec';

type Bindings = Record<string, { HostIp: string; HostPort: string }[]>;

const bounds = (range: string): readonly [from: number, to: number] => {
  const [from = 0, to = from] = range.split('-').map(Number);
  return [from, to];
};

/** `8000-8010` -> each of them. */
function numbers(range: string): readonly number[] {
  const [from, to] = bounds(range);
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);
}

/** A range onto a range goes one by one; one port onto a range leaves the engine the choice among these. */
function hostPort({ hostPort: host = '', containerPort }: PublishSpec, index: number): string {
  if (host === '' || !containerPort.includes('-')) return host;
  return String(bounds(host)[0] + index);
}

/** `ExposedPorts` and `PortBindings`; undefined when there are none. */
export function portParts({ ports, expose }: Pick<RunSpec, 'ports' | 'expose'>) {
  const bindings: Bindings = {};
  const exposed: Record<string, object> = {};
  for (const port of ports) {
    for (const [index, number] of numbers(port.containerPort).entries()) {
      const key = `${number}/${port.protocol}`;
      exposed[key] = {};
      bindings[key] = [...(bindings[key] ?? []), { HostIp: port.hostIp ?? '', HostPort: hostPort(port, index) }];
    }
  }
  for (const text of expose) {
    const [range = '', protocol = 'tcp'] = text.split('/');
    for (const number of numbers(range)) exposed[`${number}/${protocol}`] = {};
  }
  return {
    exposed: Object.keys(exposed).length > 0 ? exposed : undefined,
    bindings: ports.length > 0 ? bindings : undefined,
  };
}
