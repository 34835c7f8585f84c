/** Between a figure and its unit: thin. */
export const thinSpace = '\u2009';

const sizeUnits = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'] as const;
const memoryUnits = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'] as const;

const numbers = new Map<number, Intl.NumberFormat>();

function withDigits(value: number, digits: number): string {
  let format = numbers.get(digits);
  if (!format) {
    format = new Intl.NumberFormat(undefined, { minimumFractionDigits: digits, maximumFractionDigits: digits });
    numbers.set(digits, format);
  }
  return format.format(value);
}

/** Three figures: 7.83, 41.4, 671. */
const sizeDigits = (value: number): number => (value < 9.995 ? 2 : value < 99.95 ? 1 : 0);

/**
 * A size on disk or wire, as Docker prints it: base 1000, three figures.
 *
 * @param bytes what is not a number (an engine's -1 for "not counted" too) gives `–`
 */
export function formatBytes(bytes: number | undefined): string {
  return scaled(bytes, 1000, sizeUnits, (value, unit) => (unit === 0 ? 0 : sizeDigits(value)));
}

/** Memory, as Docker prints it: base 1024; GiB and up with one decimal. */
export function formatMemory(bytes: number | undefined): string {
  return scaled(bytes, 1024, memoryUnits, (_, unit) => (unit < 3 ? 0 : 1));
}

function scaled(
  bytes: number | undefined,
  base: number,
  units: readonly string[],
  digits: (value: number, unit: number) => number,
): string {
  if (bytes === undefined || !Number.isFinite(bytes) || bytes < 0) return '–';
  let value = bytes;
  let unit = 0;
  // What would round up to a whole next unit is written in it: 999,999 bytes are 1.00 MB, not 1,000 kB.
  while (unit < units.length - 1 && Number(value.toFixed(digits(value, unit))) >= base) {
    value /= base;
    unit += 1;
  }
  return `${withDigits(value, digits(value, unit))}${thinSpace}${units[unit]}`;
}
