/** What a hostile or broken page can send: coded errors, the connection lives, the engine is never asked. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { frameLimit } from '../../electron/common/carrier';
import { contract } from '../../electron/common/contract/index';
import { type FakeEngine, startFakeEngine } from '../fake-engine/fake-engine';
import { type Connection, carriers } from './carriers';
import { connected, type RunningBerth, startBerth } from './stage';

let dir: string;
let fake: FakeEngine;
let berth: RunningBerth;
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'berth-inputs-'));
  fake = await startFakeEngine({ socket: join(dir, 'engine.sock') });
  berth = startBerth(fake.host);
  await berth.engineIs(connected, 'connected');
});
afterAll(async () => {
  await berth?.close();
  await fake?.stop();
  rmSync(dir, { recursive: true, force: true });
});

/** Every verb that takes an input, with what the contract thinks of one. */
const verbs = Object.entries(contract).flatMap(([noun, of]) =>
  Object.entries(of).flatMap(([verb, procedure]) => {
    const schema = procedure['~orpc'].inputSchema;
    return schema === undefined ? [] : [{ path: `${noun}/${verb}`, schema }];
  }),
);

/** Junk of every kind, often in the fields that the verbs know. */
const field = fc.constantFrom(
  'engine',
  'id',
  'ids',
  'log',
  'terminal',
  'kind',
  'data',
  'matcher',
  'zoom',
  '__proto__',
  'constructor',
  'toString',
);
const junk = fc.oneof(
  fc.anything({ withNullPrototype: true, maxDepth: 3, withDate: false }),
  fc.dictionary(field, fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.constantFrom('local', 'a'.repeat(64), -1, []))),
  fc
    .constantFrom('{"__proto__":{"polluted":true}}', '{"constructor":{"prototype":{"polluted":true}}}')
    .map((text) => JSON.parse(text)),
);

const called = () => fake.requests.filter(({ path }) => path !== '/_ping').length;

describe.each(Object.entries(carriers))('over %s', (_, connect) => {
  let connection: Connection;
  beforeEach(async () => {
    connection = await connect(berth.router);
  });
  afterEach(() => connection.close());

  test('an unknown verb is told by name', async () => {
    for (const [noun, verb] of [
      ['containers', 'explode'],
      ['nothing', 'at-all'],
      ['__proto__', 'constructor'],
      ['containers', '__proto__'],
      ['toString', 'call'],
    ] as const) {
      expect(await connection.ask(`${noun}/${verb}`, {})).toMatchObject({
        code: 'BERTH',
        data: { code: 'unknown-verb', params: { verb: `${noun}.${verb}` } },
      });
    }
    expect(connection.alive()).toBe(true);
  });

  test('bad input names its field', async () => {
    const bad = connection.client.containers.start({ engine: 'local' as never, ids: ['short' as never] });
    await expect(bad).rejects.toMatchObject({ data: { code: 'bad-input', params: { field: 'ids.0' } } });
  });

  test('a frame over the limit is a coded error, and the connection lives', async () => {
    const long = connection.client.terminals.write({ terminal: 'x' as never, data: 'x'.repeat(frameLimit) });
    await expect(long).rejects.toMatchObject({ data: { code: 'too-large', params: { limit: String(frameLimit) } } });
    expect((await connection.client.app.info()).build).toBe('test');
  });

  test('frames that are no calls are dropped', async () => {
    const deep = '['.repeat(50_000);
    for (const frame of [
      '',
      '{',
      'null',
      '[]',
      '7',
      '{"i":1}',
      '{"i":"x1","t":9,"p":{}}',
      '{"i":{},"p":{"u":"/app/info"}}',
      deep,
    ]) {
      connection.sendRaw(frame);
    }
    connection.sendRaw(new Uint8Array([0, 255, 1, 255]));
    connection.sendRaw(
      '{"i":"900001","p":{"u":"/containers/start","b":{"json":{"engine":1},"meta":[[1,"__proto__","polluted"]]}}}',
    );
    connection.sendRaw('{"i":"900002","p":{"u":"http://elsewhere/app/info","m":"GET"}}');
    connection.sendRaw('{"i":"900003","p":{"u":"/app/info","h":{"content-type":"multipart/form-data"},"b":"x"}}');
    expect((await connection.client.app.info()).build).toBe('test');
    expect(connection.alive()).toBe(true);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  test('LB-12 what the contract refuses is a coded error for every verb, and the engine is never called', async () => {
    const before = called();
    const tried = new Set<string>();
    await fc.assert(
      fc.asyncProperty(fc.nat(verbs.length - 1), junk, async (index, input) => {
        const { path = '', schema } = verbs[index] ?? {};
        // As it comes over the wire: what JSON can't carry is gone.
        const sent = JSON.parse(JSON.stringify(input) ?? 'null');
        const verdict = await schema?.['~standard'].validate(sent);
        fc.pre(verdict?.issues !== undefined);
        tried.add(path);
        const answer = await connection.ask(path, sent);
        expect(answer, path).toMatchObject({ code: 'BERTH', data: { code: 'bad-input' } });
      }),
      { numRuns: 1_000 },
    );
    expect(tried.size).toBe(verbs.length);
    expect(called()).toBe(before);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    expect(connection.alive()).toBe(true);
    expect(berth.lines.filter((line) => line.includes('A fault in Berth'))).toEqual([]);
  });
});
