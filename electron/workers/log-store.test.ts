import { Buffer } from 'node:buffer';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { firstNumber as zero } from '../common/contract/log-rules';
import { packMeta } from './log-segment';
import { LogStore } from './log-store';
import { SegmentFiles } from './segment-files';

const root = mkdtempSync(join(tmpdir(), 'berth-log-store-'));
afterEach(() => rmSync(root, { recursive: true, force: true }));

function filled(count: number, text: (index: number) => string): LogStore {
  const store = new LogStore(new SegmentFiles(root));
  for (let index = 0; index < count; index += 1) {
    const bytes = Buffer.from(text(index));
    store.add(bytes, 0, bytes.length, 1_000 + index, packMeta(3, 1), false);
  }
  return store;
}

const long = (index: number) => `line ${index} ${'x'.repeat(90)}`;

describe('LogStore', () => {
  it('gives the window asked for, across segments, in memory and from disk', () => {
    const store = filled(100_000, long);
    expect(store.segments.length).toBeGreaterThan(2);
    expect(store.spillOldest()).toBe(true);
    const seam = store.segments[0]?.count ?? 0;
    const lines = store.window(zero + seam - 2, 4);
    expect(lines.map((line) => line.text)).toEqual([-2, -1, 0, 1].map((offset) => long(seam + offset)));
    expect(lines[0]).toMatchObject({ number: zero + seam - 2, source: 3, stream: 'err', at: 1_000 + seam - 2 });
    expect(store.window(zero + 99_999, 10).map((line) => line.number)).toEqual([zero + 99_999]);
    expect(store.window(zero + 100_000, 10)).toEqual([]);
    store.close();
  });

  it('drops the oldest and keeps the numbers', () => {
    const store = filled(100_000, long);
    store.spillOldest();
    const dropped = store.segments[0]?.count ?? 0;
    const before = store.bytes;
    expect(store.dropOldest()).toBe(true);
    expect(store.first).toBe(zero + dropped);
    expect(store.end).toBe(zero + 100_000);
    expect(store.dropped).toBe(dropped);
    expect(store.bytes).toBeLessThan(before);
    expect(store.window(zero, dropped + 1).map((line) => line.number)).toEqual([zero + dropped]);
    expect(store.line(zero)).toBeUndefined();
    store.close();
  });

  it('removes its files when closed', () => {
    const store = filled(100_000, long);
    store.spillOldest();
    const [folder = ''] = readdirSync(root);
    expect(readdirSync(join(root, folder))).toHaveLength(1);
    store.close();
    expect(readdirSync(join(root, folder))).toHaveLength(0);
  });

  it('cuts a very long line in a window, not in `line`', () => {
    const store = filled(3, (index) => (index === 1 ? '€'.repeat(2_000_000) : 'short'));
    const [, line] = store.window(zero, 3);
    expect(line?.text).toBe('€'.repeat(2_730));
    expect((line?.cut ?? 0) + Buffer.byteLength(line?.text ?? '')).toBe(6_000_000);
    expect(store.line(zero + 1)?.text).toBe('€'.repeat(2_000_000));
    expect(store.line(zero + 1)?.cut).toBeUndefined();
    store.close();
  });

  it('keeps a long line whole that is the first of a small log', () => {
    for (const length of [65_535, 65_536, 100_000, 1_000_000]) {
      const store = filled(2, (index) => (index === 0 ? 'x'.repeat(length) : 'after'));
      expect(store.line(zero)?.text).toHaveLength(length);
      expect(store.window(zero + 1, 1)[0]?.text).toBe('after');
      store.close();
    }
  });

  it('keeps a full window small', () => {
    const store = filled(2_000, () => 'y'.repeat(8_000));
    const size = store.window(zero, 2_000).reduce((sum, line) => sum + line.text.length, 0);
    expect(size).toBeLessThan(1_700_000);
    store.close();
  });

  it('needs no more than 20 bytes of memory a line beside the text', () => {
    const store = filled(500_000, () => 'z');
    expect(store.indexBytes / 500_000).toBeLessThan(20);
    store.close();
  });
});

describe('SegmentFiles', () => {
  it('removes what dead processes left and nothing else', () => {
    const left = new SegmentFiles(root, '999999999-x');
    left.write(Buffer.from('left'));
    const alive = new SegmentFiles(root, `${process.ppid}-x`);
    alive.write(Buffer.from('alive'));
    new SegmentFiles(root);
    expect(readdirSync(root)).toEqual([`${process.ppid}-x`]);
  });
});
