import { expect, test } from 'vitest';
import type { Engine, EngineEvent } from '../engine/port';
import { createEventHub } from './events';
import { createLog } from './log';

const event = (timeNano: bigint, action: string, subject = 'a'): EngineEvent => ({
  noun: 'container',
  action,
  subject,
  attributes: {},
  timeNano,
});

/** An engine whose events end after those given; it keeps what was asked. */
function engineWith(events: readonly EngineEvent[], asked: (bigint | undefined)[]): Engine {
  return {
    identity: { clockOffset: 60_000 },
    async *events({ sinceNano }: { sinceNano?: bigint }) {
      asked.push(sinceNano);
      yield* events;
    },
  } as never;
}

const options = () => ({ signal: new AbortController().signal, heard: () => undefined });

test('resumes where it broke off and tells nothing twice, also within one of Podman’s seconds', async () => {
  const hub = createEventHub(createLog(() => undefined));
  const told: string[] = [];
  hub.onEvent(({ action, subject }) => told.push(`${action} ${subject}`));
  const asked: (bigint | undefined)[] = [];
  await hub.follow(engineWith([event(1n, 'create'), event(2n, 'start'), event(2n, 'start', 'b')], asked), options());
  const replay = [event(2n, 'start'), event(2n, 'start', 'b'), event(2n, 'die', 'b'), event(3n, 'start', 'b')];
  await hub.follow(engineWith(replay, asked), options());
  expect(told).toEqual(['create a', 'start a', 'start b', 'die b', 'start b']);
  expect(asked[1]).toBe(2n);
});

test('the first subscription begins a little before now by the engine’s clock, so that no list misses a change', async () => {
  const hub = createEventHub(createLog(() => undefined));
  const asked: (bigint | undefined)[] = [];
  await hub.follow(engineWith([], asked), options());
  const behind = Date.now() + 60_000 - Number((asked[0] ?? 0n) / 1_000_000n);
  expect(behind).toBeGreaterThanOrEqual(3_000);
  expect(behind).toBeLessThan(4_000);
});

test('a listener that throws does not keep the others from hearing, and is logged', async () => {
  const lines: string[] = [];
  const hub = createEventHub(createLog((line) => lines.push(line)));
  let heard = 0;
  hub.onEvent(() => {
    throw new Error('broken');
  });
  const undo = hub.onEvent(() => {
    heard += 1;
  });
  await hub.follow(engineWith([event(1n, 'start')], []), options());
  undo();
  await hub.follow(engineWith([event(2n, 'die')], []), options());
  expect(heard).toBe(1);
  expect(lines.join('')).toContain('broken');
});
