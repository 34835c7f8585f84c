// @vitest-environment jsdom
import type { StatsSample } from '@common/contract/stats';
import { act, cleanup, render, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createFakeMain, type FakeMain } from '../../../test/page/fake-main';
import { connected, container } from '../../../test/page/samples';
import { App } from '../../app/app';
import { type Bridge, createBridge } from '../../bridge/bridge';

const web = container('web');
const db = container('db');
const old = container('old', { state: 'exited', exitCode: 0 });
let main: FakeMain;
let bridge: Bridge;
/** The streams that are open, by what they were asked for. */
let open: { readonly ids: readonly string[]; readonly pace: string; tell(sample: StatsSample): void }[];

beforeEach(() => {
  Object.defineProperty(HTMLElement.prototype, 'clientWidth', { configurable: true, value: 1600 });
  Object.defineProperty(HTMLElement.prototype, 'clientHeight', { configurable: true, value: 800 });
  Object.defineProperty(HTMLElement.prototype, 'offsetWidth', { configurable: true, value: 1600 });
  Object.defineProperty(HTMLElement.prototype, 'offsetHeight', { configurable: true, value: 800 });
  open = [];
  main = createFakeMain();
  main.engines.set(connected);
  main.containers.set([web, db, old]);
  main.handlers.set('stats.watch', (input, signal) => watch(input as { ids: string[]; pace: string }, signal));
});
afterEach(() => {
  cleanup();
  bridge.close();
  show('visible');
});

async function* watch({ ids, pace }: { ids: string[]; pace: string }, signal: AbortSignal) {
  const waiting: StatsSample[] = [];
  let wake = () => {};
  const tell = (sample: StatsSample) => {
    waiting.push(sample);
    wake();
  };
  const stream = { ids, pace, tell };
  open.push(stream);
  signal.addEventListener('abort', () => wake());
  while (!signal.aborted) {
    const batch = waiting.splice(0);
    if (batch.length > 0) yield batch;
    else {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  }
  open.splice(open.indexOf(stream), 1);
}

function show(state: 'visible' | 'hidden'): void {
  Object.defineProperty(document, 'visibilityState', { configurable: true, value: state });
  document.dispatchEvent(new Event('visibilitychange'));
}

async function start(): Promise<void> {
  location.hash = '#/containers';
  bridge = createBridge(main.open);
  render(<App bridge={bridge} />);
  await screen.findByRole('row', { name: /web/ });
}

const asked = () => open.map(({ ids, pace }) => [...ids, pace].join(' '));

test('what runs on screen is sampled by one calm stream, and its figures stand in its row', async () => {
  await start();
  await waitFor(() => expect(asked()).toEqual([`${[web.id, db.id].toSorted().join(' ')} calm`]));
  act(() => open[0]?.tell({ id: web.id, at: 1, cpu: 0.124, memory: 412 * 2 ** 20 }));
  const row = screen.getByRole('row', { name: /web/ });
  await within(row).findByText(/^12\.4\s%$/);
  within(row).getByText(/^412\sMiB$/);
  expect(within(screen.getByRole('row', { name: /old/ })).getAllByText('–').length).toBeGreaterThanOrEqual(2);
});

test('one that stops is asked for no more, and shows dashes', async () => {
  await start();
  await waitFor(() => expect(asked()).toHaveLength(1));
  act(() => open[0]?.tell({ id: web.id, at: 1, cpu: 0.5, memory: 1 }));
  await screen.findByText(/^50\.0\s%$/);
  act(() => main.containers.set([{ ...web, state: 'exited', exitCode: 1 }, db, old]));
  await waitFor(() => expect(asked()).toEqual([`${db.id} calm`]));
  expect(screen.queryByText(/^50\.0\s%$/)).toBeNull();
});

test('a hidden page asks for nothing, and goes on when it is seen', async () => {
  await start();
  await waitFor(() => expect(asked()).toHaveLength(1));
  act(() => show('hidden'));
  await waitFor(() => expect(asked()).toEqual([]));
  act(() => show('visible'));
  await waitFor(() => expect(asked()).toHaveLength(1));
});

test('without its columns nothing is sampled', async () => {
  main.settings.set({
    ...main.settings.value,
    lists: { containers: { hidden: ['cpu', 'memory'], filters: {} } },
  });
  await start();
  await new Promise((resolve) => setTimeout(resolve, 600));
  expect(asked()).toEqual([]);
});
