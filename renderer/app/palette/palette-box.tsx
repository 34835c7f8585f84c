import { Search } from 'lucide-react';
import { type KeyboardEvent, type RefObject, useId, useMemo, useRef, useState } from 'react';
import { useSettings } from '../../bridge/settings';
import { KeyHint } from '../../ui/key-hint';
import { useRowWindow } from '../../ui/use-row-window';
import { visibleString } from '../../ui/visible-text';
import { counted, useT } from '../t';
import { prepareEntries } from './find-entries';
import { folded } from './match';
import { optionHeight, PaletteOption } from './palette-option';
import type { Ask } from './palette-question';
import type { PaletteEntry } from './source';
import { useSources } from './use-sources';
import { withUse } from './uses';

interface Props {
  readonly input: RefObject<HTMLInputElement | null>;
  readonly ask: (asked: Ask) => void;
  /** An entry was chosen; it acts once the palette has gone. */
  readonly onDone: (entry: PaletteEntry) => void;
}

/** So many lines are seen at once. */
const linesSeen = 12;

const keyAt = (index: number) => String(index);

/** A field, what it finds, and the command of the line that Enter would do. */
export function PaletteBox({ input, ask, onDone }: Props) {
  const t = useT();
  const id = useId();
  const [{ uses }, change] = useSettings();
  const sources = useSources(ask);
  // Once an opening: lines don't move under the hand because of what was just used.
  const [opened] = useState(() => ({ uses, at: Date.now() }));
  const find = useMemo(() => prepareEntries(sources, opened.uses, opened.at), [sources, opened]);
  const [query, setQuery] = useState('');
  const { entries, more } = useMemo(() => find(query), [find, query]);
  const words = useMemo(() => folded(query).split(/\s+/).filter(Boolean), [query]);

  const [wanted, setWanted] = useState<{ id: string | undefined; index: number }>({ id: undefined, index: 0 });
  // What comes and goes meanwhile moves lines: the chosen one stays the chosen one.
  const found = wanted.id === undefined ? -1 : entries.findIndex((entry) => entry.id === wanted.id);
  const index = found >= 0 ? found : Math.min(wanted.index, entries.length - 1);
  const chosen = entries[index];

  const scroller = useRef<HTMLDivElement>(null);
  const view = useRowWindow({ count: entries.length, keyAt, scroller, height: optionHeight, pinned: index });
  const choose = (to: number) => {
    const at = (to + entries.length) % entries.length;
    setWanted({ id: entries[at]?.id, index: at });
    view.show(at);
  };

  const act = (entry: PaletteEntry | undefined) => {
    if (!entry || entry.reason !== undefined) return;
    change({ uses: withUse(uses, entry.useKey, Date.now()) });
    onDone(entry);
    entry.act();
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const control = event.ctrlKey || event.metaKey;
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: index + 1,
      ArrowUp: index - 1,
      PageDown: Math.min(entries.length - 1, index + linesSeen - 1),
      PageUp: Math.max(0, index - linesSeen + 1),
    };
    const step = steps[event.key];
    if (step !== undefined && !control) {
      if (entries.length > 0) choose(step);
    } else if (event.key === 'Enter') {
      // A held Enter, or the one that opened the palette, chooses nothing (DE-01).
      if (!event.repeat) act(control ? (chosen?.second ?? (chosen && sameAsSecond(chosen))) : chosen);
    } else return;
    event.preventDefault();
  };

  const command = chosen?.command;
  return (
    <>
      <div className="flex h-11 shrink-0 items-center gap-2.5 border-b border-line px-4">
        <Search aria-hidden size={16} className="shrink-0 text-dim" />
        <input
          ref={input}
          role="combobox"
          aria-label={t('Search or run a command')}
          aria-expanded={entries.length > 0}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={chosen && `${id}-${index}`}
          placeholder={t('A container, an image, a page, or what to do with it')}
          autoComplete="off"
          spellCheck={false}
          value={query}
          onChange={(event) => {
            setQuery(event.target.value);
            setWanted({ id: undefined, index: 0 });
            if (scroller.current) scroller.current.scrollTop = 0;
          }}
          onKeyDown={onKeyDown}
          className="h-full min-w-0 flex-1 border-0 bg-transparent text-body text-ink outline-none placeholder:text-faint"
        />
      </div>
      <div
        ref={scroller}
        id={`${id}-list`}
        role="listbox"
        tabIndex={-1}
        aria-label={t('Results')}
        className="min-h-0 shrink overflow-y-auto px-2 outline-none [scroll-padding:6px]"
        style={{ height: Math.min(entries.length, linesSeen) * optionHeight + (entries.length > 0 ? 12 : 0) }}
      >
        {entries.length > 0 && (
          <div role="presentation" className="relative my-1.5" style={{ height: view.total }}>
            {view.items.map(({ index: at }) => {
              const entry = entries[at];
              return (
                entry && (
                  <PaletteOption
                    key={at}
                    id={`${id}-${at}`}
                    entry={entry}
                    words={words}
                    place={at + 1}
                    of={entries.length}
                    top={at * optionHeight}
                    chosen={at === index}
                    onPoint={() => at !== index && setWanted({ id: entry.id, index: at })}
                    onPress={() => act(entry)}
                  />
                )
              );
            })}
          </div>
        )}
      </div>
      {entries.length === 0 && (
        <p className="m-0 px-4 py-6 text-center text-dim">
          {t('Nothing matches. Try the name of a container, an image or a page.')}
        </p>
      )}
      <span role="status" className="sr-only">
        {more
          ? t('More than {{count}} results', { count: entries.length })
          : counted(entries.length, '{{count}} result', '{{count}} results')}
      </span>
      <footer className="flex h-9 shrink-0 items-center gap-3 border-t border-line px-4 text-small text-dim">
        {command !== undefined && (
          <section aria-label={t('Command')} className="min-w-0 flex-1">
            <code dir="ltr" className="block truncate font-mono text-small" data-tip={command} data-tip-if="cut">
              {visibleString(command)}
            </code>
          </section>
        )}
        {command === undefined && (
          <span className="min-w-0 flex-1 truncate">
            {chosen?.after.includes('…') && t('Asks before anything is changed')}
          </span>
        )}
        {chosen?.second && chosen.second.reason === undefined && (
          <span className="flex shrink-0 items-center gap-1.5">
            {t('Open a shell')} <KeyHint keys="Ctrl ↵" />
          </span>
        )}
      </footer>
    </>
  );
}

/** Ctrl-Enter on the line of the second verb itself does that one. */
const sameAsSecond = (entry: PaletteEntry) => (entry.isSecond ? entry : undefined);
