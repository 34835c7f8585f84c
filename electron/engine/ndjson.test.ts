import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { NdjsonReader } from './ndjson';

function readIn(wire: Buffer, cuts: readonly number[]): readonly unknown[] {
  const reader = new NdjsonReader();
  const edges = [0, ...cuts.map((cut) => Math.min(cut, wire.length)).sort((a, b) => a - b), wire.length];
  const lines = edges.slice(1).flatMap((edge, index) => reader.push(wire.subarray(edges[index], edge)));
  return [...lines, ...reader.end()].map(({ value }) => value);
}

const object = fc.dictionary(fc.string({ unit: 'grapheme', maxLength: 5 }), fc.jsonValue({ maxDepth: 2 }), {
  maxKeys: 4,
});

describe('NdjsonReader', () => {
  test('ST-03: any split, CRLF, blank lines and several objects in a line give the same objects', () => {
    const separators = fc.constantFrom('\n', '\r\n', '\n\n\r\n', '', ' ');
    fc.assert(
      fc.property(
        fc.array(fc.tuple(object, separators), { maxLength: 8 }),
        fc.array(fc.nat(600), { maxLength: 20 }),
        (given, cuts) => {
          const wire = Buffer.from(given.map(([value, separator]) => JSON.stringify(value) + separator).join(''));
          const expected = given.map(([value]) => JSON.parse(JSON.stringify(value)));
          expect(readIn(wire, cuts)).toEqual(expected);
          expect(readIn(wire, [...wire.keys()])).toEqual(expected);
        },
      ),
      { numRuns: 300 },
    );
  });

  test('ST-03: a cut inside of a character', () => {
    const wire = Buffer.from('{"a":"é🐳"}\n');
    for (let cut = 1; cut < wire.length; cut += 1) expect(readIn(wire, [cut])).toEqual([{ a: 'é🐳' }]);
  });

  test('keeps the text of each object', () => {
    const lines = new NdjsonReader().push(Buffer.from('{"n":9007199254740993}{"n":1}\n'));
    expect(lines.map(({ text }) => text)).toEqual(['{"n":9007199254740993}', '{"n":1}']);
  });

  test('what is not JSON is an error, not silence', () => {
    expect(() => new NdjsonReader().push(Buffer.from('<html>\n'))).toThrow(/engine-answer/);
    expect(() => new NdjsonReader().push(Buffer.from('{"a":1}{"b"\n'))).toThrow(/engine-answer/);
  });

  test('a line without an end stops at the limit', () => {
    const reader = new NdjsonReader(1_000);
    expect(() => {
      for (let sent = 0; sent < 5_000; sent += 100) reader.push(Buffer.alloc(100, 0x61));
    }).toThrow(/engine-answer/);
  });
});
