import type { Settings } from '@common/contract/settings';

export type Uses = Settings['uses'];

/** ms in which a use counts half. */
const halfLife = 7 * 24 * 3_600_000;
/** What is used least is forgotten first. */
export const usesLimit = 200;
/** What main takes (settings.ts). */
const keyLimit = 200;

export const keyOfUse = (verb: string, subject: string) => `${verb} ${subject}`.slice(0, keyLimit);

/** How much something was used by now: 1 for once just now, halved each week. */
export function weightNow(uses: Uses, key: string, now: number): number {
  const use = Object.hasOwn(uses, key) ? uses[key] : undefined;
  // A clock that was set back makes no use count more than it did.
  return use ? use.weight * 0.5 ** (Math.max(0, now - use.at) / halfLife) : 0;
}

/** The uses with one more of `key`, at most `usesLimit` things. */
export function withUse(uses: Uses, key: string, now: number): Uses {
  const next = new Map(Object.entries(uses));
  next.set(key, { weight: weightNow(uses, key, now) + 1, at: now });
  const surplus = next.size - usesLimit;
  if (surplus > 0) {
    const least = [...next.keys()]
      .filter((other) => other !== key)
      .sort((one, other) => weightNow(uses, one, now) - weightNow(uses, other, now));
    for (const other of least.slice(0, surplus)) next.delete(other);
  }
  return Object.fromEntries(next);
}
