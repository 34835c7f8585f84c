import { ChevronsDownUp, ChevronsUpDown } from 'lucide-react';
import {
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  useCallback,
  useDeferredValue,
  useId,
  useMemo,
  useRef,
  useState,
} from 'react';
import { CopyButton } from '../copyable';
import { IconButton } from '../icon-button';
import { ContextMenu } from '../menu';
import { SearchBox } from '../search-box';
import { useRowWindow } from '../use-row-window';
import { useWords } from '../use-words';
import { copyText, findInJson, type JsonNode, jsonNodes } from './json-nodes';
import { JsonRow, jsonRowHeight } from './json-row';

export interface JsonTreeProps {
  /** The tree's name: "Inspect". Its search is "Search NAME" by `searchLabel`. */
  readonly label: string;
  readonly searchLabel: string;
  readonly value: unknown;
  /** At the end of its bar: another look at the same value. */
  readonly end?: ReactNode;
}

/** What is opened at first: the root and the objects right below it. */
const openAtFirst = (path: string): boolean => path === '.' || /^\.[A-Za-z_]\w*$/.test(path);

/**
 * JSON as a tree that one walks, searches and copies from, of any size.
 *
 * Arrows walk, open and close; Ctrl+C copies the value, Ctrl+Shift+C its path.
 */
export function JsonTree({ label, searchLabel, value, end }: JsonTreeProps) {
  const words = useWords();
  const id = useId();
  const [text, setText] = useState('');
  const [byDefault, setByDefault] = useState<'some' | 'all' | 'none'>('some');
  const [turned, setTurned] = useState<ReadonlySet<string>>(new Set());
  const [at, setAt] = useState('.');
  const [menu, setMenu] = useState<{ node: JsonNode; x: number; y: number }>();
  const scroller = useRef<HTMLDivElement>(null);

  const wanted = useDeferredValue(text.trim());
  const found = useMemo(() => (wanted === '' ? undefined : findInJson(value, wanted)), [value, wanted]);
  const nodes = useMemo(() => {
    if (found)
      return jsonNodes(
        value,
        (path) => found.around.has(path),
        (path) => found.hits.has(path) || found.around.has(path),
      );
    const first = { some: openAtFirst, all: () => true, none: (path: string) => path === '.' }[byDefault];
    return jsonNodes(value, (path) => first(path) !== turned.has(path));
  }, [value, found, byDefault, turned]);

  const index = Math.max(
    0,
    nodes.findIndex((node) => node.path === at),
  );
  const keyAt = useCallback((row: number) => nodes[row]?.path ?? '', [nodes]);
  const view = useRowWindow({
    count: nodes.length,
    keyAt,
    scroller,
    height: jsonRowHeight,
    pinned: index,
  });

  const turn = (node: JsonNode): void => {
    const next = new Set(turned);
    if (!next.delete(node.path)) next.add(node.path);
    setTurned(next);
  };
  const setAll = (all: 'all' | 'none'): void => {
    setTurned(new Set());
    setByDefault(all);
  };
  const go = (to: number): void => {
    const row = Math.max(0, Math.min(nodes.length - 1, to));
    setAt(nodes[row]?.path ?? '.');
    view.show(row);
  };
  const copy = (what: string): void => void navigator.clipboard?.writeText(what).catch(() => undefined);

  const onKeyDown = (event: KeyboardEvent): void => {
    const node = nodes[index];
    if (event.target !== scroller.current || !node || event.altKey) return;
    const parent = nodes.slice(0, index).findLastIndex((other) => other.depth < node.depth);
    if (event.ctrlKey || event.metaKey) {
      if (event.key.toLowerCase() !== 'c' || document.getSelection()?.isCollapsed === false) return;
      copy(event.shiftKey ? node.path : copyText(node.value));
    } else if (event.key === 'ArrowDown') go(index + 1);
    else if (event.key === 'ArrowUp') go(index - 1);
    else if (event.key === 'Home') go(0);
    else if (event.key === 'End') go(nodes.length - 1);
    else if (event.key === 'PageDown') go(index + view.page());
    else if (event.key === 'PageUp') go(index - view.page());
    else if (event.key === 'ArrowRight' && node.size) node.open ? go(index + 1) : turn(node);
    else if (event.key === 'ArrowLeft') node.open && !found ? turn(node) : go(Math.max(0, parent));
    else if ((event.key === 'Enter' || event.key === ' ') && node.size && !found) turn(node);
    else return;
    event.preventDefault();
  };
  const onContextMenu = (event: MouseEvent): void => {
    const path = (event.target as Element).closest('[data-path]')?.getAttribute('data-path') ?? at;
    const node = nodes.find((other) => other.path === path);
    if (!node || !event.currentTarget.contains(event.target as Node)) return;
    event.preventDefault();
    setAt(path);
    setMenu({ node, x: event.clientX, y: event.clientY });
  };

  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div className="flex h-11 shrink-0 items-center gap-1 px-4">
        <SearchBox label={searchLabel} value={text} onChange={setText} slash />
        <span role="status" className="px-2 text-small text-dim">
          {found && words('{{count}} found', { count: found.hits.size })}
        </span>
        <span className="ms-auto" />
        {end}
        <IconButton label={words('Open all')} icon={ChevronsUpDown} onClick={() => setAll('all')} />
        <IconButton label={words('Close all')} icon={ChevronsDownUp} onClick={() => setAll('none')} />
        <CopyButton text={copyText(value)} label={words('Copy all as JSON')} size="control" />
      </div>
      <div
        ref={scroller}
        role="tree"
        aria-label={label}
        tabIndex={0}
        aria-activedescendant={`${id}-${index}`}
        onKeyDown={onKeyDown}
        onContextMenu={onContextMenu}
        className="group/tree min-h-0 flex-1 overflow-auto border-t border-line -outline-offset-2"
      >
        <div role="presentation" className="relative" style={{ height: view.total }}>
          {view.items.map((row) => {
            const node = nodes[row.index];
            if (!node) return null;
            return (
              <JsonRow
                key={node.path}
                id={`${id}-${row.index}`}
                node={node}
                top={row.start}
                active={row.index === index}
                hit={found?.hits.has(node.path) ?? false}
                onPress={() => {
                  setAt(node.path);
                  if (node.size && !found) turn(node);
                }}
              />
            );
          })}
        </div>
      </div>
      {menu && (
        <ContextMenu
          label={menu.node.path}
          at={menu}
          onClose={() => setMenu(undefined)}
          entries={[
            { kind: 'item', label: words('Copy value'), onSelect: () => copy(copyText(menu.node.value)) },
            { kind: 'item', label: words('Copy path'), onSelect: () => copy(menu.node.path) },
          ]}
        />
      )}
    </div>
  );
}
