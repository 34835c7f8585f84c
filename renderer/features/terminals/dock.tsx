import { type KeyboardEvent, useId, useState } from 'react';
import { useT } from '../../app/t';
import { useBlocked } from '../../app/use-blocked';
import { useDock } from '../../stores/dock';
import { EdgeHandle } from '../../ui/edge-handle';
import { EmptyState } from '../../ui/empty-state';
import { DockBar } from './dock-bar';
import { DockPanes } from './dock-pane';
import type { TabFacts } from './tab-facts';
import { useClosing } from './use-closing';
import { useDockState } from './use-dock-state';
import { useLook } from './use-look';

/** px; the settings' own bound. */
const least = 96;

/** The terminals below every page: tabs, each of one or several panes (product.md T3). */
export function Dock() {
  const t = useT();
  const blocked = useBlocked();
  const [look, changeLook] = useLook();
  const dock = useDockState(blocked, changeLook.letters);
  const { openings, maximized, settle } = useDock();
  const { close, question } = useClosing();
  const [dragged, setDragged] = useState<number>();
  const panel = useId();
  const { sessions, tab } = dock;
  const height = dragged ?? look.dockHeight;
  const closeTabs = (tabs: readonly TabFacts[]) => {
    const panes = tabs.flatMap((one) => one.panes);
    for (const pane of panes) if (!sessions?.has(pane)) settle(pane, undefined);
    const mortal = panes.flatMap((pane) => sessions?.get(pane) ?? []);
    if (mortal.length > 0) close(mortal);
  };
  const pressed = (event: KeyboardEvent) => {
    const act = event.defaultPrevented ? undefined : dock.outerKey(event.nativeEvent);
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  };
  return (
    <section
      aria-label={t('Dock')}
      className="app-dock"
      data-maximized={maximized || undefined}
      style={maximized ? undefined : { height }}
      onKeyDown={pressed}
    >
      <EdgeHandle
        label={t('Height of the dock')}
        size={height}
        least={least}
        onMove={setDragged}
        onDone={(size) => {
          changeLook.dockHeight(size);
          setDragged(undefined);
        }}
      />
      <DockBar dock={dock} panel={panel} blocked={blocked} onClose={closeTabs} />
      <div
        id={panel}
        role="tabpanel"
        aria-labelledby={tab && `${panel}-${tab.id}`}
        aria-label={tab ? undefined : t('No terminals')}
        className="flex min-h-0 flex-1 flex-col overflow-auto bg-sunk"
      >
        {tab && sessions && (
          <DockPanes
            key={tab.id}
            tab={tab}
            tree={tab.tree}
            tools={{
              sessions,
              openings,
              outerKey: dock.outerKey,
              onLeave: () => document.getElementById(`${panel}-${tab.id}`)?.focus(),
              close,
            }}
          />
        )}
        {!tab && sessions && (
          <EmptyState title={t('No terminals')}>
            {t(
              'A shell, a main process or a debug shell of any container runs here, and lives on when you look elsewhere. Open one with + or by a container’s menu.',
            )}
          </EmptyState>
        )}
      </div>
      {question}
    </section>
  );
}
