import type { Settings } from '@common/contract/settings';
import { ago } from '../../ui/format-age';

export type Timestamps = Settings['log']['timestamps'];

const two = (value: number) => String(value).padStart(2, '0');

/** A line's time as chosen; empty where the engine gave none. `at` and `now`: ms since the epoch. */
export function lineTime(at: number | undefined, kind: Timestamps, now: number): string {
  if (at === undefined || kind === 'off') return '';
  if (kind === 'relative') return ago(Math.min(at, now), now);
  const time = new Date(at);
  if (kind === 'utc') return `${time.toISOString().slice(11, 23)}Z`;
  const millis = String(time.getMilliseconds()).padStart(3, '0');
  return `${two(time.getHours())}:${two(time.getMinutes())}:${two(time.getSeconds())}.${millis}`;
}

/** Columns that the longest of a kind takes. */
export const timeColumns: Readonly<Record<Timestamps, number>> = { off: 0, local: 12, utc: 13, relative: 14 };
