import { describe, expect, it } from 'vitest';
import { dockerRules, ownBridge } from './network';

describe('ownBridge', () => {
  it('fits an interface and differs by directory', () => {
    const first = ownBridge('/a/docker');
    expect(first.name).toMatch(/^berth-[0-9a-f]{8}$/);
    expect(first.name.length).toBeLessThanOrEqual(15);
    expect(first.subnet).toMatch(/^10\.2[0-4]\d\.\d{1,3}\.0\/24$/);
    expect(first.gateway).toBe(first.subnet.replace('.0/24', '.1'));
    expect(ownBridge('/b/docker')).not.toEqual(first);
  });
});

describe('dockerRules', () => {
  it("takes out Docker's rules and chains and leaves the machine's own", () => {
    const filter = [
      '-P FORWARD DROP',
      '-N DOCKER',
      '-N DOCKER-USER',
      '-N MY-DOCKERS',
      '-A INPUT -i eth0 -p tcp --dport 22 -j ACCEPT',
      '-A FORWARD -j DOCKER-USER',
      '-A FORWARD -o docker0 -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT',
      '-A FORWARD -i br-0123456789ab ! -o br-0123456789ab -j ACCEPT',
      '-A FORWARD -i br-ffffffffffff -j ACCEPT',
      '-A FORWARD -j MY-DOCKERS',
      '-A DOCKER-USER -j RETURN',
    ];
    expect(dockerRules(filter, ['docker0', 'br-0123456789ab']).map((args) => args.join(' '))).toEqual([
      '-D FORWARD -j DOCKER-USER',
      '-D FORWARD -o docker0 -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT',
      '-D FORWARD -i br-0123456789ab ! -o br-0123456789ab -j ACCEPT',
      '-F DOCKER',
      '-F DOCKER-USER',
      '-X DOCKER',
      '-X DOCKER-USER',
    ]);
  });
});
