/** Makes guessing slow without ever keeping out someone who has the right token or cookie: those never come here. */
export interface SlowDown {
  /** How many ms to hold back the answer to one more failure; undefined: too many are held back already, say so at once. */
  fail(): number | undefined;
  /** One held-back answer is out. */
  done(): void;
}

const forgetAfter = 60_000;
const free = 5;
const longest = 2_000;
const heldBack = 20;

export function createSlowDown(now: () => number = () => performance.now()): SlowDown {
  let failures: number[] = [];
  let waiting = 0;
  return {
    fail() {
      const at = now();
      failures = [...failures.filter((before) => at - before < forgetAfter).slice(-free - 10), at];
      if (waiting >= heldBack) return undefined;
      waiting += 1;
      const over = failures.length - free;
      return over <= 0 ? 0 : Math.min(longest, 50 * 2 ** over);
    },
    done() {
      waiting -= 1;
    },
  };
}
