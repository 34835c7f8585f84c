import type { EngineId, TerminalId } from '@common/contract/ids';
import type { TerminalWanted } from '@common/contract/terminals';
import { create } from 'zustand';
import { addTab, choosePane, type DockLayout, noTabs, removePane, replacePane, splitPane } from '../ui/dock-tree';
import { keepDock, keptDock } from './kept-dock';

type Without<Union, Keys extends string> = Union extends unknown ? Omit<Union, Keys> : never;
/** A terminal as it is asked for; who shows it knows its size. */
export type TerminalRequest = Without<TerminalWanted, 'columns' | 'rows'>;

/** A terminal that is being opened, or could not be. */
export interface Opening {
  /** Its pane's name until it has a session. */
  readonly key: string;
  /** The container's or the image's. */
  readonly name: string;
  readonly request: TerminalRequest & { readonly engine: EngineId };
}

interface Dock {
  readonly open: boolean;
  readonly maximized: boolean;
  readonly layout: DockLayout;
  readonly openings: readonly Opening[];
  /** Calls that will change which sessions there are: until they are answered the list is not looked at. */
  readonly calls: number;
  /** The pane that takes the keys, and the how-manieth time that was wished. */
  readonly focus: { readonly pane: string; readonly times: number } | undefined;
  /** The session that the page above shows: it is not shown twice. */
  readonly inPage: TerminalId | undefined;
  show(open: boolean): void;
  maximize(maximized: boolean): void;
  change(edit: (layout: DockLayout) => DockLayout): void;
  /** Shows a pane and gives it the keys. */
  choose(pane: string): void;
  /** Opens a terminal in a tab of its own, or beside or below a pane. */
  request(request: Opening['request'], name: string, beside?: { pane: string; direction: 'row' | 'column' }): void;
  /** A pane is another session from now on; nothing: it is gone. */
  settle(pane: string, session: TerminalId | undefined): void;
  count(calls: 1 | -1): void;
  showInPage(session: TerminalId | undefined): void;
}

let made = 0;

export const useDock = create<Dock>((set, get) => ({
  ...keptDock(noTabs),
  maximized: false,
  openings: [],
  calls: 0,
  focus: undefined,
  inPage: undefined,
  show: (open) => set(open ? { open } : { open, maximized: false }),
  maximize: (maximized) => set({ maximized }),
  change: (edit) => set(({ layout }) => ({ layout: edit(layout) })),
  choose: (pane) =>
    set(({ layout, focus }) => ({
      open: true,
      layout: choosePane(layout, pane),
      focus: { pane, times: (focus?.times ?? 0) + 1 },
    })),
  request: (request, name, beside) => {
    const key = `opening-${Date.now()}-${++made}`;
    set(({ layout, openings }) => ({
      openings: [...openings, { key, name, request }],
      layout: beside ? splitPane(layout, beside.pane, beside.direction, key) : addTab(layout, key),
    }));
    get().choose(key);
  },
  settle: (pane, session) =>
    set(({ layout, openings, focus }) => ({
      openings: openings.filter(({ key }) => key !== pane),
      layout: session ? replacePane(layout, pane, session) : removePane(layout, pane),
      ...(session && focus?.pane === pane && { focus: { pane: session, times: focus.times + 1 } }),
    })),
  count: (by) => set(({ calls }) => ({ calls: calls + by })),
  showInPage: (inPage) => set({ inPage }),
}));

useDock.subscribe(keepDock);
