import type { PublishedPort } from '@common/contract/containers';
import { describe, expect, test } from 'vitest';
import { hostOfEngine, portLinks } from './port-links';

const port = (publicPort: number | undefined, privatePort: number, ip?: string, protocol: 'tcp' | 'udp' = 'tcp') =>
  ({ publicPort, privatePort, protocol, ip }) as PublishedPort;

describe('hostOfEngine', () => {
  test.each([
    ['unix:///var/run/docker.sock', 'localhost'],
    ['npipe:////./pipe/docker_engine', 'localhost'],
    ['tcp://10.3.0.9:2376', '10.3.0.9'],
    ['tcp://build.example:2375', 'build.example'],
    ['tcp://[fd00::1]:2376', '[fd00::1]'],
    ['ssh://deploy@build.example:2222', 'build.example'],
    ['ssh://build.example', 'build.example'],
    ['nonsense', 'localhost'],
  ])('%s', (address, host) => {
    expect(hostOfEngine(address)).toBe(host);
  });
});

describe('portLinks', () => {
  const local = 'unix:///var/run/docker.sock';

  test('IPv4 and IPv6 of one binding are one link', () => {
    expect(portLinks([port(8080, 3000, '0.0.0.0'), port(8080, 3000, '::')], local)).toEqual([
      { text: '8080 → 3000', href: 'http://localhost:8080', detail: '0.0.0.0:8080 → 3000/tcp\n[::]:8080 → 3000/tcp' },
    ]);
  });

  test('an unpublished port is left out, equal numbers are told once, order is by number', () => {
    expect(portLinks([port(9443, 443), port(undefined, 80), port(5432, 5432)], local).map(({ text }) => text)).toEqual([
      '5432',
      '9443 → 443',
    ]);
  });

  test('https where the container’s port means it', () => {
    expect(portLinks([port(9443, 443)], local)[0]?.href).toBe('https://localhost:9443');
  });

  test('UDP has no link', () => {
    expect(portLinks([port(53, 53, '0.0.0.0', 'udp')], local)).toEqual([
      { text: '53/udp', detail: '0.0.0.0:53 → 53/udp' },
    ]);
  });

  test('the address it is bound to, else the engine’s host', () => {
    const href = (ip: string | undefined, engine: string) => portLinks([port(80, 80, ip)], engine)[0]?.href;
    expect(href('192.168.1.5', local)).toBe('http://192.168.1.5:80');
    expect(href('fd00::7', local)).toBe('http://[fd00::7]:80');
    expect(href('127.0.0.1', local)).toBe('http://localhost:80');
    expect(href(undefined, 'tcp://10.3.0.9:2376')).toBe('http://10.3.0.9:80');
    expect(href('0.0.0.0', 'ssh://me@far')).toBe('http://far:80');
    expect(href('127.0.0.1', 'ssh://me@far')).toBe('http://far:80');
  });
});
