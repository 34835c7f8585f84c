import { ChevronDown, Columns2, List, Maximize2, Minimize2, Plus, Rows2, X } from 'lucide-react';
import { useRef, useState } from 'react';
import { useT } from '../../app/t';
import { useBridge } from '../../bridge/bridge';
import { useCurrentEngine } from '../../bridge/engine';
import { useRows } from '../../bridge/live';
import { useDock } from '../../stores/dock';
import { useScreen } from '../../stores/screen';
import { moveTab } from '../../ui/dock-tree';
import { IconButton } from '../../ui/icon-button';
import { ContextMenu, MenuButton } from '../../ui/menu';
import type { MenuEntry } from '../../ui/menu-entry';
import { newEntries, splitOff } from './dock-actions';
import { DockTabs } from './dock-tabs';
import type { TabFacts } from './tab-facts';
import type { DockState } from './use-dock-state';

interface Props {
  readonly dock: DockState;
  readonly panel: string;
  readonly blocked: string | undefined;
  onClose(tabs: readonly TabFacts[]): void;
}

/** Beyond, a list of all stands at the bar's end: not all have room. */
const roomFor = 3;

/** The dock's tabs, and what can be done with the shown one. */
export function DockBar({ dock, panel, blocked, onClose }: Props) {
  const t = useT();
  const { client, report } = useBridge();
  const engine = useCurrentEngine()?.id;
  const { rows } = useRows('containers', engine);
  const { maximized, show, maximize, change, choose } = useDock();
  const [menu, setMenu] = useState<{ readonly tab: TabFacts; readonly at: { x: number; y: number } }>();
  const bar = useRef<HTMLDivElement>(null);
  const { tabs, tab, active } = dock;
  const shown = tabs.find(({ id }) => id === tab?.id);
  const noSplit = (one: TabFacts | undefined) =>
    blocked ?? (one === undefined ? t('There is no terminal') : one.session ? undefined : t('It is being opened'));
  const splits = [
    { direction: 'row', label: t('Split right'), icon: Columns2, keys: 'Ctrl Shift E' },
    { direction: 'column', label: t('Split down'), icon: Rows2, keys: 'Ctrl Shift O' },
  ] as const;
  const entriesOf = (one: TabFacts): readonly MenuEntry[] => [
    ...splits.map(
      ({ direction, label, icon, keys }): MenuEntry => ({
        kind: 'item',
        label,
        icon,
        keys,
        disabledReason: noSplit(one),
        onSelect: () => one.session && splitOff(one.session, direction),
      }),
    ),
    { kind: 'separator', id: 'close' },
    { kind: 'item', label: t('Close'), icon: X, onSelect: () => onClose([one]) },
    { kind: 'item', label: t('Close the others'), onSelect: () => onClose(tabs.filter(({ id }) => id !== one.id)) },
    {
      kind: 'item',
      label: t('Close those that ended'),
      onSelect: () => onClose(tabs.filter(({ running, panes }) => !running && panes.length === 1)),
    },
  ];
  return (
    <div ref={bar} className="flex h-9 shrink-0 items-center gap-1 border-b border-line bg-ground px-2">
      <DockTabs
        tabs={tabs}
        current={tab?.id}
        panel={panel}
        onChoose={({ pane }) => choose(pane)}
        onClose={(one) => onClose([one])}
        onMove={(id, to) => change((was) => moveTab(was, id, to))}
        onRename={({ session }, name) =>
          session && client.terminals.rename({ terminal: session.id, name }).catch(report)
        }
        onMenu={(one, at) => setMenu({ tab: one, at })}
        onEmpty={() => bar.current?.querySelector('button')?.focus()}
      />
      <MenuButton
        look="icon"
        icon={Plus}
        label={t('New terminal')}
        align="start"
        entries={() => newEntries(active, engine, rows, blocked, t, () => useScreen.getState().showPalette(true))}
      />
      <span className="ms-auto flex shrink-0 items-center">
        {tabs.length > roomFor && (
          <MenuButton
            look="icon"
            icon={List}
            label={t('All terminals')}
            entries={() =>
              tabs.map(({ pane, container, words }, at) => ({
                kind: 'item',
                label: `${at + 1}  ${container} · ${words}`,
                onSelect: () => choose(pane),
              }))
            }
          />
        )}
        {splits.map(({ direction, label, icon }) => (
          <IconButton
            key={direction}
            label={label}
            icon={icon}
            disabledReason={noSplit(shown)}
            onClick={() => active && splitOff(active, direction)}
          />
        ))}
        <IconButton
          label={t('Close terminal')}
          icon={X}
          disabledReason={shown ? undefined : t('There is no terminal')}
          onClick={() => shown && onClose([shown])}
        />
        <IconButton
          label={maximized ? t('Give the page its room back') : t('Fill the window')}
          icon={maximized ? Minimize2 : Maximize2}
          onClick={() => maximize(!maximized)}
        />
        <IconButton label={t('Hide the dock')} icon={ChevronDown} onClick={() => show(false)} />
      </span>
      {menu && (
        <ContextMenu
          label={`${menu.tab.container} · ${menu.tab.words}`}
          at={menu.at}
          entries={entriesOf(menu.tab)}
          onClose={() => setMenu(undefined)}
        />
      )}
    </div>
  );
}
