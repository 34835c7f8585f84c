import type { ImageId } from '@common/contract/ids';
import { describe, expect, test } from 'vitest';
import { imageName, imageTitle, parseTag } from './image-names';

test.each([
  ['alpine:3.21', 'alpine', '3.21'],
  ['host:5000/a/b:x', 'host:5000/a/b', 'x'],
  ['host:5000/a', 'host:5000/a', ''],
  ['localhost/sample/web:1', 'localhost/sample/web', '1'],
])('parseTag %s', (reference, repository, tag) => {
  expect(parseTag(reference)).toEqual({ repository, tag });
});

describe('imageTitle', () => {
  test('several tags of one image are one', () => {
    expect(imageTitle({ tags: ['ubuntu:noble', 'ubuntu:24.04', 'base:1'], digests: [] })).toEqual({
      repository: 'ubuntu',
      tags: [
        { shown: '24.04', reference: 'ubuntu:24.04' },
        { shown: 'base:1', reference: 'base:1' },
        { shown: 'noble', reference: 'ubuntu:noble' },
      ],
      byDigest: false,
    });
  });

  test('tags are in the order of their figures', () => {
    const { tags } = imageTitle({ tags: ['a:10', 'a:9'], digests: [] });
    expect(tags.map(({ shown }) => shown)).toEqual(['9', '10']);
  });

  test('by digest only, and no name at all', () => {
    expect(imageTitle({ tags: [], digests: ['redis@sha256:ab'] })).toEqual({
      repository: 'redis',
      tags: [],
      byDigest: true,
    });
    expect(imageTitle({ tags: [], digests: [] })).toEqual({ repository: undefined, tags: [], byDigest: false });
  });
});

test('imageName', () => {
  const id = `sha256:${'ab'.repeat(32)}` as ImageId;
  expect(imageName({ id, tags: ['b:1', 'a:1'], digests: [] })).toBe('a:1');
  expect(imageName({ id, tags: [], digests: ['redis@sha256:ab'] })).toBe('abababababab');
});
