import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { currentDockerContext } from './docker-contexts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'berth-contexts-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

const hash = (name: string) => createHash('sha256').update(name).digest('hex');
const config = (text: string) => writeFileSync(join(dir, 'config.json'), text);

function meta(name: string, text: string): void {
  const folder = join(dir, 'contexts', 'meta', hash(name));
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'meta.json'), text);
}

const metaText = (host: unknown, more: object = {}) =>
  JSON.stringify({
    Name: 'far',
    Metadata: { Later: 1 },
    Endpoints: { docker: { Host: host, SkipTLSVerify: false, ...more } },
    New: [],
  });

const current = (environment: Record<string, string> = {}) => currentDockerContext(dir, environment);

describe('the current Docker context', () => {
  test('none: no file, no choice, or the CLI’s own default', () => {
    expect(current()).toEqual({ kind: 'none' });
    config('{"auths":{}}');
    expect(current()).toEqual({ kind: 'none' });
    config('{"currentContext":"default"}');
    expect(current()).toEqual({ kind: 'none' });
  });

  test('chosen in config.json, unknown fields and a BOM aside; DOCKER_CONTEXT comes first', () => {
    config('\uFEFF{"currentContext":"far","someNewField":{}}');
    meta('far', `\uFEFF${metaText('ssh://me@host')}`);
    meta('near', metaText('unix:///near.sock'));
    expect(current()).toEqual({ kind: 'found', name: 'far', address: { url: 'ssh://me@host' } });
    expect(current({ DOCKER_CONTEXT: 'near' })).toMatchObject({ name: 'near', address: { url: 'unix:///near.sock' } });
  });

  test('its key files', () => {
    config('{"currentContext":"far"}');
    meta('far', metaText('tcp://host:2376'));
    const keys = join(dir, 'contexts', 'tls', hash('far'), 'docker');
    mkdirSync(keys, { recursive: true });
    writeFileSync(join(keys, 'ca.pem'), '');
    expect(current()).toMatchObject({ address: { tls: { ca: join(keys, 'ca.pem'), cert: undefined, verify: true } } });
    meta('far', metaText('tcp://host:2376', { SkipTLSVerify: true }));
    expect(current()).toMatchObject({ address: { tls: { verify: false } } });
  });

  test.each([
    ['torn', '{"Name":"far","Endpo', /JSON/],
    ['not an object', '[]', /not a JSON object/],
    ['without a host', '{"Name":"far"}', /names no host/],
    ['with a host of another type', metaText(7).replace('"Host":7', '"Host":{}'), /names no host/],
    ['empty', '', /JSON/],
  ])('EN-20: one that is %s is named as unreadable', (_, text, reason) => {
    config('{"currentContext":"far"}');
    meta('far', text);
    expect(current()).toEqual({ kind: 'unreadable', name: 'far', reason: expect.stringMatching(reason) });
  });

  test('EN-20: one that is gone, and a torn config.json', () => {
    config('{"currentContext":"far"}');
    expect(current()).toEqual({ kind: 'unreadable', name: 'far', reason: 'it does not exist' });
    config('{"currentContext":');
    expect(current()).toMatchObject({ kind: 'unreadable', name: 'config.json' });
    meta('near', metaText('unix:///near.sock'));
    expect(current({ DOCKER_CONTEXT: 'near' })).toMatchObject({ kind: 'found' });
  });

  test('a name with slashes stays in its folder', () => {
    config('{"currentContext":"../../etc"}');
    expect(current()).toMatchObject({ kind: 'unreadable', reason: 'it does not exist' });
  });
});
