import type { SearchAddon } from '@xterm/addon-search';
import { ChevronDown, ChevronUp, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useT } from '../app/t';
import { IconButton } from '../ui/icon-button';

interface Props {
  readonly search: SearchAddon;
  onClose(): void;
}

const marks = {
  decorations: {
    matchOverviewRuler: '#888888',
    activeMatchColorOverviewRuler: '#888888',
    matchBackground: '#7a6a2a',
    activeMatchBackground: '#b8860b',
  },
};

/** Finds text in the screen and the scrollback. Enter and Shift-Enter walk, Esc closes. */
export function FindBar({ search, onClose }: Props) {
  const t = useT();
  const [text, setText] = useState('');
  const [hits, setHits] = useState<{ readonly at: number; readonly of: number }>();
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    input.current?.focus();
    const listener = search.onDidChangeResults(({ resultIndex, resultCount }) =>
      setHits({ at: resultIndex + 1, of: resultCount }),
    );
    return () => {
      listener.dispose();
      search.clearDecorations();
    };
  }, [search]);
  const go = (back: boolean, what = text, incremental = false) => {
    if (what === '') search.clearDecorations();
    else if (back) search.findPrevious(what, marks);
    else search.findNext(what, { ...marks, incremental });
  };
  return (
    <search
      aria-label={t('Find in the terminal')}
      className="absolute top-2 right-5 z-10 flex items-center gap-1 rounded-block border border-line2 bg-raised p-1 shadow-float"
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose();
        else if (event.key === 'Enter') go(event.shiftKey);
        else return;
        event.preventDefault();
        event.stopPropagation();
      }}
    >
      <input
        ref={input}
        type="search"
        aria-label={t('Find')}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          if (event.target.value === '') setHits(undefined);
          go(false, event.target.value, true);
        }}
        className="h-7 w-52 rounded-control border border-edge bg-pane px-2 text-body text-ink"
      />
      <span role="status" className="min-w-16 px-1 text-center text-small text-dim">
        {text !== '' && hits && (hits.of === 0 ? t('No hits') : t('{{at}} of {{of}}', hits))}
      </span>
      <IconButton label={t('Previous hit')} icon={ChevronUp} onClick={() => go(true)} />
      <IconButton label={t('Next hit')} icon={ChevronDown} onClick={() => go(false)} />
      <IconButton label={t('Close')} icon={X} onClick={onClose} />
    </search>
  );
}
