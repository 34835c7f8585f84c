import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** Who may come in. Secrets are held as digests only, and compared in constant time. */
export interface Doorkeeper {
  /** A new one-time token; the one before it is worthless from now on. */
  mint(): string;
  /** Trades the token for the value of a session cookie, once; undefined when it is not the token. */
  trade(token: string): string | undefined;
  /** Whether a cookie's value is one that this launch gave out. */
  knows(session: string): boolean;
}

/** A person has a few browsers; the oldest session makes room. */
const sessionLimit = 50;

/** `session`: give everyone this one instead of a fresh one, so that `npm run dev` can restart under an open page. */
export function createDoorkeeper(session?: string): Doorkeeper {
  let token: Buffer | undefined;
  const sessions: Buffer[] = session === undefined ? [] : [digest(session)];
  return {
    mint() {
      const fresh = secret();
      token = digest(fresh);
      return fresh;
    },
    trade(given) {
      if (token === undefined || !timingSafeEqual(digest(given), token)) return undefined;
      token = undefined;
      const fresh = session ?? secret();
      sessions.push(digest(fresh));
      if (sessions.length > sessionLimit) sessions.shift();
      return fresh;
    },
    knows(given) {
      const theirs = digest(given);
      // All are compared, so that the time does not tell which one came close.
      return sessions.map((known) => timingSafeEqual(theirs, known)).includes(true);
    },
  };
}

const secret = () => randomBytes(32).toString('base64url');

const digest = (text: string) => createHash('sha256').update(text).digest();

/**
 * The value of a cookie in a Cookie header, whose names are case-sensitive and may repeat (RFC 6265, 5.4: the most exact
 * path first, which is ours).
 */
export function cookieValue(header: string | undefined, name: string): string | undefined {
  for (const pair of (header ?? '').split(';')) {
    const at = pair.indexOf('=');
    if (at > 0 && pair.slice(0, at).trim() === name) return pair.slice(at + 1).trim();
  }
  return undefined;
}
