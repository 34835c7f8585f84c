import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LineSplitter } from './line-splitter';

interface Line {
  readonly text: string;
  readonly at: number;
  readonly coloured: boolean;
}

function split(chunks: readonly Uint8Array[], limit?: number, tty = false): Line[] {
  const lines: Line[] = [];
  const splitter = new LineSplitter(
    (bytes, start, end, stamp, coloured) => {
      lines.push({ text: bytes.toString('utf8', start, end), at: stamp.at, coloured });
    },
    { limit, tty },
  );
  for (const chunk of chunks) splitter.push(Buffer.from(chunk));
  splitter.flush();
  return lines;
}

function texts(input: string | Buffer, limit?: number): string[] {
  return split([Buffer.from(input)], limit).map((line) => line.text);
}

const stamp = '2026-11-25T08:11:26.123456789Z ';
const later = '2026-11-25T08:11:26.123999999Z ';
const at = Date.UTC(2026, 10, 25, 8, 11, 26, 123) + 0.456789;

describe('LineSplitter', () => {
  it('takes the stamp off each line', () => {
    const lines = split([Buffer.from(`${stamp}one\n2026-11-25T08:11:27Z two\n2026-11-25T09:11:27+01:00 \nno stamp\n`)]);
    expect(lines.map((line) => line.text)).toEqual(['one', 'two', '', 'no stamp']);
    expect(lines[0]?.at).toBeCloseTo(at, 3);
    expect(lines[1]?.at).toBe(Date.UTC(2026, 10, 25, 8, 11, 27));
    expect(lines[2]?.at).toBe(Date.UTC(2026, 10, 25, 8, 11, 27));
    expect(lines[3]?.at).toBeNaN();
  });

  it('ST-07 joins the parts of a long line under one stamp', () => {
    const parts = Array.from({ length: 64 }, (_, index) => String.fromCharCode(97 + (index % 26)).repeat(16_384));
    const bytes = `${parts.map((part, index) => (index ? later : stamp) + part).join('')}${later}end\n${later}next\n`;
    const lines = split([Buffer.from(bytes)]);
    expect(lines.map((line) => line.text)).toEqual([`${parts.join('')}end`, 'next']);
    expect(lines[0]?.at).toBeCloseTo(at, 3);
  });

  it('ST-07 joins parts whose cut characters the engine replaced', () => {
    // 16,384 bytes of three-byte characters: the last one is cut, json-file writes U+FFFD for its first byte …
    const first = `${'€'.repeat(5461)}\ufffd`;
    // … and two for the rest.
    const second = `\ufffd\ufffd${'€'.repeat(10)}`;
    expect(texts(`${stamp}${first}${later}${second}\n`)).toEqual([first + second]);
  });

  it('keeps a stamp that the program itself wrote', () => {
    const own = `${'x'.repeat(20_000)}${later}y`;
    expect(texts(`${stamp}${own}\n`)).toEqual([own]);
    const earlier = `${'x'.repeat(16_384)}2020-01-01T00:00:00.000000000Z y`;
    expect(texts(`${stamp}${earlier}\n`)).toEqual([earlier]);
  });

  it("keeps a TTY's runs apart, wherever the bytes are cut", () => {
    const bytes = Buffer.from(
      `${stamp}begun\r\n${stamp}last words${later}begun\r\n${later}$ ${later}$ ${later}end\r\n`,
    );
    const expected = ['begun', 'last words', 'begun', '$ ', '$ ', 'end'];
    for (let cut = 0; cut < bytes.length; cut += 1) {
      const lines = split([bytes.subarray(0, cut), bytes.subarray(cut)], undefined, true);
      expect(lines.map((line) => line.text)).toEqual(expected);
    }
    const own = `${later}at ${stamp}and 2020-01-01T00:00:00Z `;
    expect(split([Buffer.from(`${own}\n`)], undefined, true).map((line) => line.text)).toEqual([
      own.slice(later.length),
    ]);
  });

  it('ST-08 keeps NUL, marks what is not UTF-8, does carriage returns within the line', () => {
    expect(texts(`${stamp}a\0b\n`)).toEqual(['a\0b']);
    expect(texts(Buffer.concat([Buffer.from(`${stamp}a`), Buffer.from([0xff, 0xed, 0xa0, 0x80, 10])]))).toEqual([
      'a\ufffd\ufffd\ufffd\ufffd',
    ]);
    expect(texts(`${stamp}10 %\r20 %\r100 %\r\n`)).toEqual(['100 %']);
    expect(texts(`${stamp}abcdef\rxy\n`)).toEqual(['xycdef']);
    expect(texts(`${stamp}abcdef\r\x1b[Kxy\n`)).toEqual(['xy']);
    expect(texts(`${stamp}ab\bc\n`)).toEqual(['ac']);
  });

  it('ME-08 drops what steers a terminal and keeps colours', () => {
    const [line] = split([
      Buffer.from(
        `${stamp}\x1b[31mred\x1b[0m \x1b]8;;javascript:alert(1)\x1b\\link\x1b]8;;\x07 \x1b[2J\x1b[10;1Hend\n`,
      ),
    ]);
    expect(line?.text).toBe('\x1b[31mred\x1b[0m link end');
    expect(line?.coloured).toBe(true);
  });

  it('ME-08 does not let an unended sequence hide the rest', () => {
    expect(texts(`${stamp}a\x1b]0;b c\n${stamp}d\x1bPq\n`)).toEqual(['a]0;b c', 'dPq']);
  });

  it('gives out the last line without a newline', () => {
    expect(texts(`${stamp}a\n${stamp}b`)).toEqual(['a', 'b']);
  });

  it('breaks an endless line at the limit and loses nothing', () => {
    const text = 'x'.repeat(2_500);
    expect(texts(`${stamp}${text}\nafter\n`, 1_000).join('')).toBe(`${text}after`);
  });

  const piece = fc.oneof(
    fc.constantFrom(
      stamp,
      later,
      '\n',
      '\r\n',
      '\r',
      '\b',
      '\0',
      '\x1b[1;31m',
      '\x1b[0m',
      '\x1b]0;t\x07',
      '\x1b[',
      '€',
      '🚢',
    ),
    fc.string({ maxLength: 20 }),
    fc.constant(`${stamp}${'p'.repeat(16_384)}`),
    fc.uint8Array({ maxLength: 8 }),
  );

  it('ST-01 gives the same lines for any split of the bytes', () => {
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 30 }),
        fc.array(fc.nat(), { maxLength: 40 }),
        fc.constantFrom(50, 20_000, undefined),
        (pieces, cuts, limit) => {
          const bytes = Buffer.concat(pieces.map((one) => Buffer.from(one as string)));
          const places = [0, ...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length].sort((a, b) => a - b);
          const chunks = places.slice(1).map((end, index) => bytes.subarray(places[index], end));
          expect(split(chunks, limit)).toEqual(split([bytes], limit));
        },
      ),
      { numRuns: 400 },
    );
  });

  it('ST-01 gives the same lines byte by byte', () => {
    const bytes = Buffer.from(
      `${stamp}one\r\n${later}t\x1b[32mwo\x1b[0m\n${stamp}${'p'.repeat(16_384)}${later}q\nlast`,
    );
    expect(split([...bytes].map((byte) => Uint8Array.of(byte)))).toEqual(split([bytes]));
  });
});
