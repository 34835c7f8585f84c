import type { TerminalSession } from '@common/contract/terminals';
import { X } from 'lucide-react';
import { useT } from '../../app/t';
import { type Opening, useDock } from '../../stores/dock';
import { MiddleCut } from '../../ui/bdi';
import { classNames } from '../../ui/class-names';
import { choosePane, type DockTab, type DockTree, panesOf, setShare } from '../../ui/dock-tree';
import { IconButton } from '../../ui/icon-button';
import { SplitPane } from '../../ui/split-pane';
import { kindIcons } from './kind-icons';
import { OpeningPane } from './opening-pane';
import { SessionPane } from './session-pane';
import { sessionWords, titleWords } from './session-words';

export interface PaneTools {
  readonly sessions: ReadonlyMap<string, TerminalSession>;
  readonly openings: readonly Opening[];
  outerKey(event: KeyboardEvent): (() => void) | undefined;
  onLeave(): void;
  close(sessions: readonly TerminalSession[]): void;
}

/** The panes of a tab, beside and below each other. */
export function DockPanes({ tab, tree, tools }: { tab: DockTab; tree: DockTree; tools: PaneTools }) {
  const t = useT();
  if (tree.kind === 'pane') return <DockPane tab={tab} pane={tree.pane} tools={tools} />;
  const { id, direction, share, first, second } = tree;
  return (
    <SplitPane
      key={id}
      direction={direction}
      share={share}
      least={direction === 'row' ? 120 : 60}
      label={direction === 'row' ? t('Width of the terminals') : t('Height of the terminals')}
      onShare={(now) => useDock.getState().change((layout) => setShare(layout, id, now))}
      first={<DockPanes tab={tab} tree={first} tools={tools} />}
      second={<DockPanes tab={tab} tree={second} tools={tools} />}
    />
  );
}

function DockPane({ tab, pane, tools }: { tab: DockTab; pane: string; tools: PaneTools }) {
  const t = useT();
  const focus = useDock((dock) => (dock.focus?.pane === pane ? dock.focus.times : undefined));
  const inPage = useDock((dock) => dock.inPage === pane);
  const session = tools.sessions.get(pane);
  const opening = tools.openings.find(({ key }) => key === pane);
  const split = panesOf(tab.tree).length > 1;
  const active = tab.active === pane;
  if (!session)
    return opening ? <OpeningPane opening={opening} /> : <div aria-busy="true" className="flex-1 bg-sunk" />;
  const Icon = kindIcons[session.kind];
  return (
    // biome-ignore lint/a11y/useSemanticElements: a <fieldset> takes no part in a flex layout
    <div
      role="group"
      aria-label={titleWords(session)}
      data-active={active || undefined}
      className="flex min-h-0 min-w-0 flex-1 flex-col"
    >
      {split && (
        <div
          className={classNames(
            'flex h-7 shrink-0 items-center gap-1.5 border-b px-3 text-small',
            active ? 'border-accent text-ink' : 'border-line text-dim',
          )}
        >
          <Icon aria-hidden size={12} className={session.state === 'running' ? 'text-ok' : 'text-faint'} />
          <span className="flex min-w-0 flex-1" data-tip={session.title}>
            <MiddleCut>{session.containerName}</MiddleCut>
            <bdi className="max-w-1/2 shrink-0 truncate whitespace-pre"> · {sessionWords(session)}</bdi>
          </span>
          <IconButton
            size="row"
            icon={X}
            label={t('Close {{title}}', { title: titleWords(session) })}
            onClick={() => tools.close([session])}
          />
        </div>
      )}
      {inPage ? (
        <p role="note" className="m-auto p-4 text-dim">
          {t('Shown in the page above.')}
        </p>
      ) : (
        <SessionPane
          session={session}
          focus={focus}
          outerKey={tools.outerKey}
          onFocus={() => useDock.getState().change((layout) => choosePane(layout, pane))}
          onLeave={tools.onLeave}
          onClose={() => tools.close([session])}
        />
      )}
    </div>
  );
}
