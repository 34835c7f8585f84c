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
