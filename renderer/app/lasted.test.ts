import { expect, test } from 'vitest';
import { thinSpace } from '../ui/format-bytes';
import { lasted } from './lasted';

test.each([
  [-5, '0.0 s'],
  [1_420, '1.4 s'],
  [12_700, '13 s'],
  [125_000, '2 min 5 s'],
  [119_600, '2 min 0 s'],
])('%i ms lasted "%s"', (ms, words) => {
  expect(lasted(ms).replaceAll(thinSpace, ' ')).toBe(words);
});
