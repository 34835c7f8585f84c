import { expect, test } from 'vitest';
import type { ContainerId } from '../common/contract/ids';
import { keptFor, SampleRing } from './sample-ring';

const id = 'a'.repeat(64) as ContainerId;

test('keeps what was told and what was not, in order', () => {
  const ring = new SampleRing(id);
  ring.push({ id, at: 1_000, memory: 1_048_576, pids: 3 });
  ring.push({ id, at: 2_000, cpu: 0.5, memory: 0 });
  expect(ring.samples(2_000)).toEqual([
    { id, at: 1_000, memory: 1_048_576, pids: 3 },
    { id, at: 2_000, cpu: 0.5, memory: 0 },
  ]);
});

test('holds half an hour and no more, over the end of its room', () => {
  const ring = new SampleRing(id);
  const seconds = 5_000;
  for (let second = 0; second < seconds; second += 1) ring.push({ id, at: second * 1_000, pids: second });
  const kept = ring.samples((seconds - 1) * 1_000);
  expect(kept).toHaveLength(keptFor / 1_000 + 1);
  expect(kept.every(({ at, pids }, index) => at === (index + 3_199) * 1_000 && pids === index + 3_199)).toBe(true);
});

test('what is older than half an hour by now is not told, however few there are', () => {
  const ring = new SampleRing(id);
  ring.push({ id, at: 1_000 });
  expect(ring.samples(1_000 + keptFor)).toHaveLength(1);
  expect(ring.samples(1_001 + keptFor)).toEqual([]);
});
