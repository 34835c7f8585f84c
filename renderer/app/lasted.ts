import { thinSpace } from '../ui/format-bytes';
import { t } from './t';

/** How long something took: "1.4 s", "2 min 5 s". */
export function lasted(ms: number): string {
  const seconds = Math.max(0, ms) / 1_000;
  if (seconds < 10) return t(`{{count}}${thinSpace}s`, { count: seconds.toFixed(1) });
  if (seconds < 60) return t(`{{count}}${thinSpace}s`, { count: Math.round(seconds) });
  const whole = Math.round(seconds);
  return t(`{{minutes}}${thinSpace}min {{seconds}}${thinSpace}s`, {
    minutes: Math.floor(whole / 60),
    seconds: whole % 60,
  });
}
