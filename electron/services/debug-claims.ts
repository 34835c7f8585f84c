/**
 * Whose the things of debug shells are, by their names. One set for the process, as their owner's label is the process's: whatever
 * bears its label and is not claimed was left, be it that a removal failed or that the answer to a creation was lost.
 */
import { randomBytes } from 'node:crypto';
import { debugLabel, debugOwner, isOrphan } from './debug-owner';

/** Begins the name of each. */
const debugPrefix = 'berth-debug-';
const claimed = new Set<string>();

/** A new name that is in use until it is released. */
export function claimName(of: string): string {
  const name = `${debugPrefix}${of.replace(/[^\w.-]/g, '-').slice(0, 40)}-${randomBytes(3).toString('hex')}`;
  claimed.add(name);
  return name;
}

export function releaseName(name: string): void {
  claimed.delete(name);
}

/**
 * Whether nobody uses it any more, for certain. What is made of a committed debug container has its label too, and is a person's: so
 * the name counts as well.
 */
export function isLeft({ name, labels }: { name: string; labels: Readonly<Record<string, string>> }): boolean {
  const owner = labels[debugLabel] ?? '';
  return name.startsWith(debugPrefix) && (isOrphan(owner) || (owner === debugOwner() && !claimed.has(name)));
}
