import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fullReference, parseReference, type ReferenceProblem } from './image-reference';

const digest = `sha256:${'a'.repeat(64)}`;

describe('TA-12: the registry that a name really comes from', () => {
  test.each<[name: string, full: string, official: boolean]>([
    ['a', 'docker.io/library/a:latest', true],
    ['nginx:1.27', 'docker.io/library/nginx:1.27', true],
    ['docker.io/nginx', 'docker.io/library/nginx:latest', true],
    ['index.docker.io/library/nginx', 'docker.io/library/nginx:latest', true],
    ['a/b', 'docker.io/a/b:latest', false],
    ['h:5000/a', 'h:5000/a:latest', false],
    ['h:5000/a:1', 'h:5000/a:1', false],
    ['localhost/a', 'localhost/a:latest', false],
    ['registry.example/a/b/c', 'registry.example/a/b/c:latest', false],
    ['[::1]:5000/a:b', '[::1]:5000/a:b', false],
    ['127.0.0.1:5000/a', '127.0.0.1:5000/a:latest', false],
    [`a@${digest}`, `docker.io/library/a@${digest}`, true],
    [`h/a:1@${digest}`, `docker.io/h/a:1@${digest}`, false],
    ['a--b/c__d.e-f', 'docker.io/a--b/c__d.e-f:latest', false],
    // An upper-case first part is a host (distribution's reference, since 2.8).
    ['Foo/bar', 'Foo/bar:latest', false],
    [`a:${'t'.repeat(128)}`, `docker.io/library/a:${'t'.repeat(128)}`, true],
  ])('%s', (name, full, official) => {
    const parsed = parseReference(name);
    expect('problem' in parsed ? parsed : [fullReference(parsed), parsed.official]).toEqual([full, official]);
  });
});

test.each<[name: string, problem: ReferenceProblem]>([
  ['', 'empty'],
  ['A', 'upper-case'],
  ['a/B', 'upper-case'],
  ['h.io/A', 'upper-case'],
  ['a b', 'characters'],
  ['a//b', 'characters'],
  ['-a', 'characters'],
  ['a_', 'characters'],
  ['a___b', 'characters'],
  ['http://a', 'registry'],
  ['a:', 'tag'],
  ['a:-x', 'tag'],
  [`a:${'t'.repeat(129)}`, 'tag'],
  ['a@sha256:abc', 'digest'],
  ['a@', 'digest'],
  ['a'.repeat(64), 'image-id'],
  [digest, 'image-id'],
  [`h.io/${'a'.repeat(300)}`, 'too-long'],
  ['h_x.io/a', 'registry'],
])('%s is refused: %s', (name, problem) => expect(parseReference(name)).toEqual({ problem }));

test('a full name is its own full name; anything is answered', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[a-zA-Z0-9.:/@_-]{1,30}$/)), (text) => {
      const parsed = parseReference(text);
      if ('problem' in parsed) return;
      const again = parseReference(fullReference(parsed));
      expect('problem' in again ? again : fullReference(again)).toBe(fullReference(parsed));
    }),
    { numRuns: 1_000 },
  );
});
