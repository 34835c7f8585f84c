import headless from '@xterm/headless';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type EmulatorListener, TerminalEmulator } from './terminal-emulator';
import { graphemesAddon } from './terminal-graphemes';
import { UnfinishedTail, unfinishedFrom } from './terminal-tail';

const size = { columns: 24, rows: 6 };
const none = { answer: () => undefined, title: () => undefined };

async function emulator(heard: Partial<EmulatorListener> = {}) {
  return new TerminalEmulator(size, await graphemesAddon(), { ...none, ...heard });
}
const written = (into: TerminalEmulator, data: string) => new Promise<void>((resolve) => into.write(data, resolve));

/** Every cell with its looks, the cursor, the modes: all that a person or a program could tell two terminals apart by. */
async function look(...output: readonly string[]) {
  const terminal = new headless.Terminal({
    cols: 24,
    rows: 6,
    scrollback: 10_000,
    allowProposedApi: true,
    logLevel: 'off',
  });
  terminal.loadAddon(await graphemesAddon());
  for (const data of output) await new Promise<void>((resolve) => terminal.write(data, resolve));
  const lines = (buffer: typeof terminal.buffer.active) =>
    Array.from({ length: buffer.length }, (_, y) => {
      const line = buffer.getLine(y);
      const cells = Array.from({ length: 24 }, (_unused, x) => {
        const cell = line?.getCell(x);
        if (!cell) return '';
        const bg = [cell.getBgColorMode(), cell.getBgColor()];
        const letters = [cell.getFgColorMode(), cell.getFgColor(), cell.isBold(), cell.isUnderline(), cell.isInverse()];
        // An empty cell shows its ground only.
        const style = cell.isAttributeDefault() ? '' : [...bg, ...(cell.getChars() === '' ? [] : letters)].join();
        return `${cell.getChars() || ' '}${cell.getWidth()}${style === '' || style === '0,-1' ? '' : `<${style}>`}`;
      });
      return `${line?.isWrapped ? '+' : ''}${cells.join('')}`;
    });
  const core = (
    terminal as unknown as {
      _core: {
        coreService: { isCursorHidden: boolean };
        coreMouseService: { activeEncoding: string };
        _bufferService: { buffer: { scrollTop: number; scrollBottom: number } };
      };
    }
  )._core;
  const { scrollTop, scrollBottom } = core._bufferService.buffer;
  const { active, normal } = terminal.buffer;
  return {
    modes: { ...terminal.modes },
    cursor: [active.cursorX, active.cursorY, core.coreService.isCursorHidden],
    region: [scrollTop, scrollBottom],
    mouse: core.coreMouseService.activeEncoding,
    kind: active.type,
    active: lines(active),
    normal: lines(normal),
  };
}

async function restored(before: string): Promise<string> {
  const one = await emulator();
  await written(one, before);
  const data = one.serialize();
  one.dispose();
  return data;
}

const piece = fc.oneof(
  { weight: 6, arbitrary: fc.string({ unit: fc.constantFrom(...'abcdefg xyz0123'), maxLength: 30 }) },
  { weight: 2, arbitrary: fc.constantFrom('漢字', '👍', 'é', '👩‍🚀', '한') },
  { weight: 4, arbitrary: fc.constantFrom('\r\n', '\r', '\n', '\b', '\t') },
  { weight: 3, arbitrary: fc.integer({ min: 0, max: 7 }).map((n) => `\x1b[3${n}m`) },
  {
    weight: 2,
    arbitrary: fc.constantFrom('\x1b[1m', '\x1b[4m', '\x1b[7m', '\x1b[0m', '\x1b[38;2;1;2;3m', '\x1b[38;5;200m'),
  },
  { weight: 2, arbitrary: fc.constantFrom('\x1b[2;3H', '\x1b[4A', '\x1b[5C', '\x1b[K') },
  {
    weight: 2,
    arbitrary: fc.constantFrom('\x1b[?25l', '\x1b[?25h', '\x1b[?2004h', '\x1b[?1h', '\x1b[?1002h\x1b[?1006h'),
  },
);
const output = fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join(''));

test('a restored terminal has the same screen, scrollback and modes, whatever was written', async () => {
  await fc.assert(
    fc.asyncProperty(output, async (before) => {
      expect(await look(await restored(before))).toEqual(await look(before));
    }),
    { numRuns: 300 },
  );
}, 60_000);

test.each([
  [
    'vim: alternate screen over a scrolled shell',
    `${'line\r\n'.repeat(20)}$ vim\r\n\x1b[?1049h\x1b[2J\x1b[1;1Htext\r\n~\x1b[3;2H`,
  ],
  ['a scroll region with origin mode', 'a\r\nb\r\nc\x1b[2;4r\x1b[?6h\x1b[2;3Hx'],
  ['a blank line that wraps into a wide letter', 'aaaaaaaaaaaaaaaa\t\n漢字'],
  ['a cursor behind the last column, above other lines', '\x1b[2;3H漢字\t\x1b[4A\x1b[1;44maaaaaaaaaaaaaaaaa'],
  ['a cursor behind a wide letter in the last column', '\x1b[2;3Hb\x1b[A\x1b[5C\x1b[32maaaaaaaaaaaaaa漢字'],
  ['a combined letter in the last column, of another colour', '\x1b[30maaaaaaaa\t\te\u0301'],
  ['a hidden cursor and mouse reports by SGR', 'top\x1b[?25l\x1b[?1002h\x1b[?1006h'],
])('%s comes back', async (_, before) => {
  expect(await look(await restored(before))).toEqual(await look(before));
});

test('line drawing that was switched on stays on', async () => {
  expect(await look(await restored('\x1b(0'), 'qqx')).toEqual(await look('\x1b(0qqx'));
});

test('an attach in the middle of any sequence goes on with it', async () => {
  const whole = 'a\x1b[31mred\x1b]0;title\x07b\x1bPq#0\x1b\\c\x1b[?1049hlink d\x1b(Be\u009b1mf';
  const expected = await look(whole);
  for (let cut = 0; cut <= whole.length; cut += 1) {
    const tail = new UnfinishedTail();
    tail.push(whole.slice(0, cut));
    const state = (await restored(whole.slice(0, cut))) + tail.text;
    expect(await look(state, whole.slice(cut)), `cut at ${cut}`).toEqual(expected);
  }
});

test('a sequence without end is not kept whole', () => {
  const tail = new UnfinishedTail();
  tail.push('ok\x1bP');
  for (let n = 0; n < 100; n += 1) tail.push('x'.repeat(65_536));
  expect(tail.text.length).toBeLessThan(5_000);
  expect(tail.text.startsWith('\x1bP')).toBe(true);
  expect(unfinishedFrom(`${tail.text}\x1b\\`)).toBe(-1);
});

test('questions of programs have their answers; none tells a title, a clipboard or the answerback', async () => {
  const answers: string[] = [];
  const titles: string[] = [];
  const one = await emulator({ answer: (data) => answers.push(data), title: (title) => titles.push(title) });
  await written(one, '\x1b[6n\x1b[c');
  expect(answers).toEqual(['\x1b[1;1R', '\x1b[?1;2c']);
  answers.length = 0;
  await written(
    one,
    '\x1b]2;rm -rf\r\x07\x1bP$qm\x1b\\\x1b[21t\x1b[20t\x1b]52;c;?\x07\x05\x1b]8;;javascript:alert(1)\x07x\x1b]8;;\x07\x1b]10;?\x07',
  );
  expect(answers).toEqual([]);
  one.dispose();
});

test('counts that no screen has cost what a screenful costs, and do the same', async () => {
  const one = await emulator();
  for (const final of ['L', 'M', 'S', 'T', 'I', 'Z', 'b']) await written(one, `\x1b[Hx\x1b[2147483647${final}`);
  await written(one, `\x1b[H\x1b[2Jabc\x1b[2;1Hdef\x1b[2147483647S\x1b[Hx\x1b[2147483647b`);
  expect(await look(one.serialize())).toMatchObject(await look(`\x1b[H${'x'.repeat(25)}`));
  one.dispose();
});
