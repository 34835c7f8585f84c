// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createFakeMain, type FakeMain } from '../../../test/page/fake-main';
import { connected, container, image, info } from '../../../test/page/samples';
import { type Bridge, createBridge } from '../../bridge/bridge';
import { type Opening, useDock } from '../../stores/dock';
import { useScreen } from '../../stores/screen';
import { noTabs } from '../../ui/dock-tree';
import { App } from '../app';

let main: FakeMain;
let bridge: Bridge;

beforeEach(() => {
  main = createFakeMain();
  main.engines.set(connected);
  main.info = info;
  main.containers.set([
    container('web-1', { compose: { project: 'shop' } }),
    container('web-2', { state: 'exited', exitCode: 0, compose: { project: 'shop' } }),
  ]);
  main.images.set([image('docker.io/library/nginx:1.27')]);
  for (const verb of ['restart', 'stop', 'delete'])
    main.handlers.set(`containers.${verb}`, () => ({ job: 'j', items: [] }));
  location.hash = '#/engines';
  bridge = createBridge(main.open);
  render(<App bridge={bridge} />);
});
afterEach(() => {
  cleanup();
  bridge.close();
  useScreen.setState({ paletteOpen: false, activityOpen: false, keysOpen: false });
});

const control = { key: 'k', code: 'KeyK', ctrlKey: true };

async function open(query = '') {
  await screen.findByText('1 running of 2');
  fireEvent.keyDown(document.body, control);
  const field = await screen.findByRole('combobox', { name: 'Search or run a command' });
  if (query) fireEvent.change(field, { target: { value: query } });
  return field;
}
const lines = () => screen.getAllByRole('option').map((line) => line.textContent);
const calls = (verb: string) => main.calls.filter((call) => call.verb === verb).map(({ input }) => input);

test('a combobox with its listbox: the active option is named, arrows move it, the command is shown', async () => {
  const field = await open('restart web');
  const list = screen.getByRole('listbox', { name: 'Results' });
  expect(field.getAttribute('aria-controls')).toBe(list.id);
  const active = () => document.getElementById(field.getAttribute('aria-activedescendant') ?? '');
  expect(active()?.textContent).toContain('Restart web-1');
  expect(active()?.getAttribute('aria-selected')).toBe('true');
  expect(within(screen.getByRole('dialog')).getByRole('region', { name: 'Command' }).textContent).toBe(
    'docker restart web-1',
  );
  fireEvent.keyDown(field, { key: 'ArrowDown' });
  expect(active()?.textContent).toContain('Restart web-2');
  fireEvent.keyDown(field, { key: 'ArrowUp' });
  fireEvent.keyDown(field, { key: 'ArrowUp' });
  expect(active()?.getAttribute('aria-posinset')).toBe(active()?.getAttribute('aria-setsize'));
});

test('Enter does it once, remembers the use and closes; a held Enter does nothing', async () => {
  const field = await open('restart web-1');
  fireEvent.keyDown(field, { key: 'Enter', repeat: true });
  expect(calls('containers.restart')).toEqual([]);
  fireEvent.keyDown(field, { key: 'Enter' });
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  await waitFor(() => expect(calls('containers.restart')).toHaveLength(1));
  expect(main.settings.value.uses).toMatchObject({ 'restart web-1': { weight: 1 } });
});

test('what the state forbids is shown with its reason and not done', async () => {
  const field = await open('stop web-2');
  const [first] = screen.getAllByRole('option');
  expect(first?.getAttribute('aria-disabled')).toBe('true');
  expect(first?.textContent).toContain('It is not running');
  fireEvent.keyDown(field, { key: 'Enter' });
  expect(calls('containers.stop')).toEqual([]);
  expect(screen.getByRole('dialog')).toBeTruthy();
});

test('delete opens its question and deletes nothing by itself', async () => {
  const field = await open('delete web-2');
  fireEvent.keyDown(field, { key: 'Enter' });
  expect(await screen.findByRole('alertdialog', { name: 'Delete web-2?' })).toBeTruthy();
  expect(calls('containers.delete')).toEqual([]);
});

test('stopping all of a project shows what it would touch first', async () => {
  const field = await open('stop all shop');
  expect(lines()[0]).toContain('Stop all of shop');
  fireEvent.keyDown(field, { key: 'Enter' });
  expect(await screen.findByRole('alertdialog', { name: 'Stop web-1?' })).toBeTruthy();
  expect(calls('containers.stop')).toEqual([]);
});

test('Ctrl-Enter opens a shell instead; pages and images are found too', async () => {
  const asked: Opening[] = [];
  // Taken away before it is drawn: there is no canvas here to measure letters on.
  const undo = useDock.subscribe(({ openings }) => {
    asked.push(...openings);
    if (openings.length > 0) useDock.setState({ open: false, openings: [], layout: noTabs });
  });
  const field = await open('web-1');
  fireEvent.keyDown(field, { key: 'Enter', ctrlKey: true });
  await waitFor(() => expect(asked).toMatchObject([{ name: 'web-1', request: { kind: 'exec' } }]));
  undo();
  useDock.getState().show(false);
  await open('nginx');
  expect(lines()[0]).toContain('nginx:1.27');
  fireEvent.change(screen.getByRole('combobox', { name: 'Search or run a command' }), {
    target: { value: 'settings' },
  });
  expect(lines()[0]).toContain('Go to Settings');
});

test('Esc closes and gives the focus back; Ctrl-K again closes, and works on a Russian keyboard', async () => {
  await screen.findByText('1 running of 2');
  const button = screen.getByRole('button', { name: 'Search or run a command' });
  button.focus();
  const field = await open();
  await waitFor(() => expect(document.activeElement).toBe(field));
  fireEvent.keyDown(field, { key: 'Escape' });
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  await waitFor(() => expect(document.activeElement).toBe(button));
  fireEvent.keyDown(document.body, { key: 'л', code: 'KeyK', ctrlKey: true });
  fireEvent.keyDown(await screen.findByRole('combobox', { name: 'Search or run a command' }), control);
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
});

test('a theme is a line too; the one that is set says so', async () => {
  const field = await open('dark theme');
  expect(lines()[0]).toContain('Dark theme');
  fireEvent.keyDown(field, { key: 'Enter' });
  await waitFor(() => expect(main.settings.value.theme).toBe('dark'));
  await open('dark theme');
  expect(lines()[0]).toContain('It is so already');
});

test('nothing found says so', async () => {
  await open('qqqqq');
  expect(screen.queryAllByRole('option')).toEqual([]);
  expect(screen.getByText(/Nothing matches/)).toBeTruthy();
});

/** jsdom has none, and lays nothing out that it could tell of. */
class NoResizes {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
}

test('the logs of a project are one log', async () => {
  vi.stubGlobal('ResizeObserver', NoResizes);
  const field = await open('logs of all shop');
  expect(lines()[0]).toContain('Logs of all of shop');
  fireEvent.keyDown(field, { key: 'Enter' });
  await screen.findByRole('heading', { level: 1, name: 'Logs' });
  expect(screen.getByText('of the project')).toBeTruthy();
  vi.unstubAllGlobals();
});

test('what makes something of a container is found: its file system exported, too', async () => {
  await open('export web-1');
  expect(lines()[0]).toContain('Export the file system of web-1');
});
