import { bytesToText } from '@common/std/byte-text';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { filePart, pathOfPart } from './file-address';
import { pageOf, paths } from './paths';

test('any path comes back from its address, decoded by a router or not', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
      const path = `/${bytesToText(bytes.map((byte) => byte || 1))}`;
      expect(pathOfPart(filePart(path))).toBe(path);
      expect(decodeURI(filePart(path))).toBe(filePart(path));
    }),
  );
});

test.each(['', 'etc', '~zz', '~2', '~2f~00', '~2F'])('%j is no path', (part) => {
  expect(pathOfPart(part)).toBeUndefined();
});

test('an address names the folder', () => {
  const id = 'f'.repeat(64) as never;
  expect(pageOf(paths.files(id, '/etc/a b'))).toEqual({ kind: 'container', id, tab: 'files', folder: '/etc/a b' });
  expect(pageOf(paths.container(id, 'files'))).toEqual({ kind: 'container', id, tab: 'files' });
  expect(pageOf(`/containers/${id}/logs/~2f`).kind).toBe('unknown');
});
