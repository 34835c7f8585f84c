// @vitest-environment jsdom
import { act, cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createFakeMain, type FakeMain } from '../../../test/page/fake-main';
import { connected, info, job } from '../../../test/page/samples';
import { App } from '../../app/app';
import { type Bridge, createBridge } from '../../bridge/bridge';
import { useScreen } from '../../stores/screen';

let main: FakeMain;
let bridge: Bridge;
const written = vi.fn(async (_: string) => undefined);

beforeEach(() => {
  main = createFakeMain();
  main.engines.set(connected);
  main.info = info;
  for (const verb of ['clear', 'undo']) main.handlers.set(`jobs.${verb}`, () => undefined);
  Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText: written } });
});
afterEach(() => {
  cleanup();
  bridge.close();
  useScreen.setState({ activityOpen: false });
});

async function open() {
  location.hash = '#/engines';
  bridge = createBridge(main.open);
  render(<App bridge={bridge} />);
  fireEvent.click(await screen.findByRole('button', { name: /^Activity/ }));
  return within(await screen.findByRole('region', { name: 'Activity' }));
}
const called = (verb: string) => main.calls.filter((call) => call.verb === verb).map(({ input }) => input);

test('progress of a pull: a bar for each layer, in numbers and words', async () => {
  main.jobs.set([
    job({
      verb: 'pull',
      noun: 'image',
      state: 'running',
      endedAt: undefined,
      command: 'docker pull postgres:18',
      items: [
        {
          id: 'postgres:18',
          name: 'postgres:18',
          state: 'running',
          progress: {
            kind: 'layers',
            layers: [
              { id: '952132ac251a', state: 'exists', total: 28_200_000 },
              { id: '82659f8f1b76', state: 'downloading', current: 25_000_000, total: 100_000_000 },
            ],
          },
        },
      ],
    }),
  ]);
  const region = await open();
  expect((await region.findByText('Pulling postgres:18')).textContent).toBeTruthy();
  expect(region.getByRole('progressbar', { name: 'Layer 82659f8f1b76' }).getAttribute('aria-valuenow')).toBe('25');
  expect(region.getByText('already here')).toBeTruthy();
  expect(region.getByText(/25\.0.MB of 100.MB/)).toBeTruthy();
});

test('filters by state and by words, says when nothing is left, and shows all again', async () => {
  main.jobs.set([
    job({ command: 'docker stop alpha' }),
    job({ state: 'failed', verb: 'start', command: 'docker start beta' }),
  ]);
  const region = await open();
  const entries = () => region.queryAllByRole('listitem').length;
  await waitFor(() => expect(entries()).toBe(2));
  fireEvent.click(region.getByRole('button', { name: 'Failed 1' }));
  expect(entries()).toBe(1);
  fireEvent.change(region.getByRole('searchbox', { name: 'Search activity' }), { target: { value: 'alpha' } });
  expect(entries()).toBe(0);
  fireEvent.click(region.getByRole('button', { name: 'Show all' }));
  expect(entries()).toBe(2);
});

test('undo where there is an inverse; clear finished; an empty one says what it is for', async () => {
  const stopped = job({ items: [{ id: 'a', name: 'web', state: 'done', undo: { verb: 'start' } }] });
  main.jobs.set([stopped]);
  const region = await open();
  fireEvent.click(await region.findByRole('button', { name: 'Undo' }));
  await waitFor(() => expect(called('jobs.undo')).toEqual([{ id: stopped.id }]));
  act(() => main.jobs.set([{ ...stopped, undoneBy: stopped.id }]));
  expect(await region.findByText('taken back')).toBeTruthy();
  expect(region.queryByRole('button', { name: 'Undo' })).toBeNull();
  fireEvent.click(region.getByRole('button', { name: 'Clear finished' }));
  await waitFor(() => expect(called('jobs.clear')).toHaveLength(1));
  act(() => main.jobs.set([]));
  expect(await region.findByText(/Nothing was done yet/)).toBeTruthy();
});

test('by keys: arrows walk, Enter opens the items, c copies, Esc closes and gives the focus back', async () => {
  main.jobs.set([
    job({ items: ['x', 'y', 'z'].map((id) => ({ id, name: `name-${id}`, state: 'done' as const })) }),
    job({ command: 'docker stop newest' }),
  ]);
  const region = await open();
  const [first, second] = await region.findAllByRole('listitem');
  const toggle = screen.getByRole('button', { name: /^Activity/ });
  first?.focus();
  fireEvent.keyDown(first as Element, { key: 'ArrowDown' });
  await waitFor(() => expect(document.activeElement).toBe(second));
  fireEvent.keyDown(second as Element, { key: 'Enter' });
  expect(await region.findByText('name-y')).toBeTruthy();
  fireEvent.keyDown(second as Element, { key: 'c' });
  expect(written.mock.lastCall?.[0]).toContain('- name-y: done');
  fireEvent.keyDown(second as Element, { key: 'Escape' });
  await waitFor(() => expect(screen.queryByRole('region', { name: 'Activity' })).toBeNull());
  expect(toggle).toBeTruthy();
});

test('500 entries: those on screen are drawn', async () => {
  main.jobs.set(Array.from({ length: 500 }, (_, at) => job({ command: `docker stop c${at}` })));
  const region = await open();
  await region.findByText('docker stop c499');
  expect(region.getAllByRole('listitem').length).toBeLessThan(40);
  expect(region.getByRole('button', { name: 'All 500' })).toBeTruthy();
});
