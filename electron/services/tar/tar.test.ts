import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readTar } from './tar-reader';
import { type TarItem, tarEnd, tarHeader, tarPadding } from './tar-writer';

interface Sample extends TarItem {
  readonly content: Buffer;
}

const bytes = (max: number) =>
  fc
    .uint8Array({ minLength: 1, maxLength: max })
    .map((array) => Buffer.from(array.map((byte) => (byte === 0 ? 1 : byte))));
const sample: fc.Arbitrary<Sample> = fc
  .record({
    name: bytes(400),
    type: fc.constantFrom('0' as const, '2' as const, '5' as const),
    mode: fc.integer({ min: 0, max: 0o7777 }),
    uid: fc.integer({ min: 0, max: 0xfffffffe }),
    gid: fc.integer({ min: 0, max: 0xfffffffe }),
    modifiedAt: fc.integer({ min: 0, max: 4_000_000_000 }).map((seconds) => seconds * 1000),
    link: bytes(300),
    content: fc.uint8Array({ maxLength: 1500 }).map((array) => Buffer.from(array)),
  })
  .map((one) => (one.type === '0' ? { ...one, link: Buffer.alloc(0) } : { ...one, content: Buffer.alloc(0) }))
  .map((one) => ({ ...one, size: one.content.length }));

const written = (samples: readonly Sample[]) =>
  Buffer.concat([...samples.flatMap((one) => [tarHeader(one), one.content, tarPadding(one.content.length)]), tarEnd()]);

async function* pieces(tar: Buffer, size: number) {
  for (let at = 0; at < tar.length; at += size) yield tar.subarray(at, at + size);
}

test('what is written is read again, in pieces of any size, contents taken or not', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(sample, { maxLength: 5 }),
      fc.integer({ min: 1, max: 3000 }),
      fc.boolean(),
      async (samples, size, takes) => {
        const read: Sample[] = [];
        for await (const entry of readTar(pieces(written(samples), size))) {
          const { name, type, mode, uid, gid, modifiedAt, link, size: length } = entry;
          const content: Buffer[] = [];
          if (takes) for await (const part of entry.content()) content.push(part);
          read.push({
            ...{ name, type: type as '0', mode, uid, gid, modifiedAt, link, size: length },
            content: takes ? Buffer.concat(content) : (samples[read.length]?.content ?? Buffer.alloc(0)),
          });
        }
        expect(read).toEqual(samples);
      },
    ),
    { numRuns: 60 },
  );
});

test('tar itself reads what is written (long names too)', () => {
  const name = `${'d/'.repeat(80)}last`;
  const tar = written([{ name: Buffer.from(name), type: '0', content: Buffer.from('x'), size: 1 }]);
  expect(execFileSync('tar', ['-t'], { input: tar }).toString().trim()).toBe(name);
});

test('TA-01 what is no tar, or ends within a file, is an error and not an endless read', async () => {
  const all = async (tar: Buffer) => {
    for await (const entry of readTar(pieces(tar, 700))) for await (const _ of entry.content());
  };
  await expect(all(Buffer.alloc(2000, 65))).rejects.toMatchObject({ data: { code: 'engine-answer' } });
  const cut = written([{ name: Buffer.from('a'), type: '0', content: Buffer.alloc(900, 1), size: 900 }]).subarray(
    0,
    800,
  );
  await expect(all(cut)).rejects.toMatchObject({ data: { code: 'engine-answer' } });
});
