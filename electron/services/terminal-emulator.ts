import { SerializeAddon } from '@xterm/addon-serialize';
import type { Terminal as HeadlessTerminal, ITerminalAddon } from '@xterm/headless';
import headless from '@xterm/headless';
import { boundCounts } from '../common/std/bounded-counts';
import { waitBehindLastColumn } from './terminal-last-column';

/** Lines above the screen that are kept. 10,000 of 80 columns take some 10 MB, 100,000 took 285. */
const scrollback = 10_000;

export interface EmulatorListener {
  /** What the terminal has to say to the program. */
  answer(data: string): void;
  /** As the program wrote it: anything. */
  title(title: string): void;
}

/**
 * The true screen of one session.
 *
 * It alone answers what programs ask of a terminal (cursor position, device attributes …): the page's terminals keep
 * silent, so that each question has exactly one answer, whether a page looks or not.
 */
export class TerminalEmulator {
  readonly #terminal: HeadlessTerminal;
  readonly #serializer = new SerializeAddon();

  constructor(size: { columns: number; rows: number }, graphemes: ITerminalAddon, heard: EmulatorListener) {
    this.#terminal = new headless.Terminal({
      cols: size.columns,
      rows: size.rows,
      scrollback,
      allowProposedApi: true,
      logLevel: 'off',
    });
    this.#terminal.loadAddon(graphemes);
    // Typed for the page's terminal; it uses what both have.
    this.#terminal.loadAddon(this.#serializer as unknown as ITerminalAddon);
    boundCounts(this.#terminal);
    // DECRQSS: no program needs it, and its answer has been used to press keys (xterm's CVE-2008-2383).
    this.#terminal.parser.registerDcsHandler({ intermediates: '$', final: 'q' }, () => true);
    this.#terminal.onData(heard.answer);
    this.#terminal.onTitleChange(heard.title);
  }

  get columns(): number {
    return this.#terminal.cols;
  }

  get rows(): number {
    return this.#terminal.rows;
  }

  /** `done` is called when exactly this and all before it is on the screen. Work is sliced: no call blocks for long. */
  write(data: string, done: () => void): void {
    this.#terminal.write(data, done);
  }

  resize(columns: number, rows: number): void {
    this.#terminal.resize(columns, rows);
  }

  /** Calls at the sequence `OSC number ; text`. Returns its undo. */
  onSequence(number: number, listener: (text: string) => void): () => void {
    const handler = this.#terminal.parser.registerOscHandler(number, (text) => {
      listener(text);
      return true;
    });
    return () => handler.dispose();
  }

  /** Screen, scrollback (the last `lines` of it) and modes, as output that makes a fresh terminal of the same size look and act the same. */
  serialize(lines?: number): string {
    // The serializer ends the normal screen with the current looks, and writes the alternate one as if there were none.
    const state = this.#serializer
      .serialize(lines === undefined ? undefined : { scrollback: lines })
      .replaceAll(moveByNothing, '\x1b[A$1\x1b[B')
      .replace(toAlternate, `\x1b[m${toAlternate}`);
    return state + restOfState(this.#terminal);
  }

  dispose(): void {
    this.#terminal.dispose();
  }
}

/** Parts of xterm 6.0.0 that its API does not show; a test compares restored states and so watches over them. */
interface Internals {
  readonly _core: {
    readonly coreService: {
      readonly isCursorHidden: boolean;
      readonly decPrivateModes: {
        readonly cursorStyle?: 'block' | 'underline' | 'bar';
        readonly cursorBlink?: boolean;
        readonly origin: boolean;
      };
    };
    readonly coreMouseService: { readonly activeEncoding: string };
    readonly _charsetService: {
      readonly glevel: number;
      readonly _charsets: readonly (Readonly<Record<string, string>> | undefined)[];
    };
    readonly _bufferService: {
      readonly buffer: {
        readonly scrollTop: number;
        readonly scrollBottom: number;
        readonly x: number;
        readonly y: number;
      };
    };
  };
}

/** How the serializer empties a blank line that it had to fill to make the next one wrap: a move by 0 is a move by 1 (ECMA-48). */
const esc = '\x1b';
const moveByNothing = new RegExp(`${esc}\\[A${esc}\\[0C(${esc}\\[\\d+X)${esc}\\[0D${esc}\\[B`, 'g');

const toAlternate = '\x1b[?1049h\x1b[H';

const cursorStyles = { block: 1, underline: 3, bar: 5 } as const;

/** What the serializer leaves out: without it a restored vim scrolls wrongly and htop misreads the mouse. */
function restOfState(terminal: HeadlessTerminal): string {
  const { coreService, coreMouseService, _charsetService, _bufferService } = (terminal as unknown as Internals)._core;
  const { cursorStyle, cursorBlink, origin } = coreService.decPrivateModes;
  const { scrollTop, scrollBottom, x, y } = _bufferService.buffer;
  let rest = '';
  const hasRegion = scrollTop > 0 || scrollBottom < terminal.rows - 1;
  if (hasRegion) rest += `\x1b[${scrollTop + 1};${scrollBottom + 1}r`;
  // A region and origin mode move the cursor home when set, and the serializer errs by a column after a full line.
  const row = y + 1 - (origin ? scrollTop : 0);
  rest += x < terminal.cols ? `\x1b[${row};${x + 1}H` : waitBehindLastColumn(terminal, row);
  for (const [index, designator] of ['(', ')', '*', '+'].entries()) {
    // DEC's line drawing is the one that programs use; other national sets are gone from use.
    if (_charsetService._charsets[index]?.q === '─') rest += `\x1b${designator}0`;
  }
  if (_charsetService.glevel === 1) rest += '\x0e';
  if (coreMouseService.activeEncoding === 'SGR') rest += '\x1b[?1006h';
  if (coreMouseService.activeEncoding === 'SGR_PIXELS') rest += '\x1b[?1016h';
  if (cursorStyle) rest += `\x1b[${cursorStyles[cursorStyle] + (cursorBlink === false ? 1 : 0)} q`;
  if (coreService.isCursorHidden) rest += '\x1b[?25l';
  return rest;
}
