import type { TerminalTheme } from '@common/contract/settings';
import type { ITheme } from '@xterm/xterm';

const tokens = {
  background: 'var(--sunk)',
  foreground: 'var(--text)',
  cursor: 'var(--text)',
  cursorAccent: 'var(--sunk)',
  selectionBackground: 'color-mix(in oklab, var(--accent) 35%, var(--sunk))',
  selectionInactiveBackground: 'color-mix(in oklab, var(--accent) 20%, var(--sunk))',
  scrollbarSliderBackground: 'var(--line2)',
  scrollbarSliderHoverBackground: 'var(--edge)',
  scrollbarSliderActiveBackground: 'var(--edge)',
  black: 'var(--ansi-black)',
  red: 'var(--ansi-red)',
  green: 'var(--ansi-green)',
  yellow: 'var(--ansi-yellow)',
  blue: 'var(--ansi-blue)',
  magenta: 'var(--ansi-magenta)',
  cyan: 'var(--ansi-cyan)',
  white: 'var(--ansi-white)',
  brightBlack: 'var(--ansi-bright-black)',
  brightRed: 'var(--ansi-bright-red)',
  brightGreen: 'var(--ansi-bright-green)',
  brightYellow: 'var(--ansi-bright-yellow)',
  brightBlue: 'var(--ansi-bright-blue)',
  brightMagenta: 'var(--ansi-bright-magenta)',
  brightCyan: 'var(--ansi-bright-cyan)',
  brightWhite: 'var(--ansi-bright-white)',
} satisfies ITheme;

/** Black on white and white on black, with xterm's own sixteen. */
const black: ITheme = {
  background: '#000000',
  foreground: '#e6e6e6',
  cursor: '#e6e6e6',
  cursorAccent: '#000000',
  selectionBackground: '#264f78',
  scrollbarSliderBackground: '#3a3a3a',
};
const paper: ITheme = {
  background: '#ffffff',
  foreground: '#1f2328',
  cursor: '#1f2328',
  cursorAccent: '#ffffff',
  selectionBackground: '#add6ff',
  scrollbarSliderBackground: '#d0d0d0',
};

/** Ethan Schoonover's sixteen: https://ethanschoonover.com/solarized/#the-values. The bright half are its greys, by design. */
const solarized = {
  black: '#073642',
  red: '#dc322f',
  green: '#859900',
  yellow: '#b58900',
  blue: '#268bd2',
  magenta: '#d33682',
  cyan: '#2aa198',
  white: '#eee8d5',
  brightBlack: '#586e75',
  brightRed: '#cb4b16',
  brightGreen: '#859900',
  brightYellow: '#b58900',
  brightBlue: '#268bd2',
  brightMagenta: '#6c71c4',
  brightCyan: '#2aa198',
  brightWhite: '#fdf6e3',
} satisfies ITheme;

const fixed: Readonly<Record<Exclude<TerminalTheme, 'app'>, ITheme>> = {
  black,
  paper,
  'solarized-dark': {
    ...solarized,
    background: '#002b36',
    foreground: '#93a1a1',
    cursor: '#93a1a1',
    cursorAccent: '#002b36',
    selectionBackground: '#0b4a5a',
    scrollbarSliderBackground: '#0b4a5a',
  },
  'solarized-light': {
    ...solarized,
    background: '#fdf6e3',
    foreground: '#586e75',
    cursor: '#586e75',
    cursorAccent: '#fdf6e3',
    selectionBackground: '#d8d2bf',
    scrollbarSliderBackground: '#d8d2bf',
  },
};

/** A theme as xterm takes it: of `app` the page's tokens, since xterm knows neither variables nor `oklch`. */
export function terminalTheme(theme: TerminalTheme = 'app'): ITheme {
  if (theme !== 'app') return fixed[theme];
  const probe = document.createElement('span');
  probe.hidden = true;
  document.body.append(probe);
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const resolved = Object.entries(tokens).map(([name, token]) => {
    probe.style.color = token;
    return [name, asHex(canvas, getComputedStyle(probe).color)];
  });
  probe.remove();
  return Object.fromEntries(resolved);
}

/** By painting one point: the browser knows every colour space. */
function asHex(canvas: CanvasRenderingContext2D | null, colour: string): string {
  if (!canvas) return '#808080';
  canvas.clearRect(0, 0, 1, 1);
  canvas.fillStyle = colour;
  canvas.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0] = canvas.getImageData(0, 0, 1, 1).data;
  return `#${[red, green, blue].map((part) => part.toString(16).padStart(2, '0')).join('')}`;
}

/** Calls when the theme or the wish for contrast changed, by the person or by the system. Returns its undo. */
export function onThemeChange(listener: () => void): () => void {
  const observer = new MutationObserver(listener);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme', 'style'] });
  const queries = ['(prefers-color-scheme: dark)', '(prefers-contrast: more)'].map((query) => matchMedia(query));
  for (const query of queries) query.addEventListener('change', listener);
  return () => {
    observer.disconnect();
    for (const query of queries) query.removeEventListener('change', listener);
  };
}
