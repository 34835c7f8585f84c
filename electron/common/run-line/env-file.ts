/** Text of a `.env` file -> variables, read as Compose and dotenv read it. */
export interface EnvFile {
  readonly env: readonly { readonly name: string; readonly value: string }[];
  /** Lines that say nothing that can be read, counted from 1. */
  readonly unread: readonly number[];
}

const start = /^(?:export\s+)?([A-Za-z_][\w.-]*)\s*=\s*(.*)$/s;

/**
 * `A=b`, `export A=b`, `A='b # c'`, `A="b\nc"`; comments and blank lines are left out, the last value of a name counts.
 *
 * Quotes are taken off, unlike `docker run --env-file`, which would hand them to the program.
 */
export function parseEnvFile(text: string): EnvFile {
  const env = new Map<string, string>();
  const unread: number[] = [];
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    if (/^\s*(?:#|$)/.test(line)) continue;
    const [, name, rest = ''] = start.exec(line.trim()) ?? [];
    if (name === undefined) {
      unread.push(at + 1);
      continue;
    }
    const quote = /^["']/.exec(rest)?.[0];
    if (quote === undefined) {
      env.set(name, rest.replace(/(?:^|\s+)#.*$/, '').trimEnd());
      continue;
    }
    let value = rest.slice(1);
    let last = at;
    // A quoted value may go over several lines.
    while (closing(value, quote) < 0 && last + 1 < lines.length) {
      last += 1;
      value += `\n${lines[last] ?? ''}`;
    }
    const end = closing(value, quote);
    if (end < 0) {
      unread.push(at + 1);
      continue;
    }
    value = value.slice(0, end);
    env.set(
      name,
      quote === '"' ? value.replace(/\\([nrt"\\$])/g, (_, letter: string) => escapes[letter] ?? letter) : value,
    );
    at = last;
  }
  return { env: [...env].map(([name, value]) => ({ name, value })), unread };
}

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

/** Where the quote closes; -1 when it does not. */
function closing(value: string, quote: string): number {
  for (let at = 0; at < value.length; at += 1) {
    if (quote === '"' && value[at] === '\\') at += 1;
    else if (value[at] === quote) return at;
  }
  return -1;
}
