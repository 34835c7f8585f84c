import { thinSpace } from './format-bytes';

const tenths = new Intl.NumberFormat(undefined, { minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** A part as per cent with one decimal: 0.124 -> `12.4 %`; `–` when it is not known. */
export function formatPercent(part: number | undefined): string {
  return part === undefined || !Number.isFinite(part) ? '–' : `${tenths.format(part * 100)}${thinSpace}%`;
}
