import type { RunSpec } from '../contract/run-spec';
import { isAddress } from '../std/cidr';
import type { AddProblem } from './form-problems';

/** A network that stands alone: the container has this one's place or none. */
const alone = /^(?:host|none|container:.*)$/;
const ofEngine = new Set(['bridge', 'default', 'podman']);

export function networkProblems({ networks }: RunSpec, add: AddProblem): void {
  const seen = new Set<string>();
  networks.forEach(({ name, aliases, ipv4, ipv6 }, index) => {
    const at = `networks.${index}`;
    if (name === '') add(`${at}.name`, 'network-name');
    else if (seen.has(name)) add(`${at}.name`, 'network-twice', { name });
    else if (networks.length > 1 && alone.test(name)) add(`${at}.name`, 'network-alone', { name });
    seen.add(name);
    if (ipv4 !== undefined && !isAddress(ipv4, 32)) add(`${at}.ipv4`, 'address-invalid', { value: ipv4 });
    if (ipv6 !== undefined && !isAddress(ipv6, 128)) add(`${at}.ipv6`, 'address-invalid', { value: ipv6 });
    if (!ofEngine.has(name) && !alone.test(name)) return;
    if (ipv4 !== undefined || ipv6 !== undefined)
      add(`${at}.${ipv4 === undefined ? 'ipv6' : 'ipv4'}`, 'address-needs-network');
    if (aliases.length > 0) add(`${at}.aliases`, 'alias-needs-network');
  });
}
