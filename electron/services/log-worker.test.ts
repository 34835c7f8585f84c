import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'vite';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { firstNumber as zero } from '../common/contract/log-rules';
import type { FromLogWorker } from '../workers/log-protocol';
import { createLog } from './log';
import { createLogWorker, WorkerDied } from './log-worker';

const folder = mkdtempSync(join(tmpdir(), 'berth-log-worker-'));
const script = join(folder, 'dying.mjs');

beforeAll(async () => {
  const input = fileURLToPath(new URL('../workers/logs.worker.ts', import.meta.url));
  await build({
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true },
    build: {
      ssr: input,
      outDir: folder,
      emptyOutDir: false,
      rolldownOptions: { output: { entryFileNames: 'logs.worker.mjs' } },
    },
  });
  // The real thread, which dies of one word.
  writeFileSync(
    script,
    `import { parentPort } from 'node:worker_threads';
     import './logs.worker.mjs';
     parentPort.on('message', (message) => {
       if (message.kind === 'bytes' && Buffer.from(message.bytes).includes('die now')) process.exit(3);
     });`,
  );
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function bytes(text: string) {
  const buffer = new Uint8Array(Buffer.from(text)).buffer;
  return { kind: 'bytes', log: 'a', source: 0, bytes: buffer, pieces: [0, buffer.byteLength] } as const;
}

it('EX-07 starts the thread anew when it dies, and says so', async () => {
  const heard: FromLogWorker[] = [];
  let restarts = 0;
  const worker = createLogWorker({
    folder: join(folder, 'logs'),
    log: createLog(() => undefined),
    heard: (message) => heard.push(message),
    restarted: () => {
      restarts += 1;
      worker.tell({ kind: 'open', log: 'a', sources: 1 });
    },
    script: pathToFileURL(script),
  });
  try {
    worker.tell({ kind: 'open', log: 'a', sources: 1 });
    const first = bytes('2026-11-25T08:11:26Z one\n');
    worker.tell(first, [first.bytes]);
    expect(first.bytes.byteLength).toBe(0);
    const window = () => worker.ask('window', { log: 'a', from: zero, count: 10 });
    expect((await window()).map((line) => line.text)).toEqual(['one']);
    await expect.poll(() => heard.some((message) => message.kind === 'status' && message.end === zero + 1)).toBe(true);

    worker.tell(bytes('die now\n'));
    await expect(window()).rejects.toThrow(WorkerDied);
    expect(restarts).toBe(1);
    worker.tell(bytes('again\n'));
    expect((await window()).map((line) => line.text)).toEqual(['again']);
  } finally {
    worker.close();
  }
});
