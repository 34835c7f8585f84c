/** Sizes and durations as the docker CLI writes them. */

const sizePattern = /^(\d+(?:\.\d+)?) ?([kmgtp]?)(?:i?b)?$/i;
const powers: Readonly<Record<string, number>> = { '': 0, k: 1, m: 2, g: 3, t: 4, p: 5 };

/** `512m`, `1.5g`, `64KiB` -> bytes, base 1024 as `docker run --memory` reads them; undefined when it is no size. */
export function parseSize(text: string): number | undefined {
  const match = sizePattern.exec(text.trim());
  if (!match) return undefined;
  const value = Math.floor(Number(match[1]) * 1024 ** (powers[(match[2] ?? '').toLowerCase()] ?? 0));
  return Number.isSafeInteger(value) ? value : undefined;
}

/** Bytes -> the shortest exact form: 1073741824 -> `1g`, 1000 -> `1000`. */
export function writeSize(bytes: number): string {
  const units = ['', 'k', 'm', 'g'];
  let power = 0;
  let value = bytes;
  while (power < units.length - 1 && value !== 0 && value % 1024 === 0) {
    value /= 1024;
    power += 1;
  }
  return `${value}${units[power]}`;
}

const durationUnits: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
};

/** Go's duration text (`1m30s`, `500ms`) -> ms; undefined when it is none. Source: https://pkg.go.dev/time#ParseDuration */
export function parseDuration(text: string): number | undefined {
  const trimmed = text.trim();
  if (trimmed === '0') return 0;
  if (!/^(?:\d+(?:\.\d+)?(?:ns|us|µs|ms|s|m|h))+$/.test(trimmed)) return undefined;
  let total = 0;
  for (const [, amount, unit = ''] of trimmed.matchAll(/(\d+(?:\.\d+)?)(ns|us|µs|ms|s|m|h)/g)) {
    total += Number(amount) * (durationUnits[unit] ?? 0);
  }
  return total;
}

/** ms -> Go's duration text: 90000 -> `1m30s`. */
export function writeDuration(ms: number): string {
  if (ms === 0) return '0s';
  if (!Number.isInteger(ms)) return `${Math.round(ms * 1e6)}ns`;
  const hours = Math.floor(ms / 3_600_000);
  const minutes = Math.floor((ms % 3_600_000) / 60_000);
  const seconds = Math.floor((ms % 60_000) / 1_000);
  const rest = ms % 1_000;
  return `${hours ? `${hours}h` : ''}${minutes ? `${minutes}m` : ''}${seconds ? `${seconds}s` : ''}${rest ? `${rest}ms` : ''}`;
}
