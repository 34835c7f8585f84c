import { expect, test } from 'vitest';
import { toFileStat } from './file-stat';

const header = (told: object) => Buffer.from(JSON.stringify(told)).toString('base64');

test('Docker: Go’s bits become the system’s', () => {
  const told = { name: 'a', size: 5, mode: 8389097, mtime: '2026-11-25T09:02:04Z', linkTarget: '' };
  expect(toFileStat(header(told))).toEqual({
    ...{ kind: 'file', size: 5, mode: 0o4751 },
    modifiedAt: Date.UTC(2026, 10, 25, 9, 2, 4),
  });
});

test('Podman tells a target for everything; only a link has one', () => {
  const told = {
    name: 'x',
    size: 4096,
    mode: 2147484141,
    mtime: '2026-11-25T09:02:06.7Z',
    isDir: true,
    linkTarget: '/tmp/x',
  };
  expect(toFileStat(header(told))).toMatchObject({ kind: 'directory', mode: 0o755 });
  expect(toFileStat(header(told))).not.toHaveProperty('target');
  const link = { ...told, name: 'a', mode: 134218239, isDir: false, linkTarget: '/tmp/x/a' };
  expect(toFileStat(header(link))).toMatchObject({ kind: 'link', target: '/tmp/x/a', mode: 0o777 });
});

test.each([
  ['not base64 of JSON', '%%%'],
  ['a list', header([])],
])('%s is nothing', (_, text) => {
  expect(toFileStat(text)).toBeUndefined();
});
