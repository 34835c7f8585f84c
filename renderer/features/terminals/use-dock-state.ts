import type { TerminalSession } from '@common/contract/terminals';
import { useEffect, useMemo } from 'react';
import { useDock } from '../../stores/dock';
import { system } from '../../terminal/terminal-keys';
import { currentTab, type DockTab, keepPanes, moveTab, neighbour, panesOf } from '../../ui/dock-tree';
import { splitOff } from './dock-actions';
import { type DockAct, dockActOf } from './dock-keys';
import { useTries } from './open-request';
import { type TabFacts, tabFacts } from './tab-facts';
import type { LookChanges } from './use-look';
import { useTerminals } from './use-terminals';

export interface DockState {
  /** Undefined before main has told. */
  readonly sessions: ReadonlyMap<string, TerminalSession> | undefined;
  readonly tabs: readonly TabFacts[];
  readonly tab: DockTab | undefined;
  /** The session of the pane that was used last. */
  readonly active: TerminalSession | undefined;
  /** What a key does here; undefined: it is the program's. */
  outerKey(event: KeyboardEvent): (() => void) | undefined;
}

const none: ReadonlyMap<string, TerminalSession> = new Map();

/** The arrangement that this page keeps, brought together with the sessions that main has. */
export function useDockState(blocked: string | undefined, letters: LookChanges['letters']): DockState {
  const all = useTerminals();
  const tries = useTries();
  const { layout, openings, calls, change, choose, show } = useDock();
  const sessions = useMemo(() => all && new Map(all.map((session) => [session.id as string, session])), [all]);

  useEffect(() => {
    if (all === undefined || calls > 0) return;
    change((was) => keepPanes(was, [...openings.map(({ key }) => key), ...all.map(({ id }) => id)]));
  }, [all, calls, openings, change]);

  const tab = currentTab(layout);
  const active = tab && sessions?.get(tab.active);
  const at = layout.tabs.findIndex(({ id }) => id === tab?.id);
  const act = (what: DockAct): void => {
    switch (what.kind) {
      case 'hide':
        show(false);
        document.querySelector<HTMLElement>('main')?.focus();
        break;
      case 'split':
        if (active && blocked === undefined) splitOff(active, what.direction);
        break;
      case 'move-tab':
        if (tab) change((was) => moveTab(was, tab.id, at + what.by));
        break;
      case 'walk-tabs': {
        const next = layout.tabs.at((at + what.by) % layout.tabs.length);
        if (next) choose(next.active);
        break;
      }
      case 'go': {
        const pane = tab && neighbour(tab.tree, tab.active, what.to);
        if (pane) choose(pane);
        break;
      }
      case 'letters':
        letters(what.by);
        break;
    }
  };
  return {
    sessions,
    tabs: layout.tabs.map((one) => tabFacts(one, sessions ?? none, openings, tries)),
    tab,
    active,
    outerKey: (event) => {
      const found = dockActOf(event, system() === 'mac', tab ? panesOf(tab.tree).length : 0);
      return found && (() => act(found));
    },
  };
}
