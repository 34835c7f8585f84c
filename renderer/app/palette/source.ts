import type { Icon } from '../../ui/icon';

/** What can be done with the things of one kind: a line of the palette for each of them. */
export interface PaletteVerb<Thing> {
  /** Kept in the settings with each use. */
  readonly id: string;
  /** In the person's language, its `{{name}}` still open: "Restart {{name}}". */
  readonly sentence: string;
  readonly icon: Icon;
  /** Whether the thing's state allows it: what is not possible ranks below its equals. Asked of all things at each key. */
  possible?(thing: Thing): boolean;
  /** Why it can't be done now; asked of what is shown. */
  reason?(thing: Thing): string | undefined;
  /** The `docker` command that does the same. */
  command?(thing: Thing): string | undefined;
  act(thing: Thing): void;
  /** The keys that do the same without the palette, as `KeyHint` takes them. */
  readonly keys?: string;
  /** Where the focus goes is the act's own matter: it opens a page or a question. */
  readonly leads?: boolean;
}

/** Things of one kind and their verbs. The first verb is what Enter does with a thing that was only named. */
export interface PaletteSource<Thing> {
  readonly id: string;
  readonly things: readonly Thing[];
  /** Names the thing in the person's uses: a name lives longer than an id. */
  key(thing: Thing): string;
  name(thing: Thing): string;
  /** What it is, and in which state: "container · unhealthy". */
  detail(thing: Thing): string;
  readonly verbs: readonly PaletteVerb<Thing>[];
  /** The verb that Ctrl-Enter does, by its id. */
  readonly second?: string;
}

/** One line of the palette, its types sealed. */
export interface PaletteEntry {
  readonly id: string;
  /** The sentence before and after the name. */
  readonly before: string;
  readonly name: string;
  readonly after: string;
  readonly detail: string;
  readonly icon: Icon;
  readonly keys: string | undefined;
  readonly leads: boolean;
  readonly useKey: string;
  readonly reason: string | undefined;
  readonly command: string | undefined;
  act(): void;
  /** What Ctrl-Enter does instead. */
  readonly second: PaletteEntry | undefined;
  /** It is itself what Ctrl-Enter does. */
  readonly isSecond: boolean;
}
