import { mkdtempSync, rmSync } from 'node:fs';
import http from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { EngineId } from '../common/contract/ids';
import type { LayerProgress } from '../common/contract/jobs';
import { type Connection, createConnection } from './connection';
import type { EngineIdentity } from './port';
import { pullCalls } from './pull';

let dir: string;
let server: http.Server;
let connection: Connection;
let lines: readonly object[];
let hasImage: boolean;
let hangs: boolean;
let asked: string[];
let closed: Promise<void>;

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'berth-pull-'));
  [lines, hasImage, hangs, asked] = [[], true, false, []];
  let tellClosed: () => void = () => undefined;
  closed = new Promise((resolve) => {
    tellClosed = resolve;
  });
  server = http.createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    if (request.method === 'POST') {
      response.on('close', () => tellClosed());
      response.writeHead(200);
      // In odd pieces: a line is no packet.
      const text = lines.map((line) => `${JSON.stringify(line)}\r\n`).join('');
      response.write(text.slice(0, 17));
      response.write(text.slice(17));
      if (!hangs) response.end();
    } else if (hasImage) response.end(JSON.stringify({ Id: `sha256:${'a'.repeat(64)}` }));
    else response.writeHead(404).end(JSON.stringify({ message: 'No such image: x' }));
  });
  const path = join(dir, 'engine.sock');
  await new Promise<void>((resolve) => server.listen(path, resolve));
  connection = createConnection({ url: `unix://${path}` });
});
afterEach(async () => {
  connection.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  rmSync(dir, { recursive: true });
});

const calls = () => pullCalls({ id: 'e' as EngineId, identity: {} as EngineIdentity, connection });
async function pull(reference = 'nginx', signal = new AbortController().signal) {
  const seen: (readonly LayerProgress[])[] = [];
  for await (const layers of calls().pullImage(reference, { signal })) seen.push(layers);
  return seen.at(-1);
}
const layer = (id: string, status: string, current?: number, total?: number) => ({
  id: id.repeat(12),
  status,
  progressDetail: current === undefined ? {} : { current, total },
});
const code = (wanted: string) => expect.objectContaining({ data: expect.objectContaining({ code: wanted }) });

describe('what the engine says on the way', () => {
  test('a bar per layer, in the order of the image; sizes stay known between phases', async () => {
    lines = [
      { status: 'Pulling from library/nginx', id: 'latest' },
      layer('a', 'Already exists'),
      layer('b', 'Pulling fs layer'),
      layer('c', 'Pulling fs layer'),
      layer('b', 'Downloading', 10, 100),
      layer('b', 'Verifying Checksum'),
      layer('c', 'Extracting', 30, 60),
      layer('b', 'Pull complete'),
      { status: 'Digest: sha256:abc' },
      { status: 'Status: Downloaded newer image for nginx:latest' },
    ];
    expect(await pull()).toEqual([
      { id: 'a'.repeat(12), state: 'exists' },
      { id: 'b'.repeat(12), state: 'done', total: 100 },
      { id: 'c'.repeat(12), state: 'extracting', current: 30, total: 60 },
    ]);
  });

  test.each([
    ['nginx', 'fromImage=nginx&tag=latest'],
    ['h:5000/a/b:1', 'fromImage=h%3A5000%2Fa%2Fb&tag=1'],
    [`nginx@sha256:${'a'.repeat(64)}`, `fromImage=nginx&tag=sha256%3A${'a'.repeat(64)}`],
    [`nginx:1@sha256:${'a'.repeat(64)}`, `fromImage=nginx&tag=sha256%3A${'a'.repeat(64)}`],
  ])('%s is asked for by one tag, never by all', async (reference, query) => {
    lines = [{ status: 'Status: Image is up to date' }];
    await pull(reference);
    expect(asked[0]).toBe(`POST /images/create?${query}`);
  });
});

describe('ST-20: failed, never "done"', () => {
  test.each<[what: string, said: readonly object[], code: string]>([
    ['the stream just ends', [layer('b', 'Downloading', 10, 100)], 'engine-answer'],
    ['nothing comes at all', [], 'engine-answer'],
    ['every layer is there and no word more', [layer('b', 'Pull complete')], 'engine-answer'],
    [
      'an error comes last, after 200',
      [layer('b', 'Pulling fs layer'), { error: 'boom', errorDetail: { message: 'boom' } }],
      'engine-error',
    ],
    ['the registry has none', [{ error: 'manifest for nginx:x not found: manifest unknown' }], 'image-unknown'],
    ['the disk is full', [{ errorDetail: { message: 'write /x: no space left on device' } }], 'no-space'],
    ['it is asked to wait', [{ error: 'toomanyrequests: You have reached your pull rate limit' }], 'registry-busy'],
  ])('%s', async (_, said, wanted) => {
    lines = said;
    await expect(pull()).rejects.toEqual(code(wanted));
  });

  test('it says done and does not have it', async () => {
    lines = [{ status: 'Status: Downloaded newer image' }];
    hasImage = false;
    await expect(pull()).rejects.toEqual(code('engine-answer'));
  });

  test('Podman ends with the id of the image', async () => {
    lines = [layer('b', 'Pulling fs layer'), { status: 'Download complete', id: 'd'.repeat(64) }];
    await pull();
  });
});

test('an abort closes the socket, which ends the pull on the engine', async () => {
  hangs = true;
  lines = [layer('b', 'Downloading', 1, 2)];
  const controller = new AbortController();
  const pulling = pull('nginx', controller.signal);
  setTimeout(() => controller.abort(new Error('enough')), 50);
  await expect(pulling).rejects.toThrow('enough');
  await closed;
});
