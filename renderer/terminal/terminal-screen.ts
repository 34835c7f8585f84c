import type { TerminalTheme } from '@common/contract/settings';
import type { TerminalOutput } from '@common/contract/terminals';
import { boundCounts } from '@common/std/bounded-counts';
import { FitAddon } from '@xterm/addon-fit';
import { SearchAddon } from '@xterm/addon-search';
import { UnicodeGraphemesAddon } from '@xterm/addon-unicode-graphemes';
import { WebLinksAddon } from '@xterm/addon-web-links';
import { Terminal } from '@xterm/xterm';
import { styleByObjectModel, withStyleNonce } from './csp-style';
import { FrameWriter } from './frame-writer';
import { silence } from './silence';
import { onThemeChange, terminalTheme } from './terminal-theme';

/** The same as main keeps (electron/services/terminal-emulator.ts). */
const scrollback = 10_000;
/** The contract's bounds. */
const most = 1_000;

export interface Size {
  readonly columns: number;
  readonly rows: number;
}

/** What a person may choose of it. */
export interface TerminalLook {
  readonly fontSize: number;
  readonly theme: TerminalTheme;
  /** Lines are read out as they come. */
  readonly screenReader: boolean;
}

export interface ScreenOptions {
  readonly label: string;
  readonly look: TerminalLook;
  /** `bytes`: each character is one byte, not text. */
  input(data: string, bytes?: boolean): void;
  /** A link was pressed; its address, as text. */
  link(address: string): void;
}

/** An xterm on the page that shows a session of main's, and neither answers programs nor decides on its size. */
export class TerminalScreen {
  readonly terminal: Terminal;
  readonly search = new SearchAddon({ highlightLimit: 1_000 });
  readonly #fit = new FitAddon();
  readonly #label: string;
  #theme: TerminalTheme;
  #undoTheme: () => void = () => undefined;

  constructor({ label, look, input, link }: ScreenOptions) {
    this.#label = label;
    this.#theme = look.theme;
    this.terminal = new Terminal({
      allowProposedApi: true,
      scrollback,
      fontSize: look.fontSize,
      screenReaderMode: look.screenReader,
      fontFamily: getComputedStyle(document.documentElement).getPropertyValue('--mono') || 'monospace',
      lineHeight: 1.2,
      theme: terminalTheme(look.theme),
      minimumContrastRatio: 4.5,
      cursorBlink: false,
      macOptionClickForcesSelection: true,
      rightClickSelectsWord: false,
      linkHandler: { activate: (_event, address) => link(address), allowNonHttpProtocols: false },
    });
    silence(this.terminal.parser);
    boundCounts(this.terminal);
    this.terminal.loadAddon(this.#fit);
    this.terminal.loadAddon(this.search);
    this.terminal.loadAddon(new UnicodeGraphemesAddon());
    this.terminal.loadAddon(new WebLinksAddon((_event, address) => link(address)));
    this.terminal.onData((data) => input(data));
    this.terminal.onBinary((data) => input(data, true));
  }

  open(element: HTMLElement): void {
    withStyleNonce(() => this.terminal.open(element));
    styleByObjectModel(this.terminal);
    this.terminal.textarea?.setAttribute('aria-label', this.#label);
    this.#undoTheme = onThemeChange(() => this.#colour());
    this.#ground(element);
  }

  /** Takes over what a person chose; says whether the size of letters changed, and with it what fits. */
  set({ fontSize, theme, screenReader }: TerminalLook): boolean {
    const { options } = this.terminal;
    if (options.screenReaderMode !== screenReader) options.screenReaderMode = screenReader;
    if (this.#theme !== theme) {
      this.#theme = theme;
      this.#colour();
    }
    if (options.fontSize === fontSize) return false;
    options.fontSize = fontSize;
    return true;
  }

  #colour(): void {
    this.terminal.options.theme = terminalTheme(this.#theme);
    const room = this.terminal.element?.parentElement;
    if (room) this.#ground(room);
  }

  /** What is left around the letters has the same ground. */
  #ground(room: HTMLElement): void {
    const around = room.parentElement;
    if (around) around.style.background = this.#theme === 'app' ? '' : (terminalTheme(this.#theme).background ?? '');
  }

  /** What fits into its element; undefined while that is not shown. */
  fitting(): Size | undefined {
    const proposed = this.#fit.proposeDimensions();
    if (!proposed || !Number.isFinite(proposed.cols) || !Number.isFinite(proposed.rows)) return undefined;
    const sane = (cells: number, least: number) => Math.min(most, Math.max(least, Math.floor(cells)));
    return { columns: sane(proposed.cols, 2), rows: sane(proposed.rows, 1) };
  }

  get size(): Size {
    return { columns: this.terminal.cols, rows: this.terminal.rows };
  }

  /** What takes a session's output, once for each frame. */
  writer(): FrameWriter {
    return new FrameWriter({
      write: (text, done) => this.terminal.write(text, done),
      show: (output) => this.#show(output),
    });
  }

  /** Everything takes effect in the order in which it came: xterm paints in slices, so a reset has to wait for its turn. */
  #show(output: Exclude<TerminalOutput, { kind: 'data' }>): void {
    const { terminal } = this;
    switch (output.kind) {
      case 'screen': {
        let scrolledTo: number | undefined;
        terminal.write('', () => {
          const { viewportY, baseY } = terminal.buffer.active;
          if (viewportY < baseY) scrolledTo = viewportY;
          terminal.reset();
          terminal.resize(output.columns, output.rows);
        });
        terminal.write(output.data, () => {
          if (scrolledTo !== undefined) terminal.scrollToLine(scrolledTo);
        });
        break;
      }
      case 'resized':
        terminal.write('', () => terminal.resize(output.columns, output.rows));
        break;
      case 'ended':
        terminal.options.disableStdin = true;
        terminal.options.cursorInactiveStyle = 'none';
        break;
    }
  }

  dispose(): void {
    this.#undoTheme();
    this.terminal.dispose();
  }
}

/** What would fit into an element before there is a session: its program then starts with the right size. */
export function sizeOf(element: HTMLElement, look: TerminalLook): Size {
  const screen = new TerminalScreen({ label: '', look, input: () => undefined, link: () => undefined });
  const room = document.createElement('div');
  // As much room as the view leaves around (xterm-view.tsx).
  room.style.cssText = 'position: absolute; inset: 8px; visibility: hidden';
  room.ariaHidden = 'true';
  element.append(room);
  try {
    screen.open(room);
    return screen.fitting() ?? { columns: 80, rows: 24 };
  } finally {
    screen.dispose();
    room.remove();
  }
}
