/**
 * Splits a command as a POSIX shell does, without running anything.
 *
 * Quoting follows POSIX XCU 2.2: single quotes keep everything, double quotes let a backslash escape `$ \` " \` and a
 * newline, a backslash outside keeps the next character and joins lines. Of cmd's and PowerShell's habits only the
 * line-joining `^` and backtick are known; of bash's, `$'…'`. Where a comment stands behind a line's `\`, or between joined lines,
 * the lines are joined all the same: no shell would, but whoever wrote so means it. What a shell would expand (`$HOME`, `$(pwd)`, `~/`) is kept as written and named,
 * since only the person's shell knows its value.
 */
export interface ShellWord {
  readonly text: string;
  /** Parts of `text` that a shell would have replaced. */
  readonly expansions: readonly string[];
}

export interface ShellWords {
  readonly words: readonly ShellWord[];
  /** What follows the command: `| tee x`, `&& …`, `; …`, `> file`. */
  readonly rest?: string;
}

/** A quote that is not closed. `position` counts UTF-16 units from the start. */
export class ShellWordsError extends Error {
  readonly position: number;
  constructor(quote: string, position: number) {
    super(`unclosed ${quote}`);
    this.name = 'ShellWordsError';
    this.position = position;
  }
}

/** Length of a `$…` or backtick expansion at `at`, or 0. */
function expansionLength(text: string, at: number): number {
  const here = text.slice(at);
  const simple =
    /^\$(?:[A-Za-z_][A-Za-z0-9_]*|[0-9@*#?$!-])/.exec(here) ?? /^`[^`]*`/.exec(here) ?? /^\$\{[^}]*\}/.exec(here);
  if (simple) return simple[0].length;
  if (!here.startsWith('$(')) return 0;
  let depth = 0;
  for (let index = 1; index < here.length; index += 1) {
    if (here[index] === '(') depth += 1;
    if (here[index] === ')') depth -= 1;
    if (depth === 0) return index + 1;
  }
  return 0;
}

const join = /^(?:\\|\^|`)[ \t]*\r?\n/;
const commentedJoin = /^(?:\\|\^|`)(?:[ \t]+#[^\n]*|[ \t]*\r?)\n/;
const bashQuote = /^\$'/;

const letters: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  e: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

/** What stands in `$'…'`: https://www.gnu.org/software/bash/manual/html_node/ANSI_002dC-Quoting.html */
function unescaped(text: string): string {
  return text.replace(
    /\\(?:x([\da-fA-F]{1,2})|u([\da-fA-F]{1,4})|([0-7]{1,3})|([\s\S]))/g,
    (_, hex?: string, unicode?: string, octal?: string, other = '') => {
      if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8));
      const code = hex ?? unicode;
      if (code !== undefined) return String.fromCharCode(Number.parseInt(code, 16));
      return letters[other] ?? (`'"\\?`.includes(other) ? other : `\\${other}`);
    },
  );
}

export function shellWords(line: string): ShellWords {
  const words: ShellWord[] = [];
  let text = '';
  let expansions: string[] = [];
  let inWord = false;
  /** The line before was joined to this one, of which no word has come yet. */
  let isJoined = false;
  const end = () => {
    if (inWord) words.push({ text, expansions });
    text = '';
    expansions = [];
    inWord = false;
  };
  const take = (part: string) => {
    text += part;
    inWord = true;
    isJoined = false;
  };
  const expand = (at: number): number => {
    const length = expansionLength(line, at);
    if (length > 0) {
      const part = line.slice(at, at + length);
      take(part);
      expansions.push(part);
    }
    return length;
  };

  let at = 0;
  while (at < line.length) {
    const character = line[at] ?? '';
    const joined = (inWord ? join : commentedJoin).exec(line.slice(at, at + 400))?.[0];
    if (joined) {
      at += joined.length;
      isJoined = true;
    } else if (bashQuote.test(line.slice(at, at + 2))) {
      const quoted = /^\$'((?:[^'\\]|\\[\s\S])*)'/.exec(line.slice(at));
      if (!quoted) throw new ShellWordsError("'", at + 1);
      take(unescaped(quoted[1] ?? ''));
      at += quoted[0].length;
    } else if (character === "'") {
      const close = line.indexOf("'", at + 1);
      if (close < 0) throw new ShellWordsError("'", at);
      take(line.slice(at + 1, close));
      at = close + 1;
    } else if (character === '"') {
      const open = at;
      inWord = true;
      at += 1;
      while (line[at] !== '"') {
        if (at >= line.length) throw new ShellWordsError('"', open);
        const next = line[at + 1] ?? '';
        if (line[at] === '\\' && next === '\n') at += 2;
        else if (line[at] === '\\' && '$`"\\'.includes(next) && next !== '') {
          take(next);
          at += 2;
        } else {
          const length = expand(at);
          if (length === 0) take(line[at] ?? '');
          at += length || 1;
        }
      }
      at += 1;
    } else if (character === '\\') {
      take(line[at + 1] ?? '\\');
      at += 2;
    } else if (/\s/.test(character)) {
      // A bare newline ends a command; blank lines before its first word do not.
      if (character === '\n' && (inWord || words.length > 0)) {
        end();
        const rest = line.slice(at + 1).trim();
        return rest === '' ? { words } : { words, rest };
      }
      end();
      at += 1;
    } else if (character === '#' && !inWord) {
      const newline = line.indexOf('\n', at);
      at = newline < 0 ? line.length : newline + (isJoined ? 1 : 0);
    } else if (/[;|&<>]/.test(character)) {
      // `2>` belongs to the redirection, not to the command.
      if (/[<>]/.test(character) && /^[0-9]$/.test(text)) inWord = false;
      end();
      return { words, rest: line.slice(at).trim() };
    } else if (character === '~' && !inWord && /^~(?:\/|$|\s)/.test(line.slice(at))) {
      take('~');
      expansions.push('~');
      at += 1;
    } else {
      const length = expand(at);
      if (length === 0) take(character);
      at += length || 1;
    }
  }
  end();
  return { words };
}
