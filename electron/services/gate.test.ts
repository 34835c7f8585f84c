import { expect, test } from 'vitest';
import { createGate } from './gate';

const never = new AbortController().signal;

test('lets so many in, then one for each that leaves, in order', async () => {
  const gate = createGate(2);
  const inside: number[] = [];
  const ways = [0, 1, 2, 3].map(async (number) => {
    const leave = await gate.enter(never);
    inside.push(number);
    return leave;
  });
  const [first] = ways;
  await new Promise(setImmediate);
  expect(inside).toEqual([0, 1]);
  const leave = await first;
  leave?.();
  leave?.(); // twice is once
  await new Promise(setImmediate);
  expect(inside).toEqual([0, 1, 2]);
});

test('who gives up is passed over', async () => {
  const gate = createGate(1);
  const leave = await gate.enter(never);
  const stop = new AbortController();
  const given = gate.enter(stop.signal);
  const next = gate.enter(never);
  stop.abort();
  await expect(given).rejects.toThrow();
  leave();
  await next;
});
