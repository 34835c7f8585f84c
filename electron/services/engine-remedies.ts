import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import type { EngineProduct, EngineRemedy } from '../common/contract/engines';
import { BerthError } from '../common/contract/errors';
import { PrivateEngineError } from '../private-engine/errors';
import type { PrivateEngine } from '../private-engine/private-engine';
import type { EngineKeeper } from './engines';
import { feedIterator } from './feed-iterator';
import type { Jobs } from './jobs';

/** How long a started engine may take until it answers. ms */
const patience = 60_000;
/** Lines kept of one remedy: apt is talkative. */
const lineLimit = 5_000;

type RemedyKind = EngineRemedy['kind'];

interface RemediesDeps {
  readonly privateEngine: PrivateEngine;
  readonly jobs: Jobs;
  readonly engines: Pick<EngineKeeper, 'retry' | 'untilConnected'>;
}

/** How the machine's own engine is started: by systemd where it runs, else by the service's script. */
const starters: readonly { readonly product: EngineProduct; readonly argv: readonly string[]; works(): boolean }[] = [
  {
    product: 'docker',
    argv: ['systemctl', 'start', 'docker'],
    works: () => systemd() && existsUnit('docker.service'),
  },
  {
    product: 'podman',
    argv: ['systemctl', 'start', 'podman.socket'],
    works: () => systemd() && isRoot() && existsUnit('podman.socket'),
  },
  {
    product: 'podman',
    argv: ['systemctl', '--user', 'start', 'podman.socket'],
    works: () => systemd() && !isRoot() && existsSync('/usr/lib/systemd/user/podman.socket'),
  },
  {
    product: 'docker',
    argv: ['service', 'docker', 'start'],
    works: () => !systemd() && isRoot() && existsSync('/etc/init.d/docker'),
  },
];

const isRoot = () => process.getuid?.() === 0;
/** @see https://www.freedesktop.org/software/systemd/man/latest/sd_booted.html */
const systemd = () => existsSync('/run/systemd/system');
const existsUnit = (name: string) =>
  ['/etc/systemd/system', '/usr/lib/systemd/system', '/lib/systemd/system'].some((dir) => existsSync(`${dir}/${name}`));

/** What could bring an engine to this machine now, best first. */
export function engineRemedies(privateEngine: PrivateEngine): readonly EngineRemedy[] {
  const remedies: EngineRemedy[] = starters
    .filter((one) => one.works())
    .slice(0, 1)
    .map(({ product, argv }) => ({ kind: 'start-installed', product, command: argv.join(' ') }));
  const { docker, podman, canInstall } = privateEngine.available();
  if (privateEngine.kind === 'docker' ? docker && isRoot() : podman) {
    remedies.push({ kind: 'start-private', product: privateEngine.kind });
  }
  if (!docker && !podman && canInstall) remedies.push({ kind: 'install', command: installCommand(privateEngine) });
  return remedies;
}

const installCommand = ({ kind }: PrivateEngine) =>
  `apt-get install --no-install-recommends ${kind === 'docker' ? 'docker.io' : 'podman'}`;

/** Starts engines. A remedy goes on when its caller leaves; who asks for the same one joins and sees all its lines. */
export function createRemedies({ privateEngine, jobs, engines }: RemediesDeps) {
  const running = new Map<RemedyKind, Remedy>();

  function start(kind: RemedyKind): Remedy {
    const remedy: Remedy = { lines: [], ended: false, wakes: new Set() };
    const say = (line: string) => {
      if (remedy.lines.length < lineLimit) remedy.lines.push(line);
      for (const wake of remedy.wakes) wake();
    };
    const plan = planOf(kind, say);
    running.set(kind, remedy);
    void jobs
      .run({
        verb: 'start-engine',
        noun: 'engine',
        command: plan.command,
        items: [{ id: kind, name: plan.name }],
        each: async () => {
          await plan.work();
          engines.retry();
          if (!(await engines.untilConnected(patience))) {
            throw new BerthError('engine-not-answering', { seconds: patience / 1_000 });
          }
        },
      })
      .then(({ items }) => {
        const error = items[0]?.error;
        if (error) remedy.error = new BerthError(error.code, error.params, { raw: error.raw });
        remedy.ended = true;
        running.delete(kind);
        for (const wake of remedy.wakes) wake();
      });
    return remedy;
  }

  function planOf(kind: RemedyKind, say: (line: string) => void) {
    const own = privateEngine.reportingTo(say);
    if (kind === 'start-installed') {
      const starter = starters.find((one) => one.works());
      if (!starter) throw new BerthError('unsupported', { what: kind });
      return { name: starter.product, command: starter.argv.join(' '), work: () => runCommand(starter.argv, say) };
    }
    return {
      name: own.kind,
      command: kind === 'install' ? installCommand(own) : 'npm run engine -- start',
      async work() {
        try {
          if (kind === 'install') await own.install();
          await own.start();
        } catch (error) {
          if (!(error instanceof PrivateEngineError)) throw error;
          throw new BerthError('private-engine', { ...error.params, reason: error.code }, { raw: error.message });
        }
      },
    };
  }

  return (kind: RemedyKind, signal?: AbortSignal): AsyncIteratorObject<{ readonly line: string }, void, void> => {
    const remedy = running.get(kind) ?? start(kind);
    let told = 0;
    return feedIterator(
      {
        take() {
          const line = remedy.lines[told];
          if (line !== undefined) {
            told += 1;
            return { line };
          }
          if (remedy.error) throw remedy.error;
          return undefined;
        },
        ended: () => remedy.ended,
        open(wake) {
          remedy.wakes.add(wake);
          return () => {
            remedy.wakes.delete(wake);
          };
        },
      },
      signal,
    );
  };
}

interface Remedy {
  readonly lines: string[];
  readonly wakes: Set<() => void>;
  ended: boolean;
  error?: BerthError;
}

function runCommand([program = '', ...args]: readonly string[], say: (line: string) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], timeout: patience });
    let last = '';
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        last = line;
        say(line);
      });
    }
    child.on('error', (error) =>
      reject(new BerthError('private-engine', { reason: 'start-failed' }, { raw: error.message })),
    );
    child.on('close', (code) => {
      if (code === 0) resolve();
      else reject(new BerthError('private-engine', { reason: 'start-failed' }, { raw: last || `exit code ${code}` }));
    });
  });
}
