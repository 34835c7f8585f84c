/** The built Berth on an engine, as a test of the page needs it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultSettings } from '../../../renderer/bridge/settings';
import { clientOver, openSocket } from '../../browser/bridge';
import { copyOfBuild, type RunningBerth, runBerth } from '../../browser/running-berth';

export interface Berth {
  readonly url: string;
  /** Where it keeps what it keeps. */
  readonly dataDir: string;
  /** Name and value of the cookie that opens it: the link opens one browser only. */
  cookie(): Promise<{ name: string; value: string }>;
  /** As if nobody had changed a setting or opened a terminal yet. */
  reset(): Promise<void>;
  /** Asks main directly, as another window would. */
  ask<T>(work: (client: ReturnType<typeof clientOver>) => Promise<T>): Promise<T>;
  /** Ends it and starts it anew on the same data and engine; it then has another address. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

export interface BerthOptions {
  /** Its address; `find`: Berth looks for one itself. */
  readonly engine: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly args?: readonly string[];
}

/** Starts `dist/serve.js` of a copy of the build, which no later build changes underneath, and waits for its ready line. */
export async function startBerth(options: BerthOptions): Promise<Berth> {
  const build = await copyOfBuild();
  const dir = mkdtempSync(join(tmpdir(), 'berth-e2e-'));
  const start = () => runBerth(build.folder, { ...options, dataDir: join(dir, 'data') });
  let running: RunningBerth = await start();
  const ask: Berth['ask'] = async (work) => {
    const headers = { cookie: await running.cookie(), origin: `http://127.0.0.1:${running.port}` };
    const socket = openSocket(running.port, headers);
    try {
      return await work(clientOver(socket));
    } finally {
      socket.close();
    }
  };
  return {
    get url() {
      return `http://127.0.0.1:${running.port}/`;
    },
    dataDir: join(dir, 'data'),
    async cookie() {
      const [name = '', value = ''] = (await running.cookie()).split('=');
      return { name, value };
    },
    ask,
    reset: () =>
      ask(async (client) => {
        await client.settings.change(defaultSettings);
        for await (const sessions of await client.terminals.watch()) {
          // One may be gone by now: its container ends, or its page closes it.
          await Promise.all(sessions.map(({ id }) => client.terminals.close({ terminal: id }).catch(() => undefined)));
          break;
        }
      }),
    async restart() {
      await running.stop();
      running = await start();
    },
    async stop() {
      await running.stop();
      build.remove();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
