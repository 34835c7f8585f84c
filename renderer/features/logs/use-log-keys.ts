import { useEffect, useRef } from 'react';

export interface LogKeys {
  /** Keys of the lines: scrolling, selecting. True when it was one. */
  readonly lines: (event: KeyboardEvent) => boolean;
  readonly step: (by: 1 | -1) => void;
  readonly wrap: () => void;
  readonly times: () => void;
  readonly follow: () => void;
  readonly matchesOnly: () => void;
  readonly clear: () => void;
  readonly search: () => void;
}

/** Where keys are somebody else's: what floats, the terminals with their own search. */
const elsewhere = '[role=dialog], [role=alertdialog], [role=menu], [role=listbox], .xterm, .app-dock';
const typing = 'input, textarea, select, [contenteditable]';

/** The keys of a log view (app/keys.ts lists them), wherever the focus is on its page. */
export function useLogKeys(keys: LogKeys): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      const { target } = event;
      if (event.defaultPrevented || event.altKey || !(target instanceof Element) || target.closest(elsewhere)) return;
      // A panel that floats beside the page (the range) is no part of what has the keys either.
      if (document.querySelector('[role=dialog], [role=alertdialog]')) return;
      if (handled(event, latest.current, target)) event.preventDefault();
    };
    document.addEventListener('keydown', pressed);
    return () => document.removeEventListener('keydown', pressed);
  }, []);
}

function handled(event: KeyboardEvent, keys: LogKeys, target: Element): boolean {
  const { key } = event;
  const control = event.ctrlKey || event.metaKey;
  if (key === 'F3') {
    keys.step(event.shiftKey ? -1 : 1);
    return true;
  }
  if (control && key.toLowerCase() === 'f' && !event.shiftKey) {
    keys.search();
    return true;
  }
  if (target.closest(typing)) return false;
  if (control && key.toLowerCase() === 'l') {
    keys.clear();
    return true;
  }
  const letter = control || event.shiftKey ? undefined : letters[key];
  if (letter) {
    keys[letter]();
    return true;
  }
  // Elsewhere, as on tabs, in the terminals' bar and in the line opened, arrows and the like mean something else.
  const isPanel = target.closest('[data-line-panel]') !== null;
  return !isPanel && (target === document.body || target.closest('.log-view') !== null) && keys.lines(event);
}

const letters: Readonly<Record<string, 'wrap' | 'times' | 'follow' | 'matchesOnly'>> = {
  w: 'wrap',
  t: 'times',
  f: 'follow',
  m: 'matchesOnly',
};
