import { expect, test } from 'vitest';
import type { Bridge } from '../../bridge/bridge';
import { useDock } from '../../stores/dock';
import { tryOpening, useTries } from './open-request';

const size = { columns: 80, rows: 24 };

/** Makes an opening whose call ends as it is told. */
function stage() {
  let fail: (error: Error) => void = () => undefined;
  const open = () =>
    new Promise<never>((_resolve, reject) => {
      fail = reject;
    });
  const bridge = { client: { terminals: { open } } } as unknown as Bridge;
  useDock.getState().request({ kind: 'exec', engine: 'e', container: 'c' } as never, 'web');
  const opening = useDock.getState().openings.at(-1);
  if (!opening) throw new Error('no opening');
  const over = tryOpening(bridge, opening, size);
  return { key: opening.key, over, fail: () => fail(new Error('no shell')) };
}

test('what came of an opening is known while it is shown, and forgotten with it', async () => {
  const { key, over, fail } = stage();
  expect(useTries.getState()).toEqual({ [key]: 'under-way' });
  fail();
  await over;
  expect(useTries.getState()[key]).toMatchObject({});
  useDock.getState().settle(key, undefined);
  expect(useTries.getState()).toEqual({});
});

test('one that fails after it was closed leaves nothing', async () => {
  const { key, over, fail } = stage();
  useDock.getState().settle(key, undefined);
  fail();
  await over;
  expect(useTries.getState()).toEqual({});
});
