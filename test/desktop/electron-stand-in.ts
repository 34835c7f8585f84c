/**
 * Stands in for Electron where its binary is not: enough of it to run the real main.ts and preload.ts, and to see what they
 * asked of it. It decides nothing by itself; `standIn` below is the side from which a test plays person, page and system.
 */
import { EventEmitter } from 'node:events';
import type { MessagePort as NodePort } from 'node:worker_threads';

type Handler = (...args: never[]) => unknown;

/** What happened, in order, and what a test sets beforehand. */
export const standIn = {
  opened: [] as string[],
  questions: [] as { message: string; detail?: string; buttons?: string[] }[],
  /** The button that the person presses next. */
  answer: 1,
  exits: [] as number[],
  quits: 0,
  firstInstance: true,
  displays: [{ id: 1, workArea: { x: 0, y: 0, width: 1920, height: 1080 } }],
  menu: undefined as unknown,
  paths: new Map<string, string>(),
  schemes: [] as { scheme: string; privileges: object }[],
  /** The page whose preload speaks next. */
  speaking: undefined as { sender: WebContents; senderFrame: Frame | null } | undefined,
};

export interface Frame {
  url: string;
  origin: string;
}

export class WebContents extends EventEmitter {
  readonly mainFrame: Frame = { url: 'about:blank', origin: 'null' };
  reloads = 0;
  windowOpen: ((details: { url: string }) => { action: string }) | undefined;
  setWindowOpenHandler(handler: (details: { url: string }) => { action: string }): void {
    this.windowOpen = handler;
  }
  getURL(): string {
    return this.mainFrame.url;
  }
  reload(): void {
    this.reloads += 1;
  }
}

export class BrowserWindow extends EventEmitter {
  static readonly all: BrowserWindow[] = [];
  static getAllWindows(): BrowserWindow[] {
    return BrowserWindow.all;
  }
  static fromWebContents(contents: WebContents): BrowserWindow | null {
    return BrowserWindow.all.find((window) => window.webContents === contents) ?? null;
  }
  readonly webContents = new WebContents();
  readonly did: string[] = [];
  minimized = false;
  constructor(readonly options: Record<string, unknown> & { webPreferences: Record<string, unknown> }) {
    super();
    BrowserWindow.all.push(this);
    app.emit('web-contents-created', {}, this.webContents);
  }
  async loadURL(url: string): Promise<void> {
    Object.assign(this.webContents.mainFrame, { url, origin: new URL(url).origin });
    this.did.push(`load ${url}`);
    setImmediate(() => this.emit('ready-to-show'));
  }
  show(): void {
    this.did.push('show');
  }
  focus(): void {
    this.did.push('focus');
  }
  maximize(): void {
    this.did.push('maximize');
  }
  restore(): void {
    this.minimized = false;
    this.did.push('restore');
  }
  isMinimized = () => this.minimized;
  isMaximized = () => false;
  isDestroyed = () => false;
  getNormalBounds = () => ({ x: 40, y: 50, width: 1000, height: 700 });
}

class App extends EventEmitter {
  readonly isPackaged = true;
  protocolClient: string | undefined;
  whenReady = async () => undefined;
  setPath = (name: string, path: string) => void standIn.paths.set(name, path);
  requestSingleInstanceLock = () => standIn.firstInstance;
  setAsDefaultProtocolClient = (scheme: string) => {
    this.protocolClient = scheme;
    return true;
  };
  quit = () => {
    standIn.quits += 1;
    this.emit('will-quit', { preventDefault: () => undefined });
  };
  exit = (code = 0) => void standIn.exits.push(code);
}
export const app = new App();

class Session extends EventEmitter {
  readonly handlers = new Map<string, Handler>();
  readonly protocol = {
    handlers: new Map<string, (request: Request) => Promise<Response>>(),
    handle(scheme: string, handler: (request: Request) => Promise<Response>) {
      this.handlers.set(scheme, handler);
    },
  };
  setPermissionRequestHandler = (handler: Handler) => void this.handlers.set('request', handler);
  setPermissionCheckHandler = (handler: Handler) => void this.handlers.set('check', handler);
  setDevicePermissionHandler = (handler: Handler) => void this.handlers.set('device', handler);
}
export const session = { defaultSession: new Session() };

export const protocol = {
  registerSchemesAsPrivileged: (schemes: typeof standIn.schemes) => void standIn.schemes.push(...schemes),
};
export const screen = {
  getPrimaryDisplay: () => standIn.displays[0],
  getAllDisplays: () => standIn.displays,
};
export const shell = { openExternal: async (url: string) => void standIn.opened.push(url) };
export const dialog = {
  async showMessageBox(...args: unknown[]) {
    standIn.questions.push(args.at(-1) as (typeof standIn.questions)[number]);
    return { response: standIn.answer };
  },
};
export const Menu = {
  buildFromTemplate: (template: unknown) => template,
  setApplicationMenu(menu: unknown) {
    standIn.menu = menu;
  },
};

/** As Electron's: listeners get an event with the data in it, and nothing flows before `start`. */
class MessagePortMain extends EventEmitter {
  constructor(private readonly port: NodePort) {
    super();
    port.on('close', () => this.emit('close'));
  }
  start = () => void this.port.on('message', (data) => this.emit('message', { data, ports: [] }));
  postMessage = (data: unknown) => this.port.postMessage(data);
  close = () => this.port.close();
}

export const ipcMain = new EventEmitter();
export const ipcRenderer = {
  postMessage(channel: string, message: unknown, transfer: NodePort[] = []) {
    const ports = transfer.map((port) => new MessagePortMain(port));
    ipcMain.emit(channel, { ...standIn.speaking, ports }, message);
  },
};
