/** What is remembered of logs by image, among the settings of all lists. */
import type { ListState, Settings } from '@common/contract/settings';

/** What their keys begin with. */
export const lookKey = 'log ';
/** Images remembered: who tries many must not fill the settings for ever. */
export const mostLooks = 100;

/** The lists with the look of these; of logs the last `mostLooks` that were changed stay. */
export function withLook(lists: Settings['lists'], keys: readonly string[], look: ListState): Settings['lists'] {
  const others = Object.entries(lists).filter(([key]) => !keys.includes(key));
  const looks = [...others.filter(([key]) => key.startsWith(lookKey)), ...keys.map((key) => [key, look] as const)];
  return Object.fromEntries([...others.filter(([key]) => !key.startsWith(lookKey)), ...looks.slice(-mostLooks)]);
}
