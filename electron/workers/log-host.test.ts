import { Buffer } from 'node:buffer';
import { describe, expect, it, vi } from 'vitest';
import { firstNumber as zero } from '../common/contract/log-rules';
import { indexPool } from './index-pool';
import { LogHost } from './log-host';
import { LogMerge } from './log-merge';
import { defaultLimits, type FromLogWorker, type LogQuestion } from './log-protocol';
import type { SegmentStorage } from './log-segment';
import { ResumeFilter } from './resume-point';

const fullDisk: SegmentStorage = {
  write: () => {
    throw new Error('ENOSPC: no space left on device');
  },
};

function hostOf(limits: Partial<typeof defaultLimits> = {}, storage = fullDisk) {
  const said: FromLogWorker[] = [];
  const host = new LogHost(storage, (message) => said.push(message), { ...defaultLimits, ...limits });
  const bytes = (source: number, text: string) => {
    const chunk = new Uint8Array(Buffer.from(text)).buffer;
    host.take({ kind: 'bytes', log: 'a', source, bytes: chunk, pieces: [0, chunk.byteLength] });
  };
  const ask = (question: Omit<Extract<LogQuestion, { name: 'window' }>, 'kind' | 'id' | 'log'>) => {
    host.take({ ...question, kind: 'ask', id: 1, log: 'a' } as LogQuestion);
    return (said.at(-1) as { value: { text: string }[] }).value;
  };
  return { host, said, bytes, ask };
}

const stamp = (seconds: number) => `2026-11-25T08:11:${String(seconds).padStart(2, '0')}.000000000Z `;

describe('LogHost', () => {
  it('stores, answers and says how far it is', async () => {
    const { host, said, bytes, ask } = hostOf();
    host.take({ kind: 'open', log: 'a', sources: 1 });
    bytes(0, `${stamp(1)}one\n${stamp(2)}two`);
    host.take({ kind: 'end', log: 'a', source: 0 });
    expect(ask({ name: 'window', from: zero, count: 10 }).map((line) => line.text)).toEqual(['one', 'two']);
    expect(said[0]).toMatchObject({ kind: 'taken', source: 0 });
    await expect
      .poll(() => said.find((message) => message.kind === 'status'))
      .toMatchObject({ first: zero, end: zero + 2 });
    host.close();
  });

  it('puts two sources in order of time', () => {
    const { host, bytes, ask } = hostOf();
    host.take({ kind: 'open', log: 'a', sources: 2 });
    bytes(0, `${stamp(1)}a1\n${stamp(3)}a3\n`);
    expect(ask({ name: 'window', from: zero, count: 10 })).toEqual([]);
    bytes(1, `${stamp(2)}b2\n${stamp(3)}b3\n`);
    host.take({ kind: 'end', log: 'a', source: 0 });
    host.take({ kind: 'end', log: 'a', source: 1 });
    expect(ask({ name: 'window', from: zero, count: 10 }).map((line) => line.text)).toEqual(['a1', 'b2', 'a3', 'b3']);
    host.close();
  });

  it('keeps within its bounds when the disk takes nothing', () => {
    const { host, said, bytes } = hostOf({ memoryBytes: 9 * 1024 * 1024 });
    host.take({ kind: 'open', log: 'a', sources: 1 });
    for (let index = 0; index < 40; index += 1) bytes(0, `${'x'.repeat(1023)}\n`.repeat(1024));
    expect(said.filter((message) => message.kind === 'disk-full')).toHaveLength(1);
    host.take({ kind: 'ask', id: 9, log: 'a', name: 'window', from: zero, count: 1 });
    expect((said.at(-1) as { value: unknown[] }).value).toEqual([]);
    host.take({ kind: 'ask', id: 9, log: 'a', name: 'line', number: zero + 40 * 1024 - 1 });
    expect((said.at(-1) as { value?: { number: number } }).value?.number).toBe(zero + 40 * 1024 - 1);
    host.close();
  });

  it('tells the whole count of a search as soon as it has it, not at the next telling', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout'] });
    const { host, said, bytes } = hostOf();
    host.take({ kind: 'open', log: 'a', sources: 1 });
    bytes(0, `${stamp(1)}one\n${stamp(2)}two\n`);
    host.take({ kind: 'ask', id: 5, log: 'a', name: 'search', matcher: { pattern: 'two' } });
    for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    expect(said.filter(({ kind }) => kind === 'progress')).toMatchObject([{ answer: { hits: 1, done: true } }]);
    host.close();
    vi.useRealTimers();
  });

  it('keeps no arrays for further lines once no log is open', () => {
    const { host, bytes } = hostOf();
    host.take({ kind: 'open', log: 'a', sources: 1 });
    host.take({ kind: 'open', log: 'b', sources: 1 });
    bytes(0, `${stamp(1)}x\n`.repeat(5_000));
    host.take({ kind: 'close', log: 'a' });
    expect(indexPool.room).toBeGreaterThan(4_096);
    host.take({ kind: 'close', log: 'b' });
    expect(indexPool.room).toBe(0);
    host.close();
  });

  it('answers about a closed log that it has expired', () => {
    const { host, said } = hostOf();
    host.take({ kind: 'ask', id: 4, log: 'x', name: 'window', from: zero, count: 1 });
    expect(said).toEqual([{ kind: 'failed', id: 4, reason: 'expired' }]);
  });
});

describe('LogMerge', () => {
  it('ST-19 is stable for equal stamps and stamps that go back', () => {
    const out: string[] = [];
    const merge = new LogMerge(
      2,
      (line) => out.push(String(line.bytes)),
      () => 0,
    );
    const push = (source: number, text: string, at: number) =>
      merge.push(source, { bytes: Buffer.from(text), at, meta: source, coloured: false });
    push(0, 'a5', 5);
    push(0, 'a3', 3);
    push(0, 'a6', 6);
    push(1, 'b5', 5);
    push(1, 'b6', 6);
    merge.close(0);
    merge.close(1);
    merge.drain();
    expect(out).toEqual(['a5', 'a3', 'b5', 'a6', 'b6']);
  });

  it('waits for a silent source only a moment', () => {
    let now = 0;
    const out: string[] = [];
    const merge = new LogMerge(
      2,
      (line) => out.push(String(line.bytes)),
      () => now,
    );
    const push = (source: number, text: string, at: number) => {
      merge.push(source, { bytes: Buffer.from(text), at, meta: source, coloured: false });
      merge.drain();
    };
    push(1, 'b1', 1);
    push(0, 'a9', 9);
    expect(out).toEqual(['b1']);
    now = 200;
    merge.drain();
    expect(out).toEqual(['b1', 'a9']);
    // Both have been silent for long; the line written first comes second.
    now = 1_000;
    push(0, 'a12', 12);
    now = 1_040;
    push(1, 'b11', 11);
    expect(out).toEqual(['b1', 'a9', 'b11']);
    now = 1_200;
    merge.drain();
    expect(out).toEqual(['b1', 'a9', 'b11', 'a12']);
  });
});

describe('ResumeFilter', () => {
  it('EN-05 drops exactly the lines it had, by stamp and count', () => {
    const filter = new ResumeFilter();
    const lines: [number, number, number][] = [
      [0, 100, 1],
      [0, 100, 5],
      [0, 100, 5],
      [1, 100, 4],
    ];
    for (const [stream, seconds, nanos] of lines) expect(filter.take(stream, seconds, nanos)).toBe(true);
    expect(filter.resume()).toEqual({ since: '99' });
    const again: [number, number, number][] = [...lines, [0, 100, 5], [1, 100, 4], [0, 101, 0]];
    expect(again.map(([stream, seconds, nanos]) => filter.take(stream, seconds, nanos))).toEqual([
      false,
      false,
      false,
      false,
      true,
      true,
      true,
    ]);
  });

  it('has no point to go on from before a stamped line', () => {
    expect(new ResumeFilter().resume()).toEqual({ since: undefined });
  });
});
