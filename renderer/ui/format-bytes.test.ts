import fc from 'fast-check';
import { expect, it } from 'vitest';
import { formatBytes, formatMemory } from './format-bytes';

const plain = (text: string): string => text.replaceAll('\u2009', ' ');

it('writes sizes in base 1000 with three figures', () => {
  const sizes = [0, 999, 1000, 1234, 9_995, 41_400_000, 671_000_000, 1_120_000_000, 999_999, 5e15];
  expect(sizes.map((size) => plain(formatBytes(size)))).toEqual([
    '0 B',
    '999 B',
    '1.00 kB',
    '1.23 kB',
    '10.0 kB',
    '41.4 MB',
    '671 MB',
    '1.12 GB',
    '1.00 MB',
    '5.00 PB',
  ]);
});

it('writes memory in base 1024', () => {
  const MiB = 1024 ** 2;
  expect([512, 2048, 412 * MiB, 1023.6 * MiB, 1.24 * 1024 * MiB].map((size) => plain(formatMemory(size)))).toEqual([
    '512 B',
    '2 KiB',
    '412 MiB',
    '1.0 GiB',
    '1.2 GiB',
  ]);
});

it('shows a dash for what is not known', () => {
  expect([undefined, -1, Number.NaN].map(formatBytes)).toEqual(['–', '–', '–']);
});

it('never shows four figures below the last unit', () => {
  fc.assert(
    fc.property(fc.nat({ max: 2 ** 50 }), (bytes) => {
      const figure = Number(formatBytes(bytes).split('\u2009')[0]?.replaceAll(',', ''));
      expect(figure).toBeLessThan(1000);
    }),
  );
});
