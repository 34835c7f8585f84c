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

/** The page's tokens as xterm takes colours: it knows neither variables nor `oklch`. */
export function terminalTheme(): ITheme {
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
