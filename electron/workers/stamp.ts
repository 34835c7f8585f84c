/**
 * Reads the time stamps that an engine puts before each log line.
 *
 * Docker writes `2026-11-25T08:11:26.123456789Z ` (always nine decimals), Podman whole seconds, both sometimes with an
 * offset instead of `Z`. A `Date` per line would cost more than all the rest of the ingest, so the day is computed only
 * when it changes.
 */
export class StampReader {
  /** Whole seconds since the epoch of the stamp last read. */
  seconds = 0;
  /** 0 to 999,999,999. */
  nanos = 0;

  #day = -1;
  #dayStart = 0;

  /** ms since the epoch with fraction. A double keeps about 0.2 µs of it; `seconds` and `nanos` are exact. */
  get millis(): number {
    return this.seconds * 1000 + this.nanos / 1e6;
  }

  /** The length of the stamp at `start` with the space that follows it; 0 when there is none. */
  read(bytes: Uint8Array, start: number, end: number): number {
    if (end - start < 20) return 0;
    if (bytes[start + 4] !== 45 || bytes[start + 7] !== 45 || bytes[start + 10] !== 84) return 0;
    if (bytes[start + 13] !== 58 || bytes[start + 16] !== 58) return 0;
    const year = pair(bytes, start) * 100 + pair(bytes, start + 2);
    const month = pair(bytes, start + 5);
    const date = pair(bytes, start + 8);
    const hour = pair(bytes, start + 11);
    const minute = pair(bytes, start + 14);
    const second = pair(bytes, start + 17);
    const valid = year >= 0 && month >= 1 && month <= 12 && date >= 1 && date <= 31;
    if (!valid || !(hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0 && second <= 60)) return 0;

    let at = start + 19;
    let nanos = 0;
    if (bytes[at] === 46) {
      let unit = 100_000_000;
      at += 1;
      const from = at;
      for (; at < end; at += 1) {
        const digit = (bytes[at] as number) - 48;
        if (digit < 0 || digit > 9) break;
        nanos += digit * unit;
        unit = unit === 1 ? 0 : unit / 10;
      }
      if (at === from || at - from > 9) return 0;
    }

    let offset = 0;
    const zone = bytes[at];
    if (zone === 90) {
      at += 1;
    } else if ((zone === 43 || zone === 45) && at + 6 <= end && bytes[at + 3] === 58) {
      const hours = pair(bytes, at + 1);
      const minutes = pair(bytes, at + 4);
      if (!(hours >= 0 && hours <= 23 && minutes >= 0 && minutes < 60)) return 0;
      offset = (zone === 43 ? 1 : -1) * (hours * 3600 + minutes * 60);
      at += 6;
    } else return 0;
    if (at < end) {
      if (bytes[at] !== 32) return 0;
      at += 1;
    }

    const day = year * 512 + month * 32 + date;
    if (day !== this.#day) {
      this.#day = day;
      this.#dayStart = Date.UTC(year, month - 1, date) / 1000;
    }
    this.seconds = this.#dayStart + hour * 3600 + minute * 60 + second - offset;
    this.nanos = nanos;
    return at - start;
  }
}

/** Two digits as a number; something negative or above 99 when they are none. */
function pair(bytes: Uint8Array, at: number): number {
  const tens = (bytes[at] as number) - 48;
  const ones = (bytes[at + 1] as number) - 48;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -10_000;
}
