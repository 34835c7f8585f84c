/** The newest API version whose answers our normalizers know. */
export const newestApi = '1.51';
/** The oldest one: Docker 19.03. Anything older is refused with both versions named. */
export const oldestApi = '1.40';

/** Negative, zero or positive as `a` is older than, the same as or newer than `b`. `1.9` is older than `1.41`. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [a, b].map((version) => version.split('.').map((part) => Number.parseInt(part, 10) || 0));
  for (let index = 0; index < Math.max(left?.length ?? 0, right?.length ?? 0); index += 1) {
    const difference = (left?.[index] ?? 0) - (right?.[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
