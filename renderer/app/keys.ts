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

/** All keys of the page. English here, translated where it is shown. */
export const keyGroups: readonly KeyGroup[] = [
  {
    title: 'Everywhere',
    keys: [
      { keys: ['/'], does: 'Search on this page' },
      { keys: ['?'], does: 'Show the keys' },
      { keys: ['Esc'], does: 'Close, clear or go back' },
      { keys: ['g', 'a'], does: 'Show or hide Activity' },
    ],
  },
  { title: 'Go to', keys: jumps.map(({ key, does }) => ({ keys: ['g', key], does })) },
  {
    title: 'Lists',
    keys: [
      { keys: ['↑', '↓'], does: 'Move between rows' },
      { keys: ['Home', 'End'], does: 'First and last row' },
      { keys: ['Enter'], does: 'Open' },
      { keys: ['Space'], does: 'Select' },
    ],
  },
];
