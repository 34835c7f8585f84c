import { counted, type Translate } from '../../app/t';

/** Which part of a log is read at first; older lines come when one scrolls up to them. */
export interface LogRange {
  /** Lines from the end; all when absent. */
  readonly tail: number | undefined;
  readonly since: LogSince;
  /** ms since the epoch; to now, and on, when absent. */
  readonly until: number | undefined;
}

/** `at`: ms since the epoch. */
export type LogSince =
  | { readonly kind: 'any' | 'minutes-5' | 'hour' | 'today' }
  | { readonly kind: 'custom'; readonly at: number };

export const firstRange: LogRange = { tail: 10_000, since: { kind: 'any' }, until: undefined };
export const tails = [100, 1_000, 10_000, undefined] as const;
export const sinces = ['any', 'minutes-5', 'hour', 'today', 'custom'] as const;

/** The time that is meant, ms since the epoch; undefined for any. `now`: likewise. */
export function sinceTime(since: LogSince, now: number): number | undefined {
  switch (since.kind) {
    case 'any':
      return undefined;
    case 'minutes-5':
      return now - 5 * 60_000;
    case 'hour':
      return now - 60 * 60_000;
    case 'today':
      return new Date(now).setHours(0, 0, 0, 0);
    case 'custom':
      return since.at;
  }
}

/** Whether a range left older lines out: fewer than were asked for are all. */
export function isCut(
  { tail, since }: LogRange,
  { first, end }: { readonly first: number; readonly end: number },
): boolean {
  return since.kind !== 'any' || (tail !== undefined && end - first >= tail);
}

export const tailWords = (tail: number | undefined, t: Translate): string =>
  tail === undefined ? t('All lines') : t('Last {{lines}}', { lines: tail.toLocaleString() });

export function sinceWords(since: LogSince['kind'], t: Translate): string {
  const words: Record<LogSince['kind'], string> = {
    any: t('Any time'),
    'minutes-5': counted(5, '{{count}} minute', '{{count}} minutes'),
    hour: counted(1, '{{count}} hour', '{{count}} hours'),
    today: t('Today'),
    custom: t('From …'),
  };
  return words[since];
}

/** A range on a button. */
export function rangeWords({ tail, since, until }: LogRange, t: Translate): string {
  const parts = [
    since.kind === 'any'
      ? undefined
      : since.kind === 'custom'
        ? t('since {{time}}', { time: short(since.at) })
        : t('since {{time}}', { time: sinceWords(since.kind, t).toLowerCase() }),
    until === undefined ? undefined : t('until {{time}}', { time: short(until) }),
  ].filter((part) => part !== undefined);
  return parts.length > 0 ? parts.join(', ') : tailWords(tail, t).toLowerCase();
}

const short = (at: number) => new Date(at).toLocaleString(undefined, { dateStyle: 'short', timeStyle: 'short' });

/** As `<input type="datetime-local">` has it: local, without a zone, to the second. */
export function toInput(at: number | undefined): string {
  if (at === undefined) return '';
  const local = new Date(at - new Date(at).getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 19);
}

/** The reverse; undefined for what is no time yet. */
export function fromInput(text: string): number | undefined {
  const at = text === '' ? Number.NaN : new Date(text).getTime();
  return Number.isNaN(at) ? undefined : Math.max(0, at);
}
