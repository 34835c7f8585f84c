import { MessageChannel } from 'node:worker_threads';
import { createORPCClient, ORPCError } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import type { ContractRouterClient } from '@orpc/contract';
import { afterEach, expect, test } from 'vitest';
import { createCarrier } from '../common/carrier';
import { BerthError } from '../common/contract/errors';
import type { Contract } from '../common/contract/index';
import { createLog } from './log';
import { os, osWithErrors } from './os';

const lines: string[] = [];
const log = createLog((line) => lines.push(line));
const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
  lines.length = 0;
});

let watching = 0;
const info = os.app.info.handler(() => {
  throw new TypeError('a bug');
});
const inspect = os.containers.inspect.handler(({ input }) => {
  throw new BerthError('not-found', { noun: 'container', name: input.id }, { raw: 'No such container' });
});
const change = os.settings.change.handler(({ input }) => input as never);
const watch = os.settings.watch.handler(async function* ({ signal }) {
  watching += 1;
  try {
    yield {} as never;
    await new Promise((resolve) => signal?.addEventListener('abort', resolve));
  } finally {
    watching -= 1;
  }
});
const notices = os.app.notices.handler(async function* () {
  yield [];
  throw new BerthError('expired', { noun: 'notices' });
});

function connect() {
  const router = osWithErrors(log).router({
    app: { info, notices },
    containers: { inspect },
    settings: { change, watch },
  } as never);
  const { port1, port2 } = new MessageChannel();
  createCarrier(router, { frameLimit: 10_000, callLimit: 3 }).overMessagePort(port1);
  closers.push(() => port1.close());
  const client = createORPCClient<ContractRouterClient<Contract>>(new RPCLink({ port: port2 }));
  port1.start();
  port2.start();
  return { client, raw: port2 };
}

async function dataOf(call: Promise<unknown>): Promise<unknown> {
  const error = await call.then(
    () => 'no error',
    (thrown) => thrown,
  );
  return error instanceof ORPCError && error.code === 'BERTH' && error.defined ? error.data : error;
}

test('a coded error arrives with its parameters and the raw words', async () => {
  const { client } = connect();
  const id = 'a'.repeat(64) as never;
  expect(await dataOf(client.containers.inspect({ engine: 'local' as never, id }))).toEqual({
    code: 'not-found',
    params: { noun: 'container', name: id },
    raw: 'No such container',
  });
});

test('an unknown throw is logged with its stack and sent as internal with the id of the entry', async () => {
  const { client } = connect();
  const data = (await dataOf(client.app.info())) as { code: string; id: string };
  expect(data.code).toBe('internal');
  expect(lines.join('')).toContain(data.id);
  expect(lines.join('')).toMatch(/TypeError: a bug\n\s+at /);
});

test('input that the contract refuses names the field', async () => {
  const { client } = connect();
  expect(await dataOf(client.settings.change({ zoom: 7 }))).toMatchObject({
    code: 'bad-input',
    params: { field: 'zoom' },
  });
  expect(lines).toEqual([]);
});

test('an error in the middle of a stream is coded too', async () => {
  const { client } = connect();
  const stream = await client.app.notices();
  await stream.next();
  expect(await dataOf(stream.next())).toEqual({ code: 'expired', params: { noun: 'notices' } });
});

test('unknown verb, oversized and malformed frames are coded errors and the connection lives', async () => {
  const { client, raw } = connect();
  const anyClient = client as never as { no: { such: () => Promise<unknown> } };
  expect(await dataOf(anyClient.no.such())).toEqual({ code: 'unknown-verb', params: { verb: 'no.such' } });
  expect(await dataOf(client.settings.change({ engine: 'x'.repeat(20_000) }))).toEqual({
    code: 'too-large',
    params: { limit: '10000' },
  });
  for (const frame of [
    '{"i":"900"',
    '{"i":"901","p":null}',
    '{"i":"902","p":{"u":"/app/info","b":7,"h":3}}',
    'x',
    '[]',
    'null',
  ])
    raw.postMessage(frame);
  raw.postMessage({ i: 1 });
  raw.postMessage(new Uint8Array([255, 254, 255]));
  expect(await client.settings.change({ zoom: 100 })).toEqual({ zoom: 100 });
});

test("a cancelled stream ends in main and is nobody's error", async () => {
  const { client } = connect();
  const controller = new AbortController();
  const stream = await client.settings.watch(undefined, { signal: controller.signal });
  await stream.next();
  expect(watching).toBe(1);
  controller.abort();
  await expect.poll(() => watching).toBe(0);
  expect(lines).toEqual([]);
});

test('more open calls than a connection may have are told busy', async () => {
  const { client } = connect();
  for (let count = 0; count < 3; count += 1) await client.settings.watch().then((stream) => stream.next());
  expect(await dataOf(client.settings.change({ zoom: 100 }))).toEqual({ code: 'busy', params: { limit: '3' } });
});
