import { expect, test } from 'vitest';
import { shortName } from './image-rules';

test.each([
  ['docker.io/library/nginx:1', 'nginx:1'],
  ['docker.io/sample/shell:1', 'sample/shell:1'],
  ['localhost/mine:1', 'mine:1'],
  ['localhost:5000/mine:1', 'localhost:5000/mine:1'],
  ['ghcr.io/a/b:1', 'ghcr.io/a/b:1'],
  ['docker.io.evil/library/x:1', 'docker.io.evil/library/x:1'],
  ['docker.io/x:1', 'docker.io/x:1'],
  ['nginx:1', 'nginx:1'],
  ['sample/shell@sha256:abc', 'sample/shell@sha256:abc'],
  ['', ''],
])('%s', (name, expected) => {
  expect(shortName(name)).toBe(expected);
});
