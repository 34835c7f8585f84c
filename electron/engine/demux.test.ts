import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Demux } from './demux';
import { recorded, recordedEngines } from './normalize/fixtures/recorded';
import type { LogChunk } from './port';

interface Frame {
  readonly type: number;
  readonly bytes: Uint8Array;
}

function frame({ type, bytes }: Frame): Buffer {
  const header = Buffer.alloc(8);
  header[0] = type;
  header.writeUInt32BE(bytes.length, 4);
  return Buffer.concat([header, bytes]);
}

/** Streams in order, neighbours of one stream put together: what does not depend on where the bytes were cut. */
function meaning(chunks: readonly LogChunk[]): readonly (readonly [string, string])[] {
  const joined: [string, Buffer][] = [];
  for (const { stream, bytes } of chunks) {
    const last = joined.at(-1);
    if (last?.[0] === stream) last[1] = Buffer.concat([last[1], bytes]);
    else joined.push([stream, Buffer.from(bytes)]);
  }
  return joined.map(([stream, bytes]) => [stream, bytes.toString('hex')]);
}

/** Demux takes its bytes over: it gets copies. */
function readIn(given: Buffer, cuts: readonly number[]): Demux & { chunks: readonly LogChunk[] } {
  const wire = Buffer.from(given);
  const demux = new Demux();
  const edges = [0, ...[...cuts].sort((a, b) => a - b), wire.length];
  const chunks = edges.slice(1).flatMap((edge, index) => demux.push(wire.subarray(edges[index], edge)));
  return Object.assign(demux, { chunks });
}

const frames = fc.array(
  fc.record({ type: fc.constantFrom(0, 1, 2), bytes: fc.uint8Array({ minLength: 1, maxLength: 40 }) }),
  { maxLength: 30 },
);

describe('Demux', () => {
  test('ST-01: any split of the bytes gives the same streams', () => {
    fc.assert(
      fc.property(frames, fc.array(fc.nat(1_500), { maxLength: 20 }), (given, cuts) => {
        const wire = Buffer.concat(given.map(frame));
        const expected = meaning(
          given.map(({ type, bytes }) => ({ stream: type === 2 ? ('err' as const) : ('out' as const), bytes })),
        );
        const inside = cuts.map((cut) => Math.min(cut, wire.length));
        const read = readIn(wire, inside);
        expect(meaning(read.chunks)).toEqual(expected);
        expect(read.isCut).toBe(false);
        const oneByOne = readIn(
          wire,
          [...wire.keys()].map((at) => at + 1),
        );
        expect(meaning(oneByOne.chunks)).toEqual(expected);
      }),
      { numRuns: 300 },
    );
  });

  test('ST-01: a thousand frames in one piece; empty ones add nothing', () => {
    const wire = Buffer.concat(
      Array.from({ length: 1_000 }, (_, index) => frame({ type: 1, bytes: Buffer.from(index % 2 ? 'ab' : '') })),
    );
    expect(meaning(new Demux().push(wire))).toEqual([['out', Buffer.from('ab'.repeat(500)).toString('hex')]]);
  });

  test('a single frame in a piece is given without a copy', () => {
    const wire = frame({ type: 2, bytes: Buffer.from('hello') });
    const [chunk] = new Demux().push(wire);
    expect(chunk?.stream).toBe('err');
    expect(chunk?.bytes.buffer).toBe(wire.buffer);
  });

  test.each([3, 9, 0x32])('ST-02: a frame of kind %i is an error', (type) => {
    const wire = frame({ type, bytes: Buffer.from('x') });
    expect(() => new Demux().push(wire)).toThrow(
      expect.objectContaining({ data: expect.objectContaining({ code: 'engine-answer' }) }),
    );
  });

  test('ST-02: a header that claims 4 GB is an error, also byte by byte', () => {
    const wire = Buffer.from([1, 0, 0, 0, 0xff, 0xff, 0xff, 0xff]);
    const demux = new Demux();
    expect(() => [...wire].map((byte) => demux.push(Buffer.of(byte)))).toThrow(/engine-answer/);
  });

  test('says when a stream ended within a frame', () => {
    const wire = frame({ type: 1, bytes: Buffer.from('hello') });
    for (const length of [3, 8, 10]) expect(readIn(wire.subarray(0, length), []).isCut).toBe(true);
  });

  const lines = (given: readonly string[], cuts: readonly number[] = [], types: readonly number[] = []) => {
    const wire = Buffer.concat(
      given.map((text, index) => frame({ type: types[index] ?? 1, bytes: Buffer.from(text) })),
    );
    const demux = new Demux({ log: true });
    const edges = [0, ...cuts.map((cut) => Math.min(cut, wire.length)).sort((a, b) => a - b), wire.length];
    const copy = Buffer.from(wire);
    const chunks = edges.slice(1).flatMap((edge, index) => demux.push(copy.subarray(edges[index], edge)));
    expect(demux.isCut).toBe(false);
    const text = (stream: string) =>
      Buffer.concat(chunks.filter((chunk) => chunk.stream === stream).map(({ bytes }) => bytes)).toString();
    return [text('out'), text('err')];
  };
  const docker = '2026-11-25T08:11:26.123456789Z ';
  const podman = '2026-11-25T08:11:26Z ';
  const part = `${docker}${'x'.repeat(16_384)}`;

  test.each([
    [
      'a run that ended without a newline',
      [`${docker}last words`, `${docker}next run\n`],
      `${docker}last words\n${docker}next run\n`,
    ],
    [
      'parts of a long line, joined where lines are made',
      [part, part, `${docker}end\n`],
      `${part}${part}${docker}end\n`,
    ],
    [
      'Podman, which gives what was written at once',
      [`${podman}a`, `${podman} b`, `${podman}\n`, `${podman}c\n`],
      `${podman}a b\n${podman}c\n`,
    ],
    ['a piece without a stamp', [`${podman}a`, 'b', `${podman}c\n`], `${podman}abc\n`],
  ])('a line that no newline ended and the frame after it, wherever cut: %s', (_, given, expected) => {
    expect(lines(given)).toEqual([expected, '']);
    const length = given.reduce((sum, text) => sum + text.length + 8, 0);
    if (length < 1_000) {
      for (let cut = 1; cut < length; cut += 1) expect(lines(given, [cut])).toEqual([expected, '']);
      expect(
        lines(
          given,
          Array.from({ length }, (__, at) => at),
        ),
      ).toEqual([expected, '']);
    }
  });

  test('each stream has its own open line', () => {
    const given = [`${docker}open`, `${docker}whole\n`, `${docker}next\n`];
    expect(lines(given, [], [1, 2, 1])).toEqual([`${docker}open\n${docker}next\n`, `${docker}whole\n`]);
  });

  test.each(recordedEngines)('reads the log recorded from %s', (engine) => {
    const { base64 = '' } = recorded(engine, 'logs');
    const lines = new Demux()
      .push(Buffer.from(base64, 'base64'))
      .map(({ stream, bytes }) => [stream, Buffer.from(bytes).toString().replace(/^\S+ /, '')]);
    expect(lines.sort()).toEqual([
      ['err', 'err\n'],
      ['out', 'out\n'],
    ]);
  });
});
