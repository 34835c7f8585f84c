import { X } from 'lucide-react';
import {
  type DragEvent,
  type FocusEvent,
  type KeyboardEvent,
  type MouseEvent,
  type RefObject,
  useEffect,
  useRef,
  useState,
} from 'react';
import { useT } from '../../app/t';
import { MiddleCut } from '../../ui/bdi';
import { classNames } from '../../ui/class-names';
import { kindIcons } from './kind-icons';
import { RenameInput } from './rename-input';
import type { TabFacts } from './tab-facts';

interface Props {
  readonly tabs: readonly TabFacts[];
  readonly current: string | undefined;
  /** Where the current one is shown. */
  readonly panel: string;
  onChoose(tab: TabFacts): void;
  onClose(tab: TabFacts): void;
  onMove(tab: string, to: number): void;
  onRename(tab: TabFacts, name: string): void;
  onMenu(tab: TabFacts, at: { readonly x: number; readonly y: number }): void;
  /** The last one that had the focus is gone. */
  onEmpty(): void;
}

/** The dock's tabs. Arrows walk and choose, F2 or a double click renames, Delete closes, drag and Ctrl-Shift-Page moves. */
export function DockTabs({ tabs, current, panel, onChoose, onClose, onMove, onRename, onMenu, onEmpty }: Props) {
  const t = useT();
  const list = useRef<HTMLDivElement>(null);
  const [renaming, setRenaming] = useState<string>();
  const [dragged, setDragged] = useState<string>();
  const [over, setOver] = useState<string>();
  useEffect(() => {
    const bar = list.current;
    if (!bar || current === undefined) return undefined;
    // Also when the window becomes narrower.
    const observer = new ResizeObserver(() => {
      const tab = bar.querySelector<HTMLElement>('[aria-selected=true]');
      if (tab) scrollTo(bar, tab);
    });
    observer.observe(bar);
    return () => observer.disconnect();
  }, [current]);

  const focused = useKeptFocus(list, tabs, onEmpty);

  const pressed = (event: KeyboardEvent<HTMLElement>) => {
    const all = [...event.currentTarget.querySelectorAll<HTMLElement>('[role=tab]')];
    const at = all.indexOf(event.target as HTMLElement);
    const tab = tabs[at];
    if (!tab) return;
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: all.length - 1 }[event.key];
    if (to !== undefined && !event.ctrlKey && !event.altKey) all.at(to % all.length)?.focus();
    else if (event.key === 'F2' && tab.session) setRenaming(tab.id);
    else if (event.key === 'Delete') onClose(tab);
    else if ((event.key === 'F10' && event.shiftKey) || event.key === 'ContextMenu') menuOf(tab, all[at]);
    else return;
    event.preventDefault();
  };
  const menuOf = (tab: TabFacts, element: HTMLElement | undefined) => {
    const { left = 0, bottom = 0 } = element?.getBoundingClientRect() ?? {};
    onMenu(tab, { x: left, y: bottom });
  };
  const clicked = (tab: TabFacts) => (event: MouseEvent) => {
    if (event.target instanceof Element && event.target.closest('[data-close]')) onClose(tab);
    else onChoose(tab);
  };
  const drag = (tab: TabFacts, place: number) => ({
    draggable: true,
    onDragStart: (event: DragEvent) => {
      event.dataTransfer.effectAllowed = 'move';
      setDragged(tab.id);
    },
    onDragEnter: () => dragged && setOver(tab.id),
    onDragOver: (event: DragEvent) => dragged && event.preventDefault(),
    onDrop: (event: DragEvent) => {
      event.preventDefault();
      if (dragged) onMove(dragged, place);
    },
    onDragEnd: () => {
      setDragged(undefined);
      setOver(undefined);
    },
  });
  const renamed = tabs.find(({ id }) => id === renaming);
  const place = renamed && document.getElementById(`${panel}-${renamed.id}`);
  return (
    <div className="relative flex min-w-0">
      <div
        ref={list}
        role="tablist"
        aria-label={t('Terminals')}
        onKeyDown={pressed}
        {...focused}
        className="flex min-w-0 items-center gap-0.5 overflow-x-auto [scrollbar-width:none]"
      >
        {tabs.map((tab, at) => {
          const { id, kind, running, container, words, session, panes, tip } = tab;
          const Icon = kindIcons[kind];
          const chosen = id === current;
          return (
            <button
              key={id}
              type="button"
              role="tab"
              id={`${panel}-${id}`}
              aria-selected={chosen}
              aria-controls={chosen ? panel : undefined}
              tabIndex={chosen ? 0 : -1}
              data-tip={tip}
              onClick={clicked(tab)}
              onAuxClick={(event) => event.button === 1 && onClose(tab)}
              onDoubleClick={() => session && setRenaming(id)}
              onContextMenu={(event) => {
                event.preventDefault();
                onMenu(tab, { x: event.clientX, y: event.clientY });
              }}
              {...drag(tab, at)}
              className={classNames(
                'group flex h-7 max-w-60 min-w-24 shrink-0 items-center gap-1.5 rounded-control ps-2 pe-1 -outline-offset-2',
                chosen ? 'bg-hover text-ink' : 'text-dim hover:bg-hover hover:text-ink',
                over === id && dragged !== id && 'ring-1 ring-accent ring-inset',
              )}
            >
              <Icon aria-hidden size={14} className={classNames('shrink-0', running ? 'text-ok' : 'text-faint')} />
              <span className="flex min-w-0">
                <MiddleCut>{container}</MiddleCut>
                <bdi className="max-w-1/2 shrink-0 truncate whitespace-pre"> · {words}</bdi>
              </span>
              {panes.length > 1 && (
                <span aria-hidden className="shrink-0 rounded border border-line2 px-1 text-[11px]/[14px] text-dim">
                  {panes.length}
                </span>
              )}
              {/* For the pointer; keys close by Delete or the button at the end. */}
              <span
                data-close=""
                aria-hidden
                className={classNames(
                  'grid size-5 shrink-0 place-items-center rounded hover:bg-sel',
                  chosen ? '' : 'opacity-0 group-hover:opacity-100',
                )}
              >
                <X size={12} />
              </span>
            </button>
          );
        })}
      </div>
      {renamed?.session && place && (
        <RenameInput
          name={renamed.session.name}
          left={place.offsetLeft - (list.current?.scrollLeft ?? 0)}
          onDone={(name) => {
            setRenaming(undefined);
            if (name !== undefined) onRename(renamed, name);
            place.focus();
          }}
        />
      )}
    </div>
  );
}

/** One that is closed while it has the focus hands it to the next, not to the page's beginning. */
function useKeptFocus(list: RefObject<HTMLElement | null>, tabs: readonly TabFacts[], onEmpty: () => void) {
  const focused = useRef<{ readonly id: string; readonly at: number }>(undefined);
  useEffect(() => {
    const was = focused.current;
    if (was === undefined || tabs.some(({ id }) => id === was.id)) return;
    focused.current = undefined;
    // A person, or the terminal that is shown now, has taken it.
    if (document.activeElement !== null && document.activeElement !== document.body) return;
    const all = list.current?.querySelectorAll<HTMLElement>('[role=tab]');
    const next = all?.[Math.min(was.at, all.length - 1)];
    if (next) next.focus();
    else onEmpty();
  });
  return {
    onFocus(event: FocusEvent<HTMLElement>) {
      const all = [...event.currentTarget.querySelectorAll<HTMLElement>('[role=tab]')];
      const at = all.indexOf(event.target as HTMLElement);
      const tab = tabs[at];
      focused.current = tab && { id: tab.id, at };
    },
    onBlur(event: FocusEvent<HTMLElement>) {
      // Nowhere: its tab is gone, or the window is another.
      if (event.relatedTarget !== null) focused.current = undefined;
    },
  };
}

/** Only its list: what is around must not move. */
function scrollTo(list: HTMLElement, tab: HTMLElement): void {
  const right = tab.offsetLeft + tab.offsetWidth;
  if (tab.offsetLeft < list.scrollLeft) list.scrollLeft = tab.offsetLeft;
  else if (right > list.scrollLeft + list.clientWidth) list.scrollLeft = right - list.clientWidth;
}
