import { keyLetter } from '../ui/key-letter';
import { paths } from './paths';

/** What a key does, for the page that handles it and for the list under `?`. */
export interface KeyWords {
  /** As pressed one after another: `['g', 'c']`; `Shift+ArrowDown` for one held. */
  readonly keys: readonly string[];
  readonly does: string;
}

export interface KeyGroup {
  readonly title: string;
  readonly keys: readonly KeyWords[];
}

/** `g` and then … */
export const jumps = [
  { key: 'c', does: 'Go to Containers', path: paths.containers() },
  { key: 'i', does: 'Go to Images', path: paths.images() },
  { key: 'e', does: 'Go to Engines', path: paths.engines() },
  { key: 's', does: 'Go to Settings', path: paths.settings() },
] as const;

const onMac = () => /mac|iphone|ipad/i.test(navigator.platform);

/** Ctrl-K, and Cmd-K on a Mac, where Ctrl-K cuts a line off in every field. */
export const isPaletteKey = (event: KeyboardEvent): boolean =>
  (onMac() ? event.metaKey && !event.ctrlKey : event.ctrlKey && !event.metaKey) &&
  !event.altKey &&
  !event.shiftKey &&
  keyLetter(event) === 'k';

export const paletteKeys = onMac() ? { shown: '⌘ K', aria: 'Meta+K' } : { shown: 'Ctrl K', aria: 'Control+K' };

/** All keys of the page, by the place where they work. English here, translated where it is shown. */
export const keyGroups: readonly KeyGroup[] = [
  {
    title: 'Everywhere',
    keys: [
      { keys: paletteKeys.shown.split(' '), does: 'Search or run a command' },
      { keys: ['/'], does: 'Search on this page' },
      { keys: ['?'], does: 'Show the keys' },
      { keys: ['Esc'], does: 'Close, clear or go back' },
      { keys: ['g', 'a'], does: 'Show or hide Activity' },
      { keys: ['Ctrl', '`'], does: 'Show or hide the terminals' },
    ],
  },
  { title: 'Go to', keys: jumps.map(({ key, does }) => ({ keys: ['g', key], does })) },
  {
    title: 'Search or run a command',
    keys: [
      { keys: ['↑', '↓'], does: 'Choose another line' },
      { keys: ['Enter'], does: 'Do it' },
      { keys: ['Ctrl', 'Enter'], does: 'Open a shell in that container' },
    ],
  },
  {
    title: 'Lists',
    keys: [
      { keys: ['↑', '↓'], does: 'Move between rows' },
      { keys: ['Home', 'End'], does: 'First and last row' },
      { keys: ['PgUp', 'PgDn'], does: 'A screen of rows up and down' },
      { keys: ['←', '→'], does: 'Walk through a row’s links and buttons, fold a group' },
      { keys: ['.'], does: 'Show all that can be done with a row (or Shift F10)' },
      { keys: ['Enter'], does: 'Open' },
      { keys: ['Space'], does: 'Select' },
      { keys: ['Shift', '↓'], does: 'Select along' },
      { keys: ['Ctrl', 'A'], does: 'Select all' },
    ],
  },
  {
    title: 'Menus',
    keys: [
      { keys: ['A', '…', 'Z'], does: 'Go to the entry that begins so' },
      { keys: ['→'], does: 'Show further entries, with ← back' },
      { keys: ['Enter'], does: 'Choose' },
      { keys: ['Esc'], does: 'Close it' },
    ],
  },
  {
    title: 'Edges between parts',
    keys: [{ keys: ['↑', '↓'], does: 'Move the edge, or ← and →' }],
  },
  {
    title: 'Pages of one thing',
    keys: [
      { keys: ['1', '…', '9'], does: 'Open a tab by its place' },
      { keys: ['←', '→'], does: 'Walk the tabs' },
      { keys: ['Esc'], does: 'Back to the list' },
    ],
  },
  {
    title: 'Trees: Inspect and Files',
    keys: [
      { keys: ['↑', '↓'], does: 'Move between lines' },
      { keys: ['←', '→'], does: 'Fold and unfold' },
      { keys: ['Ctrl', 'C'], does: 'Copy the value, with Shift its path (Inspect)' },
      { keys: ['Ctrl', 'S'], does: 'Save the open file (Files)' },
    ],
  },
  {
    title: 'Run container',
    keys: [{ keys: ['Ctrl', 'Enter'], does: 'Run, from any field' }],
  },
  {
    title: 'Logs',
    keys: [
      { keys: ['Ctrl', 'F'], does: 'Search, also /' },
      { keys: ['Enter'], does: 'Next hit from the search, with Shift the one before' },
      { keys: ['F3'], does: 'Next hit from anywhere, with Shift the one before' },
      { keys: ['m'], does: 'Show only lines that match, or all' },
      { keys: ['↑', '↓'], does: 'Scroll by a line' },
      { keys: ['PgUp', 'PgDn'], does: 'Scroll by a screen' },
      { keys: ['Home', 'End'], does: 'To the first line; to the newest, and follow' },
      { keys: ['f'], does: 'Follow, or hold still' },
      { keys: ['w'], does: 'Wrap lines, or not' },
      { keys: ['t'], does: 'Local, UTC, relative or no time' },
      { keys: ['Enter'], does: 'Open the hit’s line, or the newest: its fields; ↑ and ↓ go on' },
      { keys: ['Shift', '↓'], does: 'Select lines, also up' },
      { keys: ['Ctrl', 'A'], does: 'Select all lines' },
      { keys: ['Ctrl', 'C'], does: 'Copy what is selected' },
      { keys: ['Ctrl', 'L'], does: 'Clear the view' },
    ],
  },
  {
    title: 'Terminal',
    keys: [
      { keys: ['Ctrl', 'F6'], does: 'Leave the terminal, which takes all other keys' },
      { keys: ['Ctrl', 'Shift', 'C'], does: 'Copy' },
      { keys: ['Ctrl', 'Shift', 'V'], does: 'Paste' },
      { keys: ['Ctrl', 'Shift', 'F'], does: 'Find in what it printed' },
      { keys: ['Ctrl', '+'], does: 'Larger letters, with - smaller, with 0 as at first' },
      { keys: ['Ctrl', 'Shift', 'E'], does: 'Split to the right' },
      { keys: ['Ctrl', 'Shift', 'O'], does: 'Split below' },
      { keys: ['Alt', '←'], does: 'Go to the pane beside, also →, ↑, ↓' },
      { keys: ['Ctrl', 'PgDn'], does: 'Next terminal, with PgUp the one before' },
      { keys: ['Ctrl', 'Shift', 'PgDn'], does: 'Move its tab, also PgUp or by dragging' },
      { keys: ['F2'], does: 'Rename, from its tab' },
      { keys: ['Del'], does: 'Close, from its tab' },
      { keys: ['Enter'], does: 'Open an ended one again' },
    ],
  },
  {
    title: 'Activity',
    keys: [
      { keys: ['↑', '↓'], does: 'Move between entries' },
      { keys: ['Enter'], does: 'Show or hide an entry’s items' },
      { keys: ['c'], does: 'Copy the entry' },
      { keys: ['Esc'], does: 'Close it' },
    ],
  },
];
