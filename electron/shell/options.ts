import { parseArgs } from 'node:util';

/** What both shells take on their command line (README, "Flags"). */
export interface ShellOptions {
  /** Of the browser shell; 0: any free one. */
  readonly port: number;
  readonly open: boolean;
  readonly engine: string | undefined;
  readonly dataDir: string | undefined;
  readonly mayInstall: boolean;
  readonly seed: 'small' | undefined;
  readonly help: boolean;
}

/** A command line that can't be meant; its message says what is wrong with it. Exit code 2. */
export class UsageError extends Error {}

export const usage = `Berth: see, run and look into containers.

  npm start -- [flags]

  --browser       in the browser
  --desktop       in a window of its own (default where there is a display)
  --port N        port of the browser shell; 0, the default, takes any free one
  --no-open       do not open a browser
  --engine URL    this engine: unix:///…, npipe:…, tcp://…, ssh://…
  --data-dir DIR  settings, caches and the private engine (default: the platform's own place)
  --no-install    never install anything on this machine
  --seed small    sample images and containers on the private engine
  --help          this text
`;

const engineUrl = /^(unix:\/\/\/.|npipe:.|tcp:\/\/.|ssh:\/\/.)/;

/** @throws UsageError */
export function parseOptions(args: readonly string[]): ShellOptions {
  const values = parse(args);
  if (values.browser && values.desktop) throw new UsageError('Either --browser or --desktop, not both');
  const port = values.port ?? '0';
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) {
    throw new UsageError(`--port takes a number from 0 to 65535, not "${port}"`);
  }
  if (values.engine !== undefined && !engineUrl.test(values.engine)) {
    throw new UsageError(`--engine takes unix:///…, npipe:…, tcp://… or ssh://…, not "${values.engine}"`);
  }
  if (values['data-dir'] === '') throw new UsageError('--data-dir takes a folder');
  const seed = values.seed;
  if (seed !== undefined && seed !== 'small') throw new UsageError(`--seed takes small, not "${seed}"`);
  return {
    port: Number(port),
    open: !values['no-open'],
    engine: values.engine,
    dataDir: values['data-dir'],
    mayInstall: !values['no-install'],
    seed,
    help: values.help,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      strict: true,
      allowPositionals: false,
      options: {
        browser: { type: 'boolean', default: false },
        desktop: { type: 'boolean', default: false },
        port: { type: 'string' },
        'no-open': { type: 'boolean', default: false },
        engine: { type: 'string' },
        'data-dir': { type: 'string' },
        'no-install': { type: 'boolean', default: false },
        seed: { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }).values;
  } catch (error) {
    // node:util's first sentence says it; the rest is about its own syntax.
    throw new UsageError((error as Error).message.split('. ')[0]);
  }
}
