import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { firstNumber as zero } from '../common/contract/log-rules';
import { untilText } from '../services/older-log';
import { sourceOf } from './log-segment';
import { OlderLines } from './older-lines';
import { OpenLog } from './open-log';
import { SourceStart } from './source-start';

interface Entry {
  readonly stream: number;
  /** ms */
  readonly at: number;
  readonly text: string;
}

const base = Date.UTC(2026, 10, 29, 8);
const noStorage = {
  write: () => {
    throw new Error('nothing is spilled');
  },
};

/** What an engine sends of these entries, with stamps of whole seconds as Podman writes them, or with Docker's decimals. */
function send(entries: readonly Entry[], coarse: boolean, take: (stream: number, bytes: Uint8Array) => void): void {
  for (const { stream, at, text } of entries) {
    const iso = new Date(at).toISOString();
    const stamp = coarse ? `${iso.slice(0, 19)}Z` : `${iso.slice(0, 23)}000000Z`;
    take(stream, Buffer.from(`${stamp} ${text}\n`));
  }
}

/** As engines do it: so many from the newest on, of those the ones up to the moment; the file has the exact times. */
function reply(all: readonly Entry[], tail: number, until: number): readonly Entry[] {
  const limit = Number(untilText(until)) * 1000;
  return all.slice(Math.max(0, all.length - tail)).filter(({ at }) => at <= limit);
}

const entries = fc
  .array(fc.record({ stream: fc.nat(1), pause: fc.constantFrom(0, 0, 0, 1, 400, 1_000) }), { maxLength: 40 })
  .map((steps) => {
    let at = base;
    return steps.map(({ stream, pause }, index): Entry => {
      at += pause;
      return { stream, at, text: String(index) };
    });
  });

it('loads all that is older, in order and once, also where many lines have one stamp', () => {
  fc.assert(
    fc.property(
      fc.array(entries, { minLength: 1, maxLength: 2 }),
      fc.integer({ min: 1, max: 6 }),
      fc.integer({ min: 1, max: 10 }),
      fc.boolean(),
      (sources, tail, count, coarse) => {
        const log = new OpenLog(
          { sources: sources.length },
          noStorage,
          () => undefined,
          () => 1e9,
        );
        sources.forEach((all, source) => {
          send(all.slice(-tail), coarse, (stream, bytes) => {
            const own = new Uint8Array(bytes);
            log.bytes(source, own.buffer, [stream, own.length]);
          });
          log.end(source);
        });
        log.settle();
        let more = true;
        for (let load = 0; more && load < 100; load += 1) {
          log.olderBegin().forEach(({ until = base + 1e9, have }, source) => {
            send(reply(sources[source] ?? [], have + count, until), coarse, (stream, bytes) =>
              log.olderBytes(source, stream, bytes),
            );
          });
          const ended = log.olderEnd(count, []);
          log.insert(ended.lines);
          more = ended.more;
        }
        expect(more).toBe(false);
        const { first, end } = log.store;
        const lines = first === end ? [] : log.store.window(first, end - first);
        sources.forEach((all, source) => {
          const loaded = lines.filter((line) => line.source === source).map(({ text }) => text);
          expect(loaded).toEqual(all.map(({ text }) => text));
        });
        expect(end).toBe(zero + sources.reduce((sum, all) => sum + Math.min(tail, all.length), 0));
      },
    ),
    { numRuns: 300 },
  );
});

it('tells from which line on none is missing, also of a source that begins late and has no more', () => {
  const log = new OpenLog(
    { sources: 2 },
    noStorage,
    () => undefined,
    () => 1e9,
  );
  expect(log.whole).toBe(zero);
  const entriesAt = (...seconds: readonly number[]) =>
    seconds.map((second): Entry => ({ stream: 0, at: base + second * 1_000, text: String(second) }));
  const all = [entriesAt(100, 101), entriesAt(10, 20, 30, 40, 50, 60)];
  all.forEach((own, source) => {
    send(own.slice(-2), false, (stream, bytes) => {
      const chunk = new Uint8Array(bytes);
      log.bytes(source, chunk.buffer, [stream, chunk.length]);
    });
    log.end(source);
  });
  log.settle();
  expect(log.whole).toBe(zero + 2);
  const load = () => {
    log.olderBegin().forEach(({ until = 0, have }, source) => {
      send(reply(all[source] ?? [], have + 3, until), false, (stream, bytes) => log.olderBytes(source, stream, bytes));
    });
    const { lines, more } = log.olderEnd(3, []);
    log.insert(lines);
    return more;
  };
  expect([load(), log.whole, log.store.first]).toEqual([true, zero - 3, zero - 3]);
  expect(load()).toBe(false);
  log.hasAll();
  expect([log.whole, log.store.first]).toEqual([zero - 4, zero - 4]);
});

it('keeps no more than its bound of all sources together, and then the newest lines of each', () => {
  const most = 100_000;
  const count = 1_000;
  const older = new OlderLines(
    Array.from({ length: 4 }, () => new SourceStart()),
    most,
  );
  for (let source = 0; source < 4; source += 1) {
    // Of the last few lines only.
    const written = source === 3 ? 5 : count;
    const all = Array.from({ length: written }, (_, index) => ({
      stream: 0,
      at: base + (count - written + index) * 10 + source,
      text: String(count - written + index).padStart(100),
    }));
    send(all, false, (stream, bytes) => older.bytes(source, stream, bytes));
  }
  const { lines, more } = older.end(count * 2, []);
  expect(more).toBe(true);
  expect(lines.reduce((sum, { bytes }) => sum + bytes.length, 0)).toBeLessThan(most);
  expect(lines.length).toBeGreaterThan(most / 100 / 4);
  expect(lines.map(({ at }) => at)).toEqual(lines.map(({ at }) => at).toSorted((one, two) => one - two));
  // From where the lines begin none is missing.
  const [first] = lines;
  for (let source = 0; source < 3; source += 1) {
    const own = lines.filter(({ meta }) => sourceOf(meta) === source).map(({ bytes }) => Number(String(bytes)));
    expect(own.at(-1)).toBe(count - 1);
    expect(own).toEqual(Array.from({ length: own.length }, (_, index) => count - own.length + index));
    expect(base + (count - own.length - 1) * 10 + source).toBeLessThan(first?.at ?? 0);
  }
});
