import type { TerminalOutput } from '@common/contract/terminals';
import { FitAddon } from '@xterm/addon-fit';
import { SearchAddon } from '@xterm/addon-search';
import { UnicodeGraphemesAddon } from '@xterm/addon-unicode-graphemes';
import { WebLinksAddon } from '@xterm/addon-web-links';
import { Terminal } from '@xterm/xterm';
import { styleByObjectModel, withStyleNonce } from './csp-style';
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

export interface ScreenOptions {
  readonly label: string;
  readonly fontSize: number;
  input(data: string): void;
  /** A link was pressed; its address, as text. */
  link(address: string): void;
}

/** An xterm on the page that shows a session of main's, and neither answers programs nor decides on its size. */
export class TerminalScreen {
  readonly terminal: Terminal;
  readonly search = new SearchAddon({ highlightLimit: 1_000 });
  readonly #fit = new FitAddon();
  readonly #label: string;
  #undoTheme: () => void = () => undefined;

  constructor({ label, fontSize, input, link }: ScreenOptions) {
    this.#label = label;
    this.terminal = new Terminal({
      allowProposedApi: true,
      scrollback,
      fontSize,
      fontFamily: getComputedStyle(document.documentElement).getPropertyValue('--mono') || 'monospace',
      lineHeight: 1.2,
      theme: terminalTheme(),
      minimumContrastRatio: 4.5,
      cursorBlink: false,
      macOptionClickForcesSelection: true,
      rightClickSelectsWord: false,
      linkHandler: { activate: (_event, address) => link(address), allowNonHttpProtocols: false },
    });
    silence(this.terminal.parser);
    this.terminal.loadAddon(this.#fit);
    this.terminal.loadAddon(this.search);
    this.terminal.loadAddon(new UnicodeGraphemesAddon());
    this.terminal.loadAddon(new WebLinksAddon((_event, address) => link(address)));
    this.terminal.onData(input);
    this.terminal.onBinary(input);
  }

  open(element: HTMLElement): void {
    withStyleNonce(() => this.terminal.open(element));
    styleByObjectModel(this.terminal);
    this.terminal.textarea?.setAttribute('aria-label', this.#label);
    this.#undoTheme = onThemeChange(() => {
      this.terminal.options.theme = terminalTheme();
    });
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

  /** Everything takes effect in the order in which it came: xterm paints in slices, so a reset has to wait for its turn. */
  show(output: TerminalOutput, painted: (characters: number) => void): void {
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
      case 'data':
        terminal.write(output.data, () => painted(output.data.length));
        break;
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
export function sizeOf(element: HTMLElement, fontSize: number): Size {
  const screen = new TerminalScreen({ label: '', fontSize, input: () => undefined, link: () => undefined });
  const room = document.createElement('div');
  room.style.cssText = 'position: absolute; inset: 0; visibility: hidden';
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
