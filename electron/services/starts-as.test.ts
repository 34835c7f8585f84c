import { expect, test } from 'vitest';
import { toStartsAs } from './starts-as';

const config = { entrypoint: [], command: [], user: '', workingDirectory: '' };

test('tells the text that a shell reads from words that are run as they are', () => {
  expect(toStartsAs({ ...config, command: ['/bin/sh', '-c', 'a && b'] })).toMatchObject({
    form: 'shell',
    script: 'a && b',
  });
  expect(toStartsAs({ ...config, entrypoint: ['/bin/bash', '-c', 'exec a'], command: ['x'] })).toMatchObject({
    form: 'shell',
    script: 'exec a',
  });
  // A shell with arguments of its own was written as words.
  expect(toStartsAs({ ...config, command: ['sh', '-c', 'echo "$1"', 'sh', 'x'] }).form).toBe('exec');
  const words = toStartsAs({ ...config, entrypoint: ['/app'], command: ['/bin/sh', '-c', 'x'], user: '1' });
  expect(words).toEqual({ ...config, entrypoint: ['/app'], command: ['/bin/sh', '-c', 'x'], user: '1', form: 'exec' });
});
