import type { TerminalKind, TerminalSession } from '@common/contract/terminals';
import { t } from '../../app/t';
import type { Opening } from '../../stores/dock';
import { type DockTab, panesOf } from '../../ui/dock-tree';
import { kindWords } from './kind-icons';
import type { Try } from './open-request';
import { sessionWords } from './session-words';

/** What a tab of the dock shows: of its pane that was used last. */
export interface TabFacts {
  readonly id: string;
  readonly pane: string;
  readonly panes: readonly string[];
  readonly kind: TerminalKind;
  readonly running: boolean;
  readonly container: string;
  /** The program and how it ended. */
  readonly words: string;
  /** What a person renames; absent while it is being opened. */
  readonly session: TerminalSession | undefined;
  readonly tip: string;
}

export function tabFacts(
  tab: DockTab,
  sessions: ReadonlyMap<string, TerminalSession>,
  openings: readonly Opening[],
  tries: Readonly<Record<string, Try>>,
): TabFacts {
  const { id, active: pane, tree } = tab;
  const panes = panesOf(tree);
  const session = sessions.get(pane);
  const opening = openings.find(({ key }) => key === pane);
  const container = session?.containerName ?? opening?.name ?? '';
  const failed = typeof tries[pane] === 'object';
  const words = session ? sessionWords(session) : failed ? t('not opened') : t('opening');
  const kind = session?.kind ?? opening?.request.kind ?? 'exec';
  const tip = [
    session?.title,
    `${container} · ${words} (${t(kindWords[kind])})`,
    panes.length > 1 && t('{{count}} panes', { count: panes.length }),
  ];
  return {
    id,
    pane,
    panes,
    kind,
    running: session ? session.state === 'running' : !failed,
    container,
    words,
    session,
    tip: tip.filter(Boolean).join('\n'),
  };
}
