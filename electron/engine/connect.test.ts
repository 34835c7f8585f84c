import { describe, expect, test } from 'vitest';
import { compareVersions } from './api-version';
import { capabilitiesOf } from './capabilities';
import { clockOffsetOf, negotiate, shakeHands } from './connect';
import type { Answer, Connection } from './connection';
import { answerError } from './errors';
import { type RecordedEngine, recorded } from './normalize/fixtures/recorded';

const answer = (headers: Record<string, string>, body?: unknown): Answer => ({
  status: 200,
  headers,
  body,
  text: 'OK',
});

/** A connection that answers from a map of paths. */
function scripted(answers: Record<string, Answer | Error>): Connection {
  const give = async (path: string) => {
    const found = answers[path];
    if (found === undefined || found instanceof Error) throw found ?? new Error(`not asked for: ${path}`);
    return found;
  };
  return {
    address: 'unix:///x',
    version: undefined,
    ping: () => give('/_ping'),
    call: (_, path) => give(path),
    stream: () => Promise.reject(new Error('no stream')),
    flood: () => Promise.reject(new Error('no stream')),
    upload: async () => undefined,
    hijack: () => Promise.reject(new Error('no terminal')),
    close: () => undefined,
  };
}

const ofRecord = (engine: RecordedEngine) =>
  scripted(
    Object.fromEntries(
      ['ping', 'version', 'info'].map((name) => {
        const { headers, json } = recorded(engine, name);
        return [name === 'ping' ? '/_ping' : `/${name}`, answer({ ...headers }, json)];
      }),
    ),
  );

describe('the handshake', () => {
  test.each([
    ['docker-20.10', 'docker', '20.10.24+dfsg1', '1.41', []],
    ['docker-26', 'docker', '26.1.5+dfsg1', '1.45', ['shared-size', 'console-size']],
    ['docker-28', 'docker', '28.5.2+dfsg4', '1.51', ['shared-size', 'console-size']],
    ['docker-28-containerd', 'docker', '28.5.2+dfsg4', '1.51', ['shared-size', 'image-manifests', 'console-size']],
    ['podman-4.3', 'podman', '4.3.1', '1.41', []],
    ['podman-5.4', 'podman', '5.4.2', '1.41', ['update-limits']],
  ] as const)('%s', async (engine, product, version, apiVersion, extra) => {
    const connection = ofRecord(engine);
    const { capabilities, ...identity } = await shakeHands(connection);
    expect(identity).toEqual({
      product,
      version,
      apiVersion,
      platform: 'linux/amd64',
      clockOffset: expect.any(Number),
    });
    expect(connection.version).toBe(apiVersion);
    const all = product === 'docker' ? ['update-limits', 'health-events', 'distribution', 'buildkit', 'swarm'] : [];
    const can = Object.entries(capabilities).flatMap(([name, able]) => (able ? [name] : []));
    expect(can.sort()).toEqual([...all, ...extra].sort());
  });

  test('Podman whose /version fails is known by its ping', async () => {
    const { headers } = recorded('podman-5.4', 'ping');
    const failure = answerError({ status: 500, text: '{"message":"no conmon"}', call: 'GET /version' });
    const identity = await shakeHands(scripted({ '/_ping': answer({ ...headers }), '/version': failure }));
    expect(identity).toMatchObject({ product: 'podman', version: '5.4.2', platform: 'linux' });
  });

  test('EN-11: an engine whose oldest version is above ours says both', async () => {
    const failing = shakeHands(
      scripted({
        '/_ping': answer({ 'api-version': '1.60' }),
        '/version': answer({}, { MinAPIVersion: '1.55' }),
        '/info': answer({}, {}),
      }),
    );
    await expect(failing).rejects.toMatchObject({
      data: { code: 'engine-too-new', params: { theirs: '1.55', ours: '1.51' } },
    });
  });
});

describe('negotiate', () => {
  test('the smaller of theirs and ours', () => {
    expect(negotiate(answer({ 'api-version': '1.41' }))).toBe('1.41');
    expect(negotiate(answer({ 'api-version': '1.99' }))).toBe('1.51');
    expect(negotiate(answer({ 'api-version': '1.40' }))).toBe('1.40');
  });

  test('below the floor, and what is no engine', () => {
    expect(() => negotiate(answer({ 'api-version': '1.9' }))).toThrow(/engine-too-old/);
    expect(() => negotiate(answer({}))).toThrow(/engine-answer/);
    expect(() => negotiate(answer({ 'api-version': 'junk' }))).toThrow(/engine-answer/);
  });

  test('versions are compared by their numbers', () => {
    expect(compareVersions('1.9', '1.41')).toBeLessThan(0);
    expect(compareVersions('1.51', '1.51')).toBe(0);
    expect(compareVersions('5', '4.9')).toBeGreaterThan(0);
  });
});

describe('EN-15: the engine’s clock', () => {
  const at = Date.parse('2026-11-24T12:00:00.400Z');
  test('the same within the header’s second', () => {
    expect(clockOffsetOf('Tue, 24 Nov 2026 12:00:00 GMT', at, at + 20)).toBe(0);
    expect(clockOffsetOf('Tue, 24 Nov 2026 11:59:59 GMT', at, at + 20)).toBe(0);
  });
  test('hours off, to the second', () => {
    const offset = clockOffsetOf('Tue, 24 Nov 2026 15:00:00 GMT', at, at + 20);
    expect(Math.abs(offset - 3 * 3_600_000)).toBeLessThan(1_000);
    expect(clockOffsetOf('Tue, 24 Nov 2026 09:00:00 GMT', at, at)).toBeLessThan(-10_000_000);
  });
  test('not said', () => {
    expect(clockOffsetOf(undefined, at, at)).toBe(0);
    expect(clockOffsetOf('yesterday', at, at)).toBe(0);
  });
});

test('capabilities go by API and product version', () => {
  const facts = { product: 'docker', version: '20.10', apiVersion: '1.41', containerdStore: true } as const;
  expect(capabilitiesOf(facts)['image-manifests']).toBe(false);
  expect(capabilitiesOf({ ...facts, product: 'podman', version: '10.0' })['update-limits']).toBe(true);
});
