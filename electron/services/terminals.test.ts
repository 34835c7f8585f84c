import { Duplex } from 'node:stream';
import { call } from '@orpc/server';
import { afterEach, expect, test } from 'vitest';
import { BerthError } from '../common/contract/errors';
import { containerId, engineId } from '../common/contract/ids';
import type { TerminalOutput } from '../common/contract/terminals';
import type { Engine, ExecOptions } from '../engine/port';
import { createLog } from './log';
import { createTerminals } from './terminals';

const engine = engineId.parse('test');
const container = containerId.parse('a'.repeat(64));
const size = { columns: 80, rows: 24 };

/** A program in a container: says what the test lets it say, when there is room for it. */
class Program {
  readonly heard: string[] = [];
  readonly heardBytes: number[] = [];
  readonly sizes: string[] = [];
  code: number | undefined;
  gone = false;
  said = 0;
  #wanting: (() => void) | undefined;
  readonly stream = new Duplex({
    read: () => this.#wanting?.(),
    write: (chunk, _, done) => {
      this.heard.push(String(chunk));
      this.heardBytes.push(...chunk);
      done();
    },
  });
  /** Resolves when the reader has taken it, as a full pipe lets a program wait. */
  async say(text: string): Promise<void> {
    this.said += text.length;
    if (this.stream.push(text)) return;
    await new Promise<void>((resolve) => {
      this.#wanting = resolve;
    });
  }
  end(code?: number): void {
    this.code = code;
    this.stream.push(null);
  }
}

let close: () => Promise<void> = async () => undefined;
afterEach(() => close());

function terminals({ has = ['sh'] as readonly string[], state = 'running' } = {}) {
  const programs: Program[] = [];
  const commands: (readonly string[])[] = [];
  const fake: Partial<Engine> = {
    id: engine,
    listContainers: async () => [{ name: 'web', state } as never],
    async execOnce(_, [shell = '', , script = '']) {
      if (!has.includes(shell)) return { exitCode: 127, output: `exec: "${shell}": executable file not found` };
      return { exitCode: 0, output: script.includes('bash') ? `${has.includes('bash') ? 'bash' : 'sh'}\n` : '' };
    },
    async exec(_, { command }: ExecOptions) {
      commands.push(command);
      const program = new Program();
      const hangsUp = command.at(-1)?.startsWith('kill -');
      if (hangsUp) {
        program.end(0);
        programs[0]?.end(129);
        return { id: 'k', stream: program.stream, resize: async () => undefined, exitCode: async () => 0 };
      }
      programs.push(program);
      void program.say('\x1b]7077;42\x07');
      return {
        id: 'x',
        stream: program.stream,
        resize: async (columns, rows) => void program.sizes.push(`${columns}x${rows}`),
        exitCode: async () => {
          if (program.gone) throw new BerthError('engine-unreachable', { address: 'x', reason: 'gone' });
          return program.code;
        },
      };
    },
  };
  const { verbs, ...rest } = createTerminals({
    engines: { get: () => fake as Engine },
    jobs: { run: async () => Promise.reject(new Error('no jobs here')) },
    log: createLog(() => undefined),
    toolbox: () => '',
  });
  close = rest.close;
  const open = (more: { shell?: string } = {}) =>
    call(verbs.open, { kind: 'exec', engine, container, ...size, ...more });
  return { verbs, programs, commands, open, close: rest.close };
}

/** A page that paints at once; `paints: false` for one that hangs. */
function page(stream: AsyncIterator<TerminalOutput>, acknowledge: (characters: number) => unknown = () => undefined) {
  const seen: TerminalOutput[] = [];
  const done = (async () => {
    for (let step = await stream.next(); !step.done; step = await stream.next()) {
      seen.push(step.value);
      if (step.value.kind === 'data') await acknowledge(step.value.data.length);
    }
  })();
  return { seen, done, text: () => seen.map((one) => ('data' in one ? one.data : '')).join('') };
}
const until = async (holds: () => boolean, within = 5_000) => {
  const limit = Date.now() + within;
  while (!holds()) {
    if (Date.now() > limit) throw new Error('did not come');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
};

test('takes bash where it is, else sh, and says so when there is none', async () => {
  expect((await terminals({ has: ['bash', 'sh'] }).open()).shell).toBe('bash');
  expect((await terminals({ has: ['sh'] }).open()).shell).toBe('sh');
  expect((await terminals({ has: ['bash'] }).open()).shell).toBe('bash');
  await expect(terminals({ has: [] }).open()).rejects.toMatchObject({
    data: { code: 'no-shell', params: { tried: 'bash, ash, sh' } },
  });
  await expect(terminals({ state: 'exited' }).open()).rejects.toMatchObject({
    data: { code: 'wrong-state', params: { name: 'web', state: 'exited' } },
  });
});

test('a command without a shell around is still run', async () => {
  const { open, commands } = terminals({ has: [] });
  await open({ shell: '/app/tool --say "a b"' });
  expect(commands).toEqual([['/app/tool', '--say', 'a b']]);
});

test('a mouse report of the oldest kind arrives as its bytes, text as UTF-8', async () => {
  const { verbs, open, programs } = terminals();
  const { id } = await open();
  await call(verbs.write, { terminal: id, data: '\x1b[M \xe9\xff', bytes: true });
  await call(verbs.write, { terminal: id, data: 'é' });
  expect(programs[0]?.heardBytes).toEqual([0x1b, 0x5b, 0x4d, 0x20, 0xe9, 0xff, 0xc3, 0xa9]);
});

test('keys go in, output comes, the size follows, and the end has its exit code', async () => {
  const { verbs, open, programs } = terminals();
  const { id } = await open();
  const view = page(await call(verbs.attach, { terminal: id, viewer: 'a' }));
  await call(verbs.write, { terminal: id, data: 'ls\r' });
  await call(verbs.resize, { terminal: id, columns: 1, rows: 50 });
  await programs[0]?.say('héllo');
  await until(() => view.text().includes('héllo'));
  programs[0]?.end(3);
  await view.done;
  expect(programs[0]?.heard).toEqual(['ls\r']);
  expect(programs[0]?.sizes).toEqual(['2x50']);
  expect(view.seen.filter(({ kind }) => kind !== 'data')).toEqual([
    expect.objectContaining({ kind: 'screen', columns: 80, rows: 24 }),
    { kind: 'resized', columns: 2, rows: 50 },
    { kind: 'ended', exitCode: 3, reason: 'program' },
  ]);
});

test('an ended session still shows its screen, and its list says how it ended', async () => {
  const { verbs, open, programs } = terminals();
  const { id } = await open();
  await programs[0]?.say('\x1b]2;a \u202etitle\x07last words');
  programs[0]?.end(1);
  const list = page((await call(verbs.watch, undefined)) as never);
  await until(() => JSON.stringify(list.seen).includes('ended'));
  expect(list.seen.at(-1)).toEqual([expect.objectContaining({ id, state: 'ended', exitCode: 1, title: 'a title' })]);
  const view = page(await call(verbs.attach, { terminal: id, viewer: 'a' }));
  await view.done;
  expect(view.seen.map(({ kind }) => kind)).toEqual(['screen', 'ended']);
  expect(view.text()).toContain('last words');
});

test('an engine that went away is told as lost', async () => {
  const { verbs, open, programs } = terminals();
  const { id } = await open();
  const view = page(await call(verbs.attach, { terminal: id, viewer: 'a' }));
  Object.assign(programs[0] ?? {}, { gone: true });
  programs[0]?.stream.destroy(new Error('ECONNRESET'));
  await view.done;
  expect(view.seen.at(-1)).toEqual({ kind: 'ended', exitCode: undefined, reason: 'engine-lost' });
});

const line = `${'x'.repeat(78)}\r\n`;
const chunk = line.repeat(800);

test('a page that paints slowly holds no program up, is sent no more than it can take, and ends with all lines', async () => {
  const { verbs, open, programs } = terminals();
  const { id } = await open();
  const view = await call(verbs.attach, { terminal: id, viewer: 'slow' });
  const reading = page(view, async (characters) => {
    await new Promise((resolve) => setTimeout(resolve, 50));
    await call(verbs.acknowledge, { terminal: id, viewer: 'slow', characters });
  });
  for (let n = 0; n < 100; n += 1) await programs[0]?.say(chunk);
  await programs[0]?.say('the end');
  // 6.4 MB were said; with a pause of 50 ms for each 64 KB they would take 5 s to paint.
  const sent = reading.seen.reduce((sum, one) => sum + (one.kind === 'data' ? one.data.length : 0), 0);
  expect(sent).toBeLessThan(3_000_000);
  // Once it is calm the whole scrollback comes.
  const lines = () => reading.seen.findLast(({ kind }) => kind === 'screen') as { data: string } | undefined;
  await until(() => lines()?.data.split('\n').length === 10_000 + 24, 15_000);
  await until(() => reading.text().endsWith('the end') || (lines()?.data.includes('the end') ?? false));
  programs[0]?.end(0);
  await reading.done;
  expect(reading.seen.at(-1)).toMatchObject({ kind: 'ended', exitCode: 0 });
}, 30_000);

test('one that is behind when the program ends is shown the end', async () => {
  const { verbs, open, programs } = terminals();
  const { id } = await open();
  const view = page(await call(verbs.attach, { terminal: id, viewer: 'behind' }));
  for (let n = 0; n < 20; n += 1) await programs[0]?.say(chunk);
  await programs[0]?.say('last words');
  programs[0]?.end(2);
  await view.done;
  const [screen, end] = view.seen.slice(-2);
  expect(end).toMatchObject({ kind: 'ended', exitCode: 2 });
  expect(screen?.kind === 'screen' && screen.data.slice(-300)).toContain('last words');
}, 20_000);

test('200 MB without a page: memory stays flat, and who attaches then sees exactly the end', async () => {
  const { verbs, open, programs } = terminals();
  const { id } = await open();
  const before = process.memoryUsage().rss;
  let most = 0;
  for (let n = 0; n < 200_000_000 / chunk.length; n += 1) {
    await programs[0]?.say(chunk);
    if (n % 100 === 0) most = Math.max(most, process.memoryUsage().rss);
  }
  await programs[0]?.say('the end');
  const view = page(await call(verbs.attach, { terminal: id, viewer: 'late' }));
  await until(() => view.text().includes('the end'));
  const lines = view.text().split('\r\n');
  expect(lines.at(-1)).toContain('the end');
  expect(lines.length).toBe(10_000 + 24);
  expect(most - before).toBeLessThan(120 * 1024 * 1024);
}, 60_000);

test('a page that hangs does not stop the program, and is shown the truth when it is back', async () => {
  const { verbs, open, programs } = terminals();
  const { id } = await open();
  const view = page(await call(verbs.attach, { terminal: id, viewer: 'hung' }));
  for (let n = 0; n < 20; n += 1) await programs[0]?.say(chunk);
  await programs[0]?.say('after');
  const owed = () => view.seen.reduce((sum, one) => sum + (one.kind === 'data' ? one.data.length : 0), 0);
  expect(owed()).toBeLessThan(300_000);
  // What was on its way to it is painted too.
  let painted = 0;
  await until(() => {
    const characters = owed() - painted;
    painted += characters;
    if (characters > 0) void call(verbs.acknowledge, { terminal: id, viewer: 'hung', characters });
    return (
      view.text().endsWith('after') || view.seen.some((one) => one.kind === 'screen' && one.data.includes('after'))
    );
  }, 15_000);
}, 20_000);

test('closing hangs up the program in its container', async () => {
  const { verbs, open, commands, close: closeAll } = terminals();
  const { id } = await open();
  await new Promise((resolve) => setTimeout(resolve, 50));
  await call(verbs.close, { terminal: id });
  expect(commands.at(-1)).toEqual(['sh', '-c', 'kill -HUP 42']);
  await expect(call(verbs.write, { terminal: id, data: 'x' })).rejects.toMatchObject({ data: { code: 'expired' } });
  await closeAll();
});

test('answers to a program that does not read are bounded', async () => {
  const { open, programs } = terminals();
  await open();
  const [program] = programs;
  if (!program) throw new Error('no program');
  let waiting: (() => void) | undefined;
  program.stream._write = (_chunk, _encoding, done) => {
    waiting = done;
  };
  for (let n = 0; n < 30; n += 1) await program.say('\x1b[6n'.repeat(5_000));
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(program.stream.writableLength).toBeLessThan(70_000);
  waiting?.();
});
