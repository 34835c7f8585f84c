import { useEffect, useState } from 'react';

/**
 * The time, anew each `every` ms while `wanted`; a page where nothing counts down ticks nowhere.
 *
 * @returns ms since the epoch
 */
export function useNow(wanted: boolean, every = 1_000): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (!wanted) return undefined;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), every);
    return () => clearInterval(timer);
  }, [wanted, every]);
  return now;
}
