// @vitest-environment jsdom
import type { EngineId } from '@common/contract/ids';
import { act, cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createFakeMain, type FakeMain } from '../../../test/page/fake-main';
import { connected, container, details, engine } from '../../../test/page/samples';
import { App } from '../../app/app';
import { type Bridge, createBridge } from '../../bridge/bridge';
import { useListSearch } from '../../stores/list-search';
import { usePresses } from '../../stores/presses';
import { useToasts } from '../../stores/toasts';

const web = container('web');
const old = container('old', { state: 'exited', exitCode: 0 });
const local: EngineId = web.engine;
let main: FakeMain;
let bridge: Bridge;

async function open(hash: string): Promise<void> {
  location.hash = hash;
  bridge = createBridge(main.open);
  render(<App bridge={bridge} />);
  await screen.findByRole('navigation', { name: 'Main' });
}

const asked = (verb: string) => main.calls.filter((call) => call.verb === verb).map(({ input }) => input);
const press = (within_: HTMLElement, name: string) => fireEvent.click(within(within_).getByRole('button', { name }));

/** jsdom has none, and lays nothing out that it could tell of. */
class NoResizes {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
}

beforeEach(() => {
  vi.stubGlobal('ResizeObserver', NoResizes);
  // jsdom lays nothing out: without a size a virtual list shows no rows.
  Object.defineProperty(HTMLElement.prototype, 'clientWidth', { configurable: true, value: 1200 });
  Object.defineProperty(HTMLElement.prototype, 'clientHeight', { configurable: true, value: 800 });
  Object.defineProperty(HTMLElement.prototype, 'offsetWidth', { configurable: true, value: 1200 });
  Object.defineProperty(HTMLElement.prototype, 'offsetHeight', { configurable: true, value: 800 });
  main = createFakeMain();
  main.engines.set(connected);
  main.containers.set([web, old]);
  main.handlers.set('containers.inspect', (input) => {
    const { id } = input as { id: string };
    return details(id === web.id ? web : old);
  });
  main.handlers.set('containers.delete', () => ({ job: 'j', items: [] }));
});

afterEach(() => {
  cleanup();
  bridge.close();
  useToasts.setState({ toasts: [] });
  usePresses.setState({ presses: new Map() });
  useListSearch.setState({ searches: {} });
});

describe('the list', () => {
  test('DE-01: a verb pressed twice is asked once, and the row says that it is under way', async () => {
    let answer: (value: unknown) => void = () => undefined;
    main.handlers.set(
      'containers.stop',
      () =>
        new Promise((resolve) => {
          answer = resolve;
        }),
    );
    await open('#/containers');
    const row = await screen.findByRole('row', { name: /^Select web|web/ });
    const button = within(row).getByRole('button', { name: 'Stop' });
    act(() => {
      button.click();
      button.click();
    });
    await within(row).findByText('stopping');
    expect(asked('containers.stop')).toEqual([{ engine: local, ids: [web.id] }]);
    await act(async () => answer({ job: 'j', items: [] }));
    await waitFor(() => expect(within(row).queryByText('stopping')).toBeNull());
  });

  test('DE-02: deletes what was shown, though the list changed under the question', async () => {
    await open('#/containers');
    fireEvent.click(await screen.findByRole('checkbox', { name: 'Select old' }));
    press(screen.getByRole('toolbar', { name: 'Selection' }), 'Delete');
    const question = await screen.findByRole('alertdialog', { name: 'Delete old?' });
    act(() => main.containers.set([web, container('new', { state: 'exited', exitCode: 0 })]));
    await screen.findByText('new');
    expect(within(question).getByRole('region', { name: 'Command' }).textContent).toContain('docker rm old');
    press(question, 'Delete');
    await waitFor(() =>
      expect(asked('containers.delete')).toEqual([{ engine: local, ids: [old.id], force: false, volumes: false }]),
    );
  });

  test('a running one is not deleted unless it is killed first', async () => {
    await open('#/containers');
    fireEvent.click(await screen.findByRole('checkbox', { name: 'Select web' }));
    press(screen.getByRole('toolbar', { name: 'Selection' }), 'Delete');
    const question = await screen.findByRole('alertdialog', { name: 'Delete web?' });
    press(question, 'Delete');
    expect(asked('containers.delete')).toEqual([]);
    fireEvent.click(within(question).getByRole('checkbox', { name: /Kill first/ }));
    press(question, 'Delete');
    await waitFor(() =>
      expect(asked('containers.delete')).toEqual([{ engine: local, ids: [web.id], force: true, volumes: false }]),
    );
  });

  test('an engine that is lost: rows stay, verbs say why they are off', async () => {
    await open('#/containers');
    const row = await screen.findByRole('row', { name: /web/ });
    act(() => main.engines.set({ ...connected, engines: [engine({ phase: 'reconnecting' })] }));
    await waitFor(() =>
      expect(within(row).getByRole('button', { name: 'Stop' }).getAttribute('aria-description')).toBe(
        'The engine is not connected',
      ),
    );
  });
});

describe('logs together', () => {
  const one = container('shop-a', { compose: { project: 'shop' } });
  const two = container('shop-b', { compose: { project: 'shop' } });
  const opened = () => asked('logs.open') as { containers: string[] }[];
  beforeEach(() => {
    main.containers.set([web, one, two]);
  });

  test('of a selection are one log, whose sources lead to their own', async () => {
    await open('#/containers');
    for (const name of ['web', 'shop-b'])
      fireEvent.click(await screen.findByRole('checkbox', { name: `Select ${name}` }));
    press(screen.getByRole('toolbar', { name: 'Selection' }), 'Logs');
    await screen.findByRole('heading', { level: 1, name: 'Logs' });
    expect(screen.getByText('of 2 containers together')).toBeTruthy();
    expect(screen.getByRole('link', { name: 'shop-b' }).getAttribute('href')).toBe(`#/containers/${two.id}/logs`);
    await waitFor(() => expect(opened()).toHaveLength(1));
    expect([...(opened()[0]?.containers ?? [])].sort()).toEqual([web.id, two.id].sort());
    expect(document.title).toBe('Logs · Berth');
  });

  test('of one alone are its own page', async () => {
    await open('#/containers');
    fireEvent.click(await screen.findByRole('checkbox', { name: 'Select web' }));
    press(screen.getByRole('toolbar', { name: 'Selection' }), 'Logs');
    await waitFor(() => expect(location.hash).toBe(`#/containers/${web.id}/logs`));
  });
});

describe('a container’s page', () => {
  test('is asked anew when its row changes, and stays when the container goes', async () => {
    await open(`#/containers/${web.id}/overview`);
    await screen.findByText('How it starts');
    expect(asked('containers.inspect')).toHaveLength(1);
    // A row that comes only now has not changed: the first list must be there before.
    await waitFor(() => expect(asked('containers.watch').length).toBeGreaterThan(0));
    await act(() => new Promise<void>((resolve) => setTimeout(resolve, 100)));
    act(() => main.containers.set([{ ...web, state: 'paused' }, old]));
    await waitFor(() => expect(asked('containers.inspect')).toHaveLength(2));
    // Another's row is not its own.
    act(() =>
      main.containers.set([
        { ...web, state: 'paused' },
        { ...old, name: 'older' },
      ]),
    );
    act(() => main.containers.set([old]));
    await screen.findByText('This container no longer exists');
    expect(screen.getByText('How it starts')).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Start' }).getAttribute('aria-description')).toBe('It no longer exists');
    expect(asked('containers.inspect')).toHaveLength(2);
  });

  test('CR-04: a secret is masked until asked', async () => {
    main.handlers.set('containers.inspect', () => details(web, { env: [{ name: 'API_TOKEN', value: 'hunter2' }] }));
    await open(`#/containers/${web.id}/overview`);
    const show = await screen.findByRole('button', { name: 'Show API_TOKEN' });
    expect(document.body.innerHTML).not.toContain('hunter2');
    fireEvent.click(show);
    expect(screen.getByText('hunter2')).toBeTruthy();
  });
});
