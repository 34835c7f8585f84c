import { describe, expect, test } from 'vitest';
import { parseAddress, shownAddress } from './address';

describe('parseAddress', () => {
  test.each([
    ['unix:///var/run/docker.sock', { kind: 'socket', path: '/var/run/docker.sock' }],
    ['unix:///with space/é.sock', { kind: 'socket', path: '/with space/é.sock' }],
    ['/run/podman/podman.sock', { kind: 'socket', path: '/run/podman/podman.sock' }],
    ['npipe:////./pipe/docker_engine', { kind: 'socket', path: '\\\\.\\pipe\\docker_engine' }],
    ['tcp://host:2375', { kind: 'tcp', host: 'host', port: 2375 }],
    ['tcp://host', { kind: 'tcp', host: 'host', port: 2375 }],
    ['tcp://host:80', { kind: 'tcp', host: 'host', port: 80 }],
    ['host:1234', { kind: 'tcp', host: 'host', port: 1234 }],
    ['tcp://[::1]:2375', { kind: 'tcp', host: '::1', port: 2375 }],
    ['ssh://me@host:22022', { kind: 'ssh', host: 'host', port: 22022, user: 'me' }],
    ['ssh://host', { kind: 'ssh', host: 'host' }],
  ])('%s', (url, expected) => {
    expect(parseAddress({ url })).toEqual(expected);
  });

  test('TLS has a port of its own', () => {
    const tls = { verify: true };
    expect(parseAddress({ url: 'tcp://host', tls })).toEqual({ kind: 'tcp', host: 'host', port: 2376, tls });
    expect(parseAddress({ url: 'https://host:1' })).toMatchObject({ port: 1, tls: { verify: true } });
  });

  test.each([
    '',
    'unix://relative',
    'tcp://',
    'tcp://host:99999',
    'tcp://host/path',
    'ftp://host',
    'npipe://',
    'ssh://me:secret@host',
    'ssh://-oProxyCommand=x',
    'ssh://-l@host',
    'unix:///a\0b',
  ])('refuses %j with a reason', (url) => {
    expect(() => parseAddress({ url })).toThrow(
      expect.objectContaining({ data: expect.objectContaining({ code: 'bad-input' }) }),
    );
  });
});

test('a password is never shown', () => {
  expect(shownAddress('ssh://me:secret@host')).toBe('ssh://me@host');
  expect(shownAddress('tcp://host:2375')).toBe('tcp://host:2375');
});
