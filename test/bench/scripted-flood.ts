import { mkdtempSync, rmSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startFakeEngine } from '../fake-engine/fake-engine';
import { fakeId } from '../fake-engine/fake-records';

export interface ScriptedFlood {
  /** DOCKER_HOST */
  readonly host: string;
  readonly container: string;
  /** Bytes sent so far. */
  readonly sent: number;
  stop(): Promise<void>;
}

export interface FloodOptions {
  /** As fast as it is taken when absent. */
  readonly bytesPerSecond?: number;
  /** Then the log only stays open. Without end when absent. */
  readonly lines?: number;
  /** Of a line, from 60 on; stamp and frame come on top. */
  readonly lineBytes: number;
}

/** Lines made at once. */
const blockLines = 4_000;
const numberDigits = 9;
const stampBytes = 31;

/** A scripted engine with one running container that logs numbered lines, all in the same second: `line 000000001 xxxx…`. */
export async function scriptedFlood(options: FloodOptions): Promise<ScriptedFlood> {
  const folder = mkdtempSync(join(tmpdir(), 'berth-bench-flood-'));
  const engine = await startFakeEngine({ socket: join(folder, 'engine.sock') });
  const container = fakeId(1);
  engine.containers.set(container, { id: container, name: 'flood', state: 'running' });
  let sent = 0;
  engine.on(({ path, query }, response) => {
    if (path !== `/containers/${container}/logs`) return false;
    response.writeHead(200, { 'Content-Type': 'application/vnd.docker.raw-stream' });
    response.flushHeaders();
    // Older lines: there are none.
    if (query.get('follow') !== '1') response.end();
    // The tail that a page begins with: none of the flood yet.
    else if (query.get('tail') === 'all') {
      void pour(response, options, (bytes) => {
        sent += bytes;
      });
    }
    return true;
  });
  return {
    host: engine.host,
    container,
    get sent() {
      return sent;
    },
    async stop() {
      await engine.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function pour(response: ServerResponse, options: FloodOptions, told: (bytes: number) => void): Promise<void> {
  const { bytesPerSecond = Number.POSITIVE_INFINITY, lines = Number.POSITIVE_INFINITY, lineBytes } = options;
  const frame = 8 + stampBytes + lineBytes;
  const began = performance.now();
  let poured = 0;
  for (let next = 1; next <= lines && !response.destroyed; next += blockLines) {
    const count = Math.min(blockLines, lines - next + 1);
    const block = blockOf(next, count, lineBytes);
    poured += count * frame;
    told(count * frame);
    if (!response.write(block)) await new Promise<void>((resolve) => onceEither(response, resolve));
    const early = (poured / bytesPerSecond) * 1_000 - (performance.now() - began);
    // Also lets the rest of this process live.
    await new Promise((resolve) => (early > 1 ? setTimeout(resolve, early) : setImmediate(resolve)));
  }
}

function onceEither(response: ServerResponse, done: () => void): void {
  const over = () => {
    response.off('drain', over);
    response.off('close', over);
    done();
  };
  response.once('drain', over);
  response.once('close', over);
}

const templates = new Map<number, Buffer>();

/** `count` frames, numbered from `first`. Only the numbers are written anew. */
function blockOf(first: number, count: number, lineBytes: number): Buffer {
  const frame = 8 + stampBytes + lineBytes;
  let template = templates.get(lineBytes);
  if (!template) {
    const stamp = `${new Date().toISOString().slice(0, 19)}.000000000Z `;
    const text = `${stamp}line ${'0'.repeat(numberDigits)} `.padEnd(stampBytes + lineBytes - 1, 'x');
    const one = Buffer.alloc(frame);
    one[0] = 1;
    one.writeUInt32BE(stampBytes + lineBytes, 4);
    one.write(`${text}\n`, 8, 'latin1');
    template = Buffer.concat(Array.from({ length: blockLines }, () => one));
    templates.set(lineBytes, template);
  }
  const block = Buffer.from(template.subarray(0, count * frame));
  for (let index = 0; index < count; index += 1) {
    const end = index * frame + 8 + stampBytes + 5 + numberDigits;
    let number = first + index;
    for (let at = end - 1; number > 0; at -= 1) {
      block[at] = 48 + (number % 10);
      number = Math.floor(number / 10);
    }
  }
  return block;
}
