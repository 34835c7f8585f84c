import { emptyRunSpec } from '@common/run-line/empty-run-spec';
import { expect, test } from 'vitest';
import { cleanSpec, isInBlankRow } from './clean-spec';
import { wordsKind } from './draft-input';
import { sectionCount, sectionOf } from './sections';
import { startArgv } from './start-argv';

test('rows that were added and not filled are no part of the spec; empty words of a command are', () => {
  const spec = {
    ...emptyRunSpec('a'),
    ports: [
      { containerPort: '', protocol: 'tcp' as const },
      { hostPort: '1', containerPort: '', protocol: 'tcp' as const },
    ],
    env: [{ name: '', value: '' }, { name: 'A' }],
    networks: [{ name: '', aliases: [] }],
    dns: ['', '1.1.1.1'],
    command: ['', 'x'],
  };
  expect(cleanSpec(spec)).toMatchObject({
    ports: [{ hostPort: '1' }],
    env: [{ name: 'A' }],
    networks: [],
    dns: ['1.1.1.1'],
    command: ['', 'x'],
  });
  expect(isInBlankRow(spec, 'ports.0.containerPort')).toBe(true);
  expect(isInBlankRow(spec, 'ports.1.containerPort')).toBe(false);
});

test('an entrypoint given here drops the image’s command', () => {
  const image = { entrypoint: ['tini', '--'], command: ['serve'] };
  const texts = (spec: Parameters<typeof startArgv>[0]) => startArgv(spec, image).parts.map(({ text }) => text);
  expect(texts({ command: [] })).toEqual(['tini', '--', 'serve']);
  expect(texts({ command: ['x'] })).toEqual(['tini', '--', 'x']);
  expect(texts({ command: [], entrypoint: ['sh'] })).toEqual(['sh']);
  expect(texts({ command: ['x'], entrypoint: [] })).toEqual(['x']);
  expect(startArgv({ command: ['x'] }, image)).toMatchObject({ entrypoint: 'image', command: 'form' });
});

test('what a section says is counted, defaults are not', () => {
  const spec = { ...emptyRunSpec('a'), memory: 1, oomKillDisable: true, health: { disabled: false, retries: 3 } };
  expect(sectionCount(spec, 'resources')).toBe(2);
  expect(sectionCount(spec, 'health')).toBe(1);
  expect(sectionCount(emptyRunSpec('a'), 'advanced')).toBeUndefined();
  expect(sectionOf('mounts.0.source')).toBe('mounts');
  expect(sectionOf('logDriver')).toBe('advanced');
});

test('a command is read as a shell reads it, and written so that it is read the same', () => {
  expect(wordsKind.read(`sh -c 'a | b'`)).toEqual(['sh', '-c', 'a | b']);
  expect(wordsKind.read(`sh -c 'a`)).toBeUndefined();
  expect(wordsKind.read('a | b')).toBeUndefined();
  for (const words of [
    ['a b', "it's", ''],
    ['$HOME', 'x\ny'],
  ]) {
    expect(wordsKind.read(wordsKind.write(words))).toEqual(words);
  }
});
