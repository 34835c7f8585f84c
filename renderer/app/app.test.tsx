// @vitest-environment jsdom
import { act, cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createFakeMain, type FakeMain } from '../../test/page/fake-main';
import { connected, container, engine, image, info, job, noEngine } from '../../test/page/samples';
import { type Bridge, createBridge } from '../bridge/bridge';
import { useScreen } from '../stores/screen';
import { useToasts } from '../stores/toasts';
import { App } from './app';

let main: FakeMain;
let bridge: Bridge;

async function open(hash = '#/engines'): Promise<void> {
  location.hash = hash;
  bridge = createBridge(main.open);
  render(<App bridge={bridge} />);
  await screen.findByRole('navigation', { name: 'Main' });
}

const status = () => screen.getByRole('status', { name: 'Engine' }).textContent;
const says = (text: string) => waitFor(() => expect(status()).toBe(text));

beforeEach(() => {
  main = createFakeMain();
  main.engines.set(connected);
  main.info = info;
  main.containers.set([container('web-1'), container('old', { state: 'exited', exitCode: 0 })]);
  main.images.set([image('nginx:1.27')]);
});

afterEach(() => {
  cleanup();
  bridge.close();
  useToasts.setState({ toasts: [] });
  useScreen.setState({ activityOpen: false, keysOpen: false });
});

describe('the frame', () => {
  test('tells the engine’s state, what runs and how many there are', async () => {
    await open();
    await says('Connected · API 1.51');
    await screen.findByText('1 running of 2');
    const nav = within(screen.getByRole('navigation', { name: 'Main' }));
    expect(
      nav
        .getAllByRole('link')
        .map((link) => [link.querySelector('.app-nav-name')?.textContent, link.getAttribute('href')]),
    ).toEqual([
      ['Containers', '#/containers'],
      ['Images', '#/images'],
      ['Engines', '#/engines'],
      ['Settings', '#/settings'],
    ]);
    await waitFor(() => expect(nav.getByRole('link', { name: 'Containers' }).textContent).toContain('2'));
  });

  test('EN-04 a lost engine: said, dated, and gone by itself when it is back', async () => {
    await open();
    await says('Connected · API 1.51');
    const error = { code: 'engine-unreachable', params: { address: 'unix:///x.sock', reason: 'refused' } } as const;
    act(() =>
      main.engines.set({
        ...connected,
        engines: [engine({ phase: 'reconnecting', error, nextTryAt: Date.now() + 3_000 })],
      }),
    );
    await says('Reconnecting…');
    expect(await screen.findByText('The engine stopped answering')).toBeTruthy();
    expect(screen.getByText(/unix:\/\/\/x.sock: refused/)).toBeTruthy();
    fireEvent.click(
      within(screen.getByLabelText('The engine stopped answering')).getByRole('button', { name: 'Try now' }),
    );
    await waitFor(() => expect(main.calls).toContainEqual({ verb: 'engines.retry', input: { engine: 'local' } }));
    act(() => main.engines.set(connected));
    await says('Connected · API 1.51');
    expect(screen.queryByText('The engine stopped answering')).toBeNull();
  });

  test('EN-06 a hung engine is told apart from a lost one', async () => {
    main.engines.set({ ...connected, engines: [engine({ phase: 'not-answering' })] });
    await open();
    await says('Not answering');
    expect(await screen.findByText('The engine does not answer')).toBeTruthy();
  });

  test('Berth itself stopped: told apart from the engine, what was shown stays, and it comes back', async () => {
    await open();
    await screen.findByText('1 running of 2');
    act(() => main.stop());
    await says('Berth itself stopped');
    expect(screen.getByText(/Your containers are not touched/)).toBeTruthy();
    expect(screen.getByText('1 running of 2')).toBeTruthy();
    main.containers.set([container('web-1'), container('web-2')]);
    main.reachable = true;
    await waitFor(() => expect(status()).toBe('Connected · API 1.51'), { timeout: 3_000 });
    await screen.findByText('2 running of 2');
  });

  test('an address that leads nowhere says so and offers a way out', async () => {
    await open('#/nowhere/at/all');
    await screen.findByRole('heading', { level: 1, name: 'There is no such page' });
    expect(screen.getByRole('button', { name: 'Go to Containers' })).toBeTruthy();
  });

  test('navigation names the window and moves the focus to the heading', async () => {
    await open('#/engines');
    await screen.findByRole('heading', { level: 1, name: 'Engines' });
    fireEvent.click(screen.getByRole('link', { name: 'Settings' }));
    const heading = await screen.findByRole('heading', { level: 1, name: 'Settings' });
    await waitFor(() => expect(document.activeElement).toBe(heading));
    expect(document.title).toBe('Settings · Berth');
    expect(location.hash).toBe('#/settings');
  });

  test('the window is named after the thing that one looks at, live and when it is gone', async () => {
    const { id } = container('web-1');
    const titled = (title: string) => waitFor(() => expect(document.title).toBe(title));
    await open(`#/containers/${id}`);
    await titled('web-1 · Berth');
    act(() => main.containers.set([{ ...container('web-1'), name: 'shop' }]));
    await titled('shop · Berth');
    act(() => main.containers.set([]));
    await screen.findByText('0 running of 0');
    expect(document.title).toBe('shop · Berth');
    location.hash = `#/images/${image('nginx:1.27').id}/history`;
    await titled('nginx:1.27 · Berth');
    location.hash = '#/containers';
    await titled('Containers · Berth');
  });

  test('? lists the keys, g and a letter jump, and neither while one types', async () => {
    await open('#/engines');
    await screen.findByRole('heading', { level: 1, name: 'Engines' });
    fireEvent.keyDown(document.body, { key: 'g' });
    fireEvent.keyDown(document.body, { key: 's' });
    await screen.findByRole('heading', { level: 1, name: 'Settings' });
    const theme = screen.getByLabelText('Theme');
    fireEvent.keyDown(theme, { key: '?' });
    expect(screen.queryByRole('dialog')).toBeNull();
    fireEvent.keyDown(document.body, { key: '?' });
    expect(await screen.findByRole('dialog', { name: 'Keys' })).toBeTruthy();
  });
});

describe('no engine', () => {
  test('EN-01, EN-02 says what was tried and why, and goes by itself when one comes', async () => {
    main.engines.set(noEngine);
    await open('#/containers');
    await screen.findByRole('heading', { level: 1, name: 'No engine answered' });
    const table = within(screen.getByRole('table', { name: 'What was tried' }));
    expect(table.getAllByRole('row')).toHaveLength(noEngine.attempts.length + 1);
    expect(document.body.textContent).not.toMatch(/chmod/);
    await says('No engine');
    act(() => main.engines.set(connected));
    await waitFor(() => expect(screen.queryByText('No engine answered')).toBeNull());
  });

  test('a remedy streams what it says; when it fails, why', async () => {
    main.engines.set(noEngine);
    main.handlers.set('engines.remedy', async function* () {
      yield { line: 'Starting docker.service' };
      throw new Error('exit 1');
    });
    await open('#/containers');
    fireEvent.click(await screen.findByRole('button', { name: /Start Docker/ }));
    expect((await screen.findByRole('log')).textContent).toBe('Starting docker.service');
    expect((await screen.findByRole('alert')).textContent).toContain('Berth made a mistake');
  });
});

describe('Activity', () => {
  test('lists jobs, names each failure with its reason, and cancels what runs', async () => {
    const error = { code: 'in-use', params: { name: 'b', by: 'web-1' } } as const;
    const running = job({ state: 'running', endedAt: undefined, items: [{ id: 'z', name: 'z', state: 'running' }] });
    main.jobs.set([
      job({
        verb: 'delete',
        state: 'failed',
        items: [
          { id: 'a', name: 'a', state: 'done' },
          { id: 'b', name: 'b', state: 'failed', error },
        ],
      }),
      running,
    ]);
    await open();
    fireEvent.click(await screen.findByRole('button', { name: /^Activity/ }));
    const region = within(screen.getByRole('region', { name: 'Activity' }));
    const [first, second] = await region.findAllByRole('listitem');
    expect(first?.textContent).toContain('Stopping z');
    expect(second?.textContent).toContain('Could not delete 1 of 2 containers');
    expect(second?.textContent).toContain('It is used by web-1.');
    fireEvent.click(region.getByRole('button', { name: 'Cancel' }));
    await waitFor(() => expect(main.calls).toContainEqual({ verb: 'jobs.cancel', input: { id: running.id } }));
  });

  test('a failure makes a toast with the reason; what failed before the page opened does not', async () => {
    const old = job({ state: 'failed' });
    const now = job({ state: 'running', endedAt: undefined, verb: 'start' });
    main.jobs.set([old, now]);
    await open();
    await screen.findByText('Starting web-1');
    expect(useToasts.getState().toasts).toEqual([]);
    const error = { code: 'port-taken', params: { port: '8080' } } as const;
    act(() =>
      main.jobs.set([old, { ...now, state: 'failed', items: [{ id: 'a', name: 'web-1', state: 'failed', error }] }]),
    );
    const box = within(await screen.findByLabelText('What just happened'));
    expect(await box.findByText('Could not start web-1')).toBeTruthy();
    expect(box.getByText(/Port 8080 is in use/)).toBeTruthy();
    fireEvent.click(box.getByRole('button', { name: 'Show in Activity' }));
    expect(screen.getByRole('region', { name: 'Activity' })).toBeTruthy();
  });
});

describe('settings', () => {
  test('a change shows at once, and is taken back when main can’t keep it', async () => {
    let refuse: (error: Error) => void = () => {};
    main.handlers.set('settings.change', () => new Promise((_, reject) => (refuse = reject)));
    await open('#/settings');
    const theme = (await screen.findByLabelText('Theme')) as HTMLSelectElement;
    await act(async () => void fireEvent.change(theme, { target: { value: 'light' } }));
    expect(theme.value).toBe('light');
    expect(document.documentElement.dataset.theme).toBe('light');
    await act(async () => refuse(new Error('disk full')));
    await waitFor(() => expect(theme.value).toBe('system'));
    expect(document.documentElement.dataset.theme).toBeUndefined();
  });
});
