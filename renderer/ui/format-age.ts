const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** A span of time as one figure and one unit. */
export interface Age {
  readonly figure: number;
  readonly unit: 'second' | 'minute' | 'hour' | 'day' | 'week' | 'month' | 'year';
}

/** The largest unit that still tells ages apart; whole figures, cut not rounded: 119 min are 1 h. */
export function ageOf(span: number): Age {
  const length = Math.max(0, span);
  if (length < minute) return { figure: Math.floor(length / 1000), unit: 'second' };
  if (length < hour) return { figure: Math.floor(length / minute), unit: 'minute' };
  if (length < 2 * day) return { figure: Math.floor(length / hour), unit: 'hour' };
  if (length < 15 * day) return { figure: Math.floor(length / day), unit: 'day' };
  if (length < 90 * day) return { figure: Math.floor(length / (7 * day)), unit: 'week' };
  if (length < 730 * day) return { figure: Math.floor(length / (30.44 * day)), unit: 'month' };
  return { figure: Math.floor(length / (365.25 * day)), unit: 'year' };
}

let long: Intl.RelativeTimeFormat | undefined;

/** "6 hours ago", "in 3 seconds". */
export function ago(at: number, now: number): string {
  long ??= new Intl.RelativeTimeFormat();
  const { figure, unit } = ageOf(Math.abs(now - at));
  return long.format(at > now ? figure : -figure, unit);
}

let exact: Intl.DateTimeFormat | undefined;

/** The day and the time to the second, in the person's formats. */
export function exactTime(at: number): string {
  exact ??= new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });
  return exact.format(at);
}

let brief: Intl.DateTimeFormat | undefined;

/** The day and the minute, as short as the person's formats have it: for columns. */
export function shortTime(at: number): string {
  brief ??= new Intl.DateTimeFormat(undefined, { dateStyle: 'short', timeStyle: 'short' });
  return brief.format(at);
}
