import { joinPath, parentPath } from '@common/contract/file-rules';
import type { FolderEntry } from '@common/contract/folders';
import type { EngineId } from '@common/contract/ids';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { ArrowUp, File, Folder } from 'lucide-react';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { errorLine } from '../../app/error-words';
import { type Translate, useT } from '../../app/t';
import { useBridge } from '../../bridge/bridge';
import { asError } from '../../bridge/errors';
import { verbQuery } from '../../bridge/query';
import { Bdi } from '../../ui/bdi';
import { Button } from '../../ui/button';
import { classNames } from '../../ui/class-names';
import { Dialog } from '../../ui/dialog';
import { controlClass } from '../../ui/field';
import { IconButton } from '../../ui/icon-button';

interface FolderPickerProps {
  readonly engine: EngineId;
  /** Where it begins; the home folder where it is no absolute path. */
  readonly from: string;
  readonly onPick: (path: string) => void;
  readonly onClose: () => void;
}

/** What is typed, as the folder to list and the first letters of what is looked for in it. */
function taken(typed: string): { readonly folder: string; readonly begins: string } {
  const cut = typed.lastIndexOf('/');
  return { folder: cut <= 0 ? typed.slice(0, cut + 1) : typed.slice(0, cut), begins: typed.slice(cut + 1) };
}

const withSlash = (folder: string) => (folder === '/' ? '/' : `${folder}/`);

/** A folder or file of the engine's machine: typed, or walked to. Letters narrow the list, arrows choose, Enter opens. */
export function FolderPicker({ engine, from, onPick, onClose }: FolderPickerProps) {
  const t = useT();
  const id = useId();
  const { client } = useBridge();
  const input = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const [typed, setTyped] = useState(from.startsWith('/') ? from : '');
  const [active, setActive] = useState(-1);
  const { folder, begins } = taken(typed);
  const { data, error } = useQuery({
    ...verbQuery(client, 'folders', 'list', { engine, path: folder, begins: begins.slice(0, 255) }),
    staleTime: 0,
    placeholderData: keepPreviousData,
  });
  // It began at home, which only main knows.
  useEffect(() => {
    if (typed === '' && data) setTyped(withSlash(data.path));
  }, [typed, data]);
  const entries = error ? [] : (data?.entries ?? []);
  const current = entries[active];
  useEffect(() => {
    list.current?.querySelector(`[data-index="${active}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [active]);

  const type = (text: string) => {
    setTyped(text);
    setActive(-1);
  };
  const enter = ({ name, kind, foreign }: FolderEntry) => {
    if (foreign || data === undefined) return;
    const path = joinPath(data.path, name);
    type(kind === 'folder' ? withSlash(path) : path);
    input.current?.focus();
  };
  const up = () => {
    type(withSlash(parentPath(begins === '' ? folder : `${folder}/`)));
    input.current?.focus();
  };
  const path = typed.length > 1 ? typed.replace(/\/+$/, '') || '/' : typed;
  const reason = path.startsWith('/') ? undefined : t('A path begins with /');
  const pick = () => {
    if (reason === undefined) onPick(path);
  };
  const keys = (event: KeyboardEvent) => {
    const moves: Readonly<Record<string, number>> = { ArrowDown: active + 1, ArrowUp: active - 1 };
    const to = moves[event.key];
    if (event.altKey && event.key === 'ArrowUp') up();
    else if (to !== undefined) setActive(Math.max(-1, Math.min(to, entries.length - 1)));
    else if (event.key === 'Enter' && current && !event.ctrlKey && !event.metaKey) enter(current);
    else if (event.key === 'Enter') pick();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('Choose a folder or file')}
      detail={t('of the engine’s machine')}
      width="medium"
      initialFocus={input}
      actions={
        <>
          <Button kind="ghost" onClick={onClose}>
            {t('Cancel')}
          </Button>
          <Button kind="primary" disabledReason={reason} onClick={pick}>
            {t('Choose')}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-2">
        <div className="flex items-center gap-1.5">
          <IconButton
            icon={ArrowUp}
            label={t('Folder above')}
            disabledReason={path === '/' ? t('This is the root') : undefined}
            onClick={up}
          />
          <input
            ref={input}
            type="text"
            role="combobox"
            aria-label={t('Path')}
            aria-expanded={entries.length > 0}
            aria-controls={`${id}-list`}
            aria-activedescendant={current ? `${id}-${active}` : undefined}
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            value={typed}
            onChange={(event) => type(event.target.value)}
            onKeyDown={keys}
            className={classNames(controlClass, 'font-mono')}
          />
        </div>
        <div
          ref={list}
          id={`${id}-list`}
          role="listbox"
          aria-label={t('Folders and files')}
          className="h-72 overflow-y-auto rounded-control border border-line p-1"
        >
          {entries.map((entry, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the input's, which keeps the focus
            // biome-ignore lint/a11y/useFocusableInteractive: as aria-activedescendant wants it
            <div
              // biome-ignore lint/suspicious/noArrayIndexKey: two names that are not UTF-8 may look alike
              key={`${entry.name} ${index}`}
              id={`${id}-${index}`}
              data-index={index}
              role="option"
              aria-selected={index === active}
              aria-disabled={entry.foreign}
              data-tip={entry.foreign && t('Its name is not UTF-8: no engine can be told it')}
              onClick={() => enter(entry)}
              className={classNames(
                'flex h-7 items-center gap-2 rounded-control px-2 select-none',
                index === active ? 'bg-sel' : 'hover:bg-hover',
                entry.foreign ? 'text-faint' : 'cursor-pointer',
              )}
            >
              {entry.kind === 'folder' ? (
                <Folder aria-hidden size={14} className="shrink-0 text-accent" />
              ) : (
                <File aria-hidden size={14} className="shrink-0 text-faint" />
              )}
              <Bdi>{entry.name}</Bdi>
            </div>
          ))}
        </div>
        <p role={error ? 'alert' : 'status'} className={classNames('m-0 text-small', error ? 'text-bad' : 'text-dim')}>
          {error ? errorLine(asError(error)) : statusWords(entries.length, data?.cut ?? false, begins, t)}
        </p>
      </div>
    </Dialog>
  );
}

function statusWords(count: number, cut: boolean, begins: string, t: Translate): string {
  if (cut) return t('More than {{count}} are here: type the first letters', { count: count.toLocaleString() });
  if (count > 0) return t('Enter opens a folder, Alt ↑ goes up');
  return begins === '' ? t('Nothing is in this folder') : t('Nothing here begins with {{begins}}', { begins });
}
