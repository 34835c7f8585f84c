/** A built Berth in the browser shell, run as a person would run it. */
import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { type Agent, type IncomingHttpHeaders, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * A copy of what is built, so that a test may plant files in it and no later build changes it underneath.
 *
 * BERTH_BUILD names another folder with a `dist`, such as an unpacked release.
 */
export async function copyOfBuild(): Promise<{ folder: string; remove(): void }> {
  const from = process.env.BERTH_BUILD ?? root;
  if (from === root) await (await import(/* @vite-ignore */ join(root, 'scripts/lib/prepare.mjs'))).prepare();
  const folder = mkdtempSync(join(tmpdir(), 'berth-build-'));
  cpSync(join(from, 'dist'), join(folder, 'dist'), { recursive: true });
  cpSync(join(from, 'package.json'), join(folder, 'package.json'));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

export interface RunningBerth {
  readonly child: ChildProcess;
  readonly port: number;
  readonly link: string;
  readonly token: string;
  readonly dataDir: string;
  stdout(): string;
  stderr(): string;
  /** Waits until the output holds a match. */
  waitFor(pattern: RegExp): Promise<RegExpExecArray>;
  /** The Cookie header of a browser that pressed the link. Trades the token at the first call. */
  cookie(): Promise<string>;
  /** Ends it with a signal; gives its exit code and how long it took. */
  stop(signal?: NodeJS.Signals): Promise<{ code: number | null; ms: number }>;
}

export interface BerthRun {
  readonly args?: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  /** Address of the engine; `find`: Berth looks for one itself. Default: one that does not exist. */
  readonly engine?: string;
  /** A folder that stays after `stop`; by default one of its own that goes. */
  readonly dataDir?: string;
}

/** Starts `dist/serve.js` of a build. */
export async function runBerth(build: string, run: BerthRun = {}): Promise<RunningBerth> {
  const { args = [], env = {}, engine = 'unix:///nowhere/docker.sock' } = run;
  const dataDir = run.dataDir ?? join(mkdtempSync(join(tmpdir(), 'berth-data-')), 'data');
  const quiet = [...(engine === 'find' ? [] : ['--engine', engine]), '--no-install', '--data-dir', dataDir];
  const open = args.includes('--open') ? [] : ['--no-open'];
  const own = args.filter((arg) => arg !== '--open');
  const child = spawn(process.execPath, [join(build, 'dist/serve.js'), ...quiet, ...open, ...own], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk) => {
    stdout += chunk;
  });
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));

  async function waitFor(pattern: RegExp): Promise<RegExpExecArray> {
    const until = Date.now() + 20_000;
    while (Date.now() < until) {
      const found = pattern.exec(stdout);
      if (found) return found;
      if (child.exitCode !== null) break;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    child.kill('SIGKILL');
    throw new Error(`Berth did not say ${pattern}:\n${stdout}${stderr}`);
  }

  const [, link = '', port = '', token = ''] = await waitFor(
    /^Berth is ready at (http:\/\/127\.0\.0\.1:(\d+)\/\?token=([\w-]+))\n/,
  );
  let cookie: Promise<string> | undefined;
  return {
    child,
    port: Number(port),
    link,
    token,
    dataDir,
    stdout: () => stdout,
    stderr: () => stderr,
    waitFor,
    cookie() {
      cookie ??= ask(Number(port), `/?token=${token}`).then(({ headers }) => {
        const [set = ''] = headers['set-cookie'] ?? [];
        return set.split(';')[0] ?? '';
      });
      return cookie;
    },
    async stop(signal = 'SIGTERM') {
      const started = Date.now();
      child.kill(signal);
      const code = await ended;
      if (run.dataDir === undefined) rmSync(join(dataDir, '..'), { recursive: true, force: true });
      return { code, ms: Date.now() - started };
    },
  };
}

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** One request, its path sent exactly as given. */
export function ask(
  port: number,
  path: string,
  headers: Record<string, string> = {},
  { method = 'GET', agent }: { method?: string; agent?: Agent } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, path, headers, method, agent }, (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (chunk) => {
        body += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }));
      response.on('error', reject);
    });
    asked.on('error', reject);
    asked.end();
  });
}
