import { useCallback, useSyncExternalStore } from 'react';
import { type Age, ageOf, ago, exactTime } from './format-age';
import { thinSpace } from './format-bytes';
import { useWords } from './use-words';

/** One timer for all times on screen; none while the window is hidden or nothing shows a time. */
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

function tell(): void {
  if (document.hidden) return;
  for (const listener of listeners) listener();
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  if (timer === undefined) {
    timer = setInterval(tell, 1000);
    document.addEventListener('visibilitychange', tell);
  }
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
    document.removeEventListener('visibilitychange', tell);
  };
}

export interface RelativeTimeProps {
  /** ms since the epoch; undefined or 0 (an engine's "never") shows a dash. */
  readonly at: number | undefined;
  /** `short`: "6 h", for columns. `long`: "6 hours ago". */
  readonly style?: 'short' | 'long';
}

/** How long ago; exactly when on hover. Drawn anew only when its words change. */
export function RelativeTime({ at, style = 'short' }: RelativeTimeProps) {
  const words = useWords();
  const snapshot = useCallback((): string => {
    if (!at) return '–';
    const now = Date.now();
    if (style === 'long') return ago(at, now);
    const age = ageOf(now - at);
    return words(shortUnits[age.unit], { count: age.figure });
  }, [at, style, words]);
  const text = useSyncExternalStore(listen, snapshot);
  if (!at) return text;
  return (
    <time dateTime={new Date(at).toISOString()} data-tip={exactTime(at)} className="tabular-nums whitespace-nowrap">
      {text}
    </time>
  );
}

const shortUnits: Readonly<Record<Age['unit'], string>> = {
  second: `{{count}}${thinSpace}s`,
  minute: `{{count}}${thinSpace}min`,
  hour: `{{count}}${thinSpace}h`,
  day: `{{count}}${thinSpace}d`,
  week: `{{count}}${thinSpace}w`,
  month: `{{count}}${thinSpace}mo`,
  year: `{{count}}${thinSpace}y`,
};
