import { parseArgs } from 'node:util';
import { PrivateEngineError } from './errors';
import { defaultDir } from './paths';
import { createPrivateEngine } from './private-engine';

const help = `Berth's private engine: its own data, socket and processes, beside any engine that is already there.

  npm run engine -- start  [--seed small|large] [--podman] [--dir DIR] [--no-install]
  npm run engine -- stop   [--podman] [--dir DIR]
  npm run engine -- status [--podman] [--dir DIR]

start   starts the engine, installing Docker (or Podman) with apt where it is missing on Debian or Ubuntu as root;
        prints DOCKER_HOST=unix://… as its last line
stop    ends the engine and its containers; images, containers and volumes stay
status  says whether it runs

  --seed small   sample images and containers in every state, and a Compose project
  --seed large   the same, 1,000 more containers of which 100 run, and an image of many layers
  --podman       Podman instead of Docker
  --dir DIR      where it lives (default: ${defaultDir()})
  --no-install   never installs anything

Exit codes: 0 done (status: it runs), 1 failed, 2 wrong arguments, 3 status: it does not run.
`;

/** What to do about it, for a person at a terminal. */
const advice: Record<PrivateEngineError['code'], string> = {
  'needs-root': 'This has to run as root (with sudo). Without root, an installed Podman works: --podman',
  'not-installed': 'Install Docker or Podman first; on Debian and Ubuntu as root this command does it by itself',
  'install-failed': 'The package manager could not install it',
  'start-failed': 'The engine did not start',
  'dir-unusable': 'The directory cannot be used: choose another with --dir',
  'unsupported-platform': 'A private engine needs Linux; on this system use Docker Desktop, Podman or a remote engine',
  'seed-failed': 'The engine runs, but the samples could not be made',
  busy: 'Another process is starting or stopping this engine',
};

const report = (line: string) => process.stderr.write(`${line}\n`);

async function main(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      seed: { type: 'string' },
      podman: { type: 'boolean', default: false },
      dir: { type: 'string' },
      'no-install': { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(help);
    return 0;
  }
  const [command, ...rest] = positionals;
  if (rest.length > 0) throw new TypeError(`Unexpected: ${rest.join(' ')}`);
  const size = values.seed;
  if (size !== undefined && size !== 'small' && size !== 'large')
    throw new TypeError(`--seed is small or large, not ${size}`);
  const engine = createPrivateEngine({ dir: values.dir, kind: values.podman ? 'podman' : 'docker', log: report });
  if (command === 'start') {
    if (!values['no-install']) await engine.install();
    await engine.start();
    if (size !== undefined) await engine.seed(size);
    process.stdout.write(`DOCKER_HOST=${engine.host}\n`);
    return 0;
  }
  if (command === 'stop') {
    await engine.stop();
    return 0;
  }
  if (command === 'status') {
    const { state, pid, host } = await engine.status();
    process.stdout.write(`${engine.kind} ${state}${pid === undefined ? '' : ` (pid ${pid})`}\nDOCKER_HOST=${host}\n`);
    return state === 'running' ? 0 : 3;
  }
  throw new TypeError(command === undefined ? 'Say start, stop or status' : `No such command: ${command}`);
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (error instanceof PrivateEngineError) {
    report(advice[error.code]);
    for (const [name, value] of Object.entries(error.params)) report(`  ${name}: ${value}`);
    process.exitCode = 1;
  } else if (error instanceof TypeError) {
    // parseArgs' own complaints are TypeErrors too.
    report(`${error.message}\n\n${help}`);
    process.exitCode = 2;
  } else throw error;
}
