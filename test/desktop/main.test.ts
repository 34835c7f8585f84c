/** The real main.ts and preload.ts on the stand-in (faults.md EL-01 … EL-06). */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { MessagePort as NodePort } from 'node:worker_threads';
import type { Contract } from '@common/contract/index';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import type { ContractRouterClient } from '@orpc/contract';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { app, BrowserWindow, type Frame, session, standIn, WebContents } from './electron-stand-in';
import { patient, quitMain, startMain } from './start-main';

let window: BrowserWindow;
let dataDir: string;
let pages = 0;

beforeAll(async () => {
  ({ window, dataDir } = await startMain());
});
afterAll(() => quitMain(standIn.exits, dataDir));
beforeEach(() => {
  standIn.opened.length = 0;
  standIn.questions.length = 0;
  standIn.answer = 1;
});

/** Runs the real preload as the page in a frame would have it run, and gives what the page is handed. */
async function runPreload(sender: WebContents, senderFrame: Frame | null): Promise<readonly [string, NodePort]> {
  standIn.speaking = { sender, senderFrame };
  let loaded: () => void = () => undefined;
  const handed: [string, NodePort][] = [];
  vi.stubGlobal('window', {
    addEventListener: (_: string, listener: () => void) => {
      loaded = listener;
    },
    postMessage: (message: string, origin: string, [port]: [NodePort]) => {
      expect(origin).toBe('berth-app://berth');
      handed.push([message, port]);
    },
  });
  vi.stubGlobal('location', { origin: 'berth-app://berth' });
  // Each page runs it anew; the query makes it another module.
  pages += 1;
  await import(/* @vite-ignore */ `../../electron/preload.ts?page=${pages}`);
  expect(handed).toEqual([]);
  loaded();
  vi.unstubAllGlobals();
  const [first] = handed;
  if (first === undefined || handed.length > 1) throw new Error('preload hands over one port');
  return first;
}

const clientOver = (port: NodePort): ContractRouterClient<Contract> => {
  const client = createORPCClient<ContractRouterClient<Contract>>(
    new RPCLink({ port: port as unknown as globalThis.MessagePort }),
  );
  port.start();
  return client;
};

describe('the window', () => {
  test('is hardened and shows our own page alone', () => {
    expect(window.options.webPreferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      navigateOnDragDrop: false,
    });
    expect(window.options.webPreferences.preload).toMatch(/preload\.cjs$/);
    expect(window.did[0]).toBe('load berth-app://berth/');
    expect(window.options).toMatchObject({ show: false, minWidth: 960, minHeight: 600 });
  });

  test('is shown once it has painted, and remembers its place', async () => {
    await vi.waitUntil(() => window.did.includes('show'), patient);
    window.emit('close');
    const file = join(dataDir, 'window.json');
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({
      x: 40,
      y: 50,
      width: 1000,
      height: 700,
      maximized: false,
    });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(existsSync(`${file}.new`)).toBe(false);
  });

  test('has a scheme of its own with a policy, and a menu', () => {
    expect(standIn.schemes).toEqual([
      {
        scheme: 'berth-app',
        privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true, stream: true },
      },
    ]);
    expect([...session.defaultSession.protocol.handlers.keys()]).toEqual(['berth-app']);
    expect(JSON.stringify(standIn.menu)).toContain('editMenu');
    // A packaged app offers no developer tools.
    expect(JSON.stringify(standIn.menu)).not.toContain('toggleDevTools');
  });
});

describe('EL-01: ways out of the page', () => {
  const elsewhere = [
    'https://evil.example/',
    'file:///etc/passwd',
    'berth-app://other/',
    'about:blank',
    'data:text/html,x',
  ];

  test.each(elsewhere)('EL-01 navigation and redirect to %s: denied', (url) => {
    for (const name of ['will-navigate', 'will-redirect']) {
      const event = { url, preventDefault: vi.fn() };
      window.webContents.emit(name, event);
      expect(event.preventDefault).toHaveBeenCalledOnce();
    }
  });

  test('EL-01 our own page may load itself again', () => {
    const event = { url: 'berth-app://berth/#/images', preventDefault: vi.fn() };
    window.webContents.emit('will-navigate', event);
    expect(event.preventDefault).not.toHaveBeenCalled();
  });

  test('EL-01 a frame shows nothing', () => {
    const event = { url: 'berth-app://berth/', isMainFrame: false, preventDefault: vi.fn() };
    window.webContents.emit('will-frame-navigate', event);
    expect(event.preventDefault).toHaveBeenCalledOnce();
  });

  test('EL-01 a new window is never made; a web address is opened outside after a question only', async () => {
    expect(window.webContents.windowOpen?.({ url: 'https://example.org/a' })).toEqual({ action: 'deny' });
    await vi.waitUntil(() => standIn.questions.length === 1, patient);
    expect(standIn.questions[0]?.detail).toBe('https://example.org/a');
    expect(standIn.opened).toEqual([]);
    standIn.answer = 0;
    await vi.waitFor(() => {
      window.webContents.windowOpen?.({ url: 'https://example.org/b' });
      expect(standIn.opened).toEqual(['https://example.org/b']);
    }, patient);
  });

  test.each([
    'file:///etc/passwd',
    'javascript:alert(1)',
    'smb://host/share',
    'ms-msdt:/id',
    'berth://containers',
    'nonsense',
  ])('EL-01 %s is not even asked about', (url) => {
    standIn.answer = 0;
    expect(window.webContents.windowOpen?.({ url })).toEqual({ action: 'deny' });
    expect([standIn.questions, standIn.opened]).toEqual([[], []]);
  });

  test('EL-01 a page that asks a hundred times gets one question', async () => {
    for (let time = 0; time < 100; time += 1) window.webContents.windowOpen?.({ url: `https://example.org/${time}` });
    await new Promise((resolve) => setImmediate(resolve));
    expect(standIn.questions.length).toBe(1);
  });
});

describe('EL-02: permissions', () => {
  const ask = (permission: string, url = 'berth-app://berth/') =>
    new Promise((resolve) => {
      const handler = session.defaultSession.handlers.get('request');
      handler?.(...([{ getURL: () => url }, permission, resolve] as never[]));
    });
  const check = (permission: string, origin = 'berth-app://berth') =>
    session.defaultSession.handlers.get('check')?.(...([undefined, permission, origin] as never[]));

  test.each(['media', 'geolocation', 'notifications', 'midi', 'clipboard-read', 'fullscreen', 'openExternal', 'usb'])(
    'EL-02 %s: denied',
    async (permission) => {
      expect([await ask(permission), check(permission)]).toEqual([false, false]);
    },
  );

  test('EL-02 copying is allowed, to our own page', async () => {
    expect([await ask('clipboard-sanitized-write'), check('clipboard-sanitized-write')]).toEqual([true, true]);
    expect(await ask('clipboard-sanitized-write', 'https://evil.example/')).toBe(false);
    expect(check('clipboard-sanitized-write', 'https://evil.example')).toBe(false);
  });

  test('EL-02 devices, downloads and webviews: denied', () => {
    expect(session.defaultSession.handlers.get('device')?.()).toBe(false);
    const event = { preventDefault: vi.fn() };
    const item = (url: string) => ({ getURL: () => url });
    for (const url of ['https://evil.example/x', 'blob:berth-app://berth/1', 'berth-app://other/transfer/A']) {
      session.defaultSession.emit('will-download', event, item(url));
    }
    window.webContents.emit('will-attach-webview', event);
    expect(event.preventDefault).toHaveBeenCalledTimes(4);
    // Only what was asked for with a ticket.
    session.defaultSession.emit('will-download', event, item('berth-app://berth/transfer/A'));
    expect(event.preventDefault).toHaveBeenCalledTimes(4);
  });
});

describe('the port', () => {
  test('carries a verb from the page to the services and back', async () => {
    const [message, port] = await runPreload(window.webContents, window.webContents.mainFrame);
    expect(message).toBe('berth:port');
    const info = await clientOver(port).app.info();
    expect(info).toMatchObject({ shell: 'desktop', platform: process.platform });
    port.close();
  });

  test('carries a stream, and errors with their codes', async () => {
    const [, port] = await runPreload(window.webContents, window.webContents.mainFrame);
    const client = clientOver(port);
    const stream = await client.settings.watch();
    expect((await stream.next()).value).toMatchObject({ theme: 'system' });
    await stream.return();
    const unknown = (client as unknown as { app: { nonsense(): Promise<unknown> } }).app.nonsense();
    await expect(unknown).rejects.toMatchObject({ data: { code: 'unknown-verb' } });
    port.close();
  });

  const closed = (port: NodePort) =>
    new Promise((resolve) => {
      port.on('close', () => resolve('closed'));
      port.start();
    });

  test('EL-03 a subframe, a foreign page, a page of no window: no port', async () => {
    const { webContents } = window;
    const subframe = { url: 'berth-app://berth/', origin: 'berth-app://berth' };
    expect(await closed((await runPreload(webContents, subframe))[1])).toBe('closed');
    expect(await closed((await runPreload(webContents, null))[1])).toBe('closed');

    const stranger = new WebContents();
    Object.assign(stranger.mainFrame, subframe);
    expect(await closed((await runPreload(stranger, stranger.mainFrame))[1])).toBe('closed');

    const { url, origin } = webContents.mainFrame;
    for (const foreign of ['https://evil.example/', 'berth-app://berth.evil/', 'berth-app://berth@evil/']) {
      Object.assign(webContents.mainFrame, { url: foreign, origin: 'x' });
      expect(await closed((await runPreload(webContents, webContents.mainFrame))[1])).toBe('closed');
    }
    Object.assign(webContents.mainFrame, { url, origin });
  });
});

describe('EL-05: crashes', () => {
  test('EL-05 the page comes back; when it keeps crashing the person is asked', async () => {
    const crash = () => window.webContents.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 11 });
    const before = window.webContents.reloads;
    for (let time = 0; time < 3; time += 1) crash();
    expect(window.webContents.reloads - before).toBe(3);
    expect(standIn.questions).toEqual([]);
    standIn.answer = 0;
    crash();
    await vi.waitUntil(() => window.webContents.reloads - before === 4, patient);
    expect(standIn.questions.map(({ message }) => message)).toEqual(["Berth's window keeps crashing"]);
    window.webContents.emit('render-process-gone', {}, { reason: 'clean-exit', exitCode: 0 });
    expect(window.webContents.reloads - before).toBe(4);
  });

  test('EL-05 an exception in main ends nothing: the page is still served', async () => {
    process.emit('uncaughtException', new Error('planted'));
    const [, port] = await runPreload(window.webContents, window.webContents.mainFrame);
    expect((await clientOver(port).app.info()).shell).toBe('desktop');
    port.close();
  });
});

describe('EL-06 and EL-04: a second start, and links', () => {
  test('EL-06 a second instance brings the first one to the front', () => {
    window.minimized = true;
    window.did.length = 0;
    app.emit('second-instance', {}, ['berth']);
    expect(window.did).toEqual(['restore', 'show', 'focus']);
    expect(BrowserWindow.all.length).toBe(1);
  });

  test('EL-04 a link leads to its page; a hostile one only brings the window to the front', () => {
    expect(app.protocolClient).toBe('berth');
    window.did.length = 0;
    app.emit('second-instance', {}, ['berth', 'berth://images']);
    expect(window.did).toEqual(['load berth-app://berth/#/images', 'show', 'focus']);
    window.did.length = 0;
    app.emit('second-instance', {}, ['berth', 'berth://containers/delete?force=1']);
    app.emit('open-url', { preventDefault: vi.fn() }, 'berth://../../etc');
    expect(window.did).toEqual(['show', 'focus', 'show', 'focus']);
  });

  test('instances are told apart by their data folder', () => {
    expect(standIn.paths.get('userData')).toBe(join(dataDir, 'electron'));
  });
});
