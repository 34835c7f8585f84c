import { foldersAbove, isWithin } from '@common/contract/file-rules';
import { shownByteText } from '@common/std/byte-text';
import { useQueries } from '@tanstack/react-query';
import { ChevronRight, Folder, FolderOpen, HardDrive } from 'lucide-react';
import { type KeyboardEvent, useCallback, useEffect, useId, useMemo, useRef, useState } from 'react';
import { useT } from '../../app/t';
import { useBridge } from '../../bridge/bridge';
import { Bdi } from '../../ui/bdi';
import { classNames } from '../../ui/class-names';
import { useRowWindow } from '../../ui/use-row-window';
import { byName, MarkSign } from './file-columns';
import { type FileRow, folderQuery, type Place } from './use-listing';
import type { Marks } from './use-marks';

interface FolderTreeProps {
  readonly place: Place;
  readonly folder: string;
  readonly marks: Marks;
  readonly onOpen: (folder: string) => void;
}

interface Node {
  readonly path: string;
  readonly name: string;
  readonly depth: number;
  readonly open: boolean;
}

const height = 28;

/** The folders, opened as far as one looked. Arrows walk, open and close; Enter goes there. */
export function FolderTree({ place, folder, marks, onOpen }: FolderTreeProps) {
  const t = useT();
  const id = useId();
  const { client } = useBridge();
  const [expanded, setExpanded] = useState<ReadonlySet<string>>(() => new Set(['/', ...foldersAbove(folder)]));
  const [at, setAt] = useState(folder);
  const scroller = useRef<HTMLDivElement>(null);
  useEffect(() => {
    setAt(folder);
    setExpanded((before) => new Set([...before, ...foldersAbove(folder)]));
  }, [folder]);

  const paths = useMemo(
    () => [...expanded].filter((path) => path === '/' || [...foldersAbove(path)].every((one) => expanded.has(one))),
    [expanded],
  );
  const folders = useQueries({
    queries: paths.map((path) => ({
      ...folderQuery(client, place, path),
      staleTime: Number.POSITIVE_INFINITY,
      retry: false,
    })),
    combine: (answers) => answers.map(({ data }) => data?.rows),
  });
  const nodes = useMemo(() => {
    const known = new Map<string, readonly FileRow[]>();
    paths.forEach((path, index) => {
      const rows = folders[index];
      if (rows) known.set(path, byName(rows.filter(({ kind }) => kind === 'directory')));
    });
    const all: Node[] = [{ path: '/', name: '/', depth: 0, open: true }];
    const add = (path: string, depth: number) => {
      for (const row of known.get(path) ?? []) {
        const open = expanded.has(row.path);
        all.push({ path: row.path, name: row.name, depth, open });
        if (open) add(row.path, depth + 1);
      }
    };
    add('/', 1);
    return all;
  }, [paths, folders, expanded]);

  const index = Math.max(
    0,
    nodes.findIndex(({ path }) => path === at),
  );
  const keyAt = useCallback((row: number) => nodes[row]?.path ?? '', [nodes]);
  const view = useRowWindow({ count: nodes.length, keyAt, scroller, height, pinned: index });

  const fold = (path: string, open: boolean) => {
    const next = new Set(expanded);
    if (open) next.add(path);
    else if (path !== '/') next.delete(path);
    setExpanded(next);
    if (!open && isWithin(at, path)) setAt(path);
  };
  const go = (to: number) => {
    const row = Math.max(0, Math.min(nodes.length - 1, to));
    setAt(nodes[row]?.path ?? '/');
    view.show(row);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const node = nodes[index];
    if (!node || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'ArrowDown') go(index + 1);
    else if (event.key === 'ArrowUp') go(index - 1);
    else if (event.key === 'Home') go(0);
    else if (event.key === 'End') go(nodes.length - 1);
    else if (event.key === 'ArrowRight') node.open ? go(index + 1) : fold(node.path, true);
    else if (event.key === 'ArrowLeft') {
      if (node.open && node.path !== '/') fold(node.path, false);
      else go(nodes.slice(0, index).findLastIndex(({ depth }) => depth < node.depth));
    } else if (event.key === 'Enter' || event.key === ' ') onOpen(node.path);
    else return;
    event.preventDefault();
  };

  return (
    <div
      ref={scroller}
      role="tree"
      aria-label={t('Folders')}
      tabIndex={0}
      aria-activedescendant={`${id}-${index}`}
      onKeyDown={onKeyDown}
      className="group/tree min-h-0 flex-1 overflow-auto bg-pane py-1 -outline-offset-2"
    >
      <div role="presentation" className="relative" style={{ height: view.total }}>
        {view.items.map((row) => {
          const node = nodes[row.index];
          if (!node) return null;
          const here = node.path === folder;
          const Icon = node.path === '/' ? HardDrive : node.open ? FolderOpen : Folder;
          return (
            // biome-ignore lint/a11y/useKeyWithClickEvents: keys are the tree's
            // biome-ignore lint/a11y/useFocusableInteractive: the tree is the tab stop
            <div
              key={node.path}
              id={`${id}-${row.index}`}
              role="treeitem"
              aria-level={node.depth + 1}
              aria-expanded={node.open}
              aria-selected={here}
              onClick={() => {
                setAt(node.path);
                onOpen(node.path);
              }}
              style={{ transform: `translateY(${row.start}px)`, paddingInlineStart: 8 + node.depth * 14 }}
              className={classNames(
                'absolute inset-x-1 flex h-7 items-center gap-1.5 rounded-control pe-2',
                here ? 'bg-sel' : 'hover:bg-hover',
                row.index === index &&
                  'group-focus-visible/tree:outline-2 group-focus-visible/tree:-outline-offset-2 group-focus-visible/tree:outline-accent',
              )}
            >
              <span
                aria-hidden
                onClick={(event) => {
                  event.stopPropagation();
                  fold(node.path, !node.open);
                }}
                className="grid size-4 shrink-0 place-items-center rounded text-faint hover:text-ink"
              >
                <ChevronRight size={14} className={node.open ? 'rotate-90' : ''} />
              </span>
              <Icon aria-hidden size={14} className="shrink-0 text-dim" />
              <Bdi cut="middle" className="min-w-0 flex-1">
                {node.path === '/' ? t('Root folder') : shownByteText(node.name)}
              </Bdi>
              <MarkSign mark={node.path === '/' ? undefined : marks.of(node.path)} />
            </div>
          );
        })}
      </div>
    </div>
  );
}
