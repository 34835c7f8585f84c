import { BerthError } from '../../common/contract/errors';
import type { FileEntry, FileKind } from '../../common/contract/files';
import { bytesToText } from '../../common/std/byte-text';
import type { ExecEnd } from '../../engine/port';
import { type FileAccess, scriptCommand } from './file-access';

/**
 * One exec lists a folder, whatever its names hold.
 *
 * GNU's find says all of an entry and ends it with NUL. Busybox has no such option: there each entry begins with `/`, which
 * neither a name nor, after `./`, anything before the link's target can hold, so that "newline, slash" parts entries.
 */
const script = [
  'cd -P -- "$a" || exit 44',
  "if find . -maxdepth 0 -printf '' 2>/dev/null; then echo find",
  "exec find . -mindepth 1 -maxdepth 1 -printf '%y %m %s %T@ %U %G %u %g %f/%l\\0'; fi",
  'echo stat; export QUOTING_STYLE=literal',
  "find . ! -name . -prune -print0 | xargs -0 -n 500 stat -c '/%f %s %Y %u %g %U %G %n/%N'",
].join('\n');

/** @throws BerthError `not-found`; `engine-error` when the folder can't be entered */
export async function* listByExec(
  access: FileAccess,
  path: string,
  signal: AbortSignal,
): AsyncGenerator<readonly FileEntry[], void, undefined> {
  const end: ExecEnd = { exitCode: undefined, errors: '' };
  const command = scriptCommand(script, [path]);
  const parser = new ListingParser();
  for await (const bytes of access.engine.execStream(access.container, command, { user: '0', signal, end })) {
    const entries = parser.push(Buffer.from(bytes));
    if (entries.length > 0) yield entries;
  }
  const last = parser.end();
  if (last.length > 0) yield last;
  if (end.exitCode !== 44) return;
  const raw = end.errors.trim();
  if (/no such file/i.test(raw)) throw new BerthError('not-found', { noun: 'file', name: path }, { raw });
  throw new BerthError('engine-error', { status: 44 }, { raw });
}

/** Takes the script's output apart, in pieces of any size. */
export class ListingParser {
  #way: 'find' | 'stat' | undefined;
  #rest: Buffer = Buffer.alloc(0);

  push(bytes: Buffer): readonly FileEntry[] {
    this.#rest = this.#rest.length === 0 ? bytes : Buffer.concat([this.#rest, bytes]);
    if (this.#way === undefined) {
      const line = this.#rest.indexOf(0x0a);
      if (line === -1) return [];
      this.#way = this.#rest.toString('latin1', 0, line) === 'find' ? 'find' : 'stat';
      this.#rest = this.#rest.subarray(line + 1);
    }
    const separator = this.#way === 'find' ? Buffer.from([0]) : Buffer.from('\n/');
    const entries: FileEntry[] = [];
    let start = 0;
    for (;;) {
      const cut = this.#rest.indexOf(separator, start);
      if (cut === -1) break;
      this.#take(this.#rest.subarray(start, cut), entries);
      start = cut + separator.length;
    }
    this.#rest = Buffer.from(this.#rest.subarray(start));
    return entries;
  }

  end(): readonly FileEntry[] {
    const entries: FileEntry[] = [];
    const rest = this.#rest.at(-1) === 0x0a ? this.#rest.subarray(0, -1) : this.#rest;
    // NUL ends each of find's; what is left was cut.
    if (this.#way === 'stat' && rest.length > 0) this.#take(rest, entries);
    return entries;
  }

  #take(record: Buffer, entries: FileEntry[]): void {
    const entry = this.#way === 'find' ? fromFind(record) : fromStat(record);
    if (entry) entries.push(entry);
  }
}

const letters: Readonly<Record<string, FileKind>> = {
  f: 'file',
  d: 'directory',
  l: 'link',
  p: 'fifo',
  s: 'socket',
  b: 'block',
  c: 'character',
};

/** The first words, and the rest as bytes. */
function words(
  record: Buffer,
  count: number,
): { readonly words: readonly string[]; readonly rest: Buffer } | undefined {
  const found: string[] = [];
  let at = 0;
  while (found.length < count) {
    const space = record.indexOf(0x20, at);
    if (space === -1) return undefined;
    found.push(record.toString('utf8', at, space));
    at = space + 1;
  }
  return { words: found, rest: record.subarray(at) };
}

function fromFind(record: Buffer): FileEntry | undefined {
  const parts = words(record, 8);
  if (!parts) return undefined;
  const [kind = '', mode = '', size, time, uid = '', gid = '', user, group] = parts.words;
  const slash = parts.rest.indexOf(0x2f);
  if (slash < 1) return undefined;
  const linkTarget = bytesToText(parts.rest.subarray(slash + 1));
  return {
    name: bytesToText(parts.rest.subarray(0, slash)),
    kind: letters[kind] ?? 'other',
    size: Number(size) || 0,
    mode: Number.parseInt(mode, 8) & 0o7777,
    owner: user || uid,
    group: group || gid,
    modifiedAt: Math.floor(Number(time) * 1000) || 0,
    ...(kind === 'l' && { linkTarget }),
  };
}

/** S_IFMT and its values (POSIX sys/stat.h, as Linux numbers them). */
const formats: ReadonlyMap<number, FileKind> = new Map([
  [0o100000, 'file'],
  [0o040000, 'directory'],
  [0o120000, 'link'],
  [0o010000, 'fifo'],
  [0o140000, 'socket'],
  [0o060000, 'block'],
  [0o020000, 'character'],
]);

function fromStat(record: Buffer): FileEntry | undefined {
  const from = record[0] === 0x2f ? record.subarray(1) : record;
  const parts = words(from, 7);
  if (!parts) return undefined;
  const [hex = '', size, time, uid = '', gid = '', user = '', group = ''] = parts.words;
  const { rest } = parts;
  if (rest.toString('latin1', 0, 2) !== './') return undefined;
  const slash = rest.indexOf(0x2f, 2);
  if (slash === -1) return undefined;
  const mode = Number.parseInt(hex, 16);
  const kind = formats.get(mode & 0o170000) ?? 'other';
  const shown = rest.subarray(0, slash);
  return {
    name: bytesToText(rest.subarray(2, slash)),
    kind,
    size: Number(size) || 0,
    mode: mode & 0o7777,
    owner: named(user) || uid,
    group: named(group) || gid,
    modifiedAt: Number(time) * 1000 || 0,
    ...(kind === 'link' && { linkTarget: bytesToText(linkOf(rest.subarray(slash + 1), shown)) }),
  };
}

const named = (name: string) => (name === 'UNKNOWN' ? '' : name);

/** `'./name' -> 'target'` of busybox, `./name -> target` of GNU; the name is known. */
function linkOf(said: Buffer, shown: Buffer): Buffer {
  const quoted = said[0] === 0x27;
  const head = (quoted ? 1 : 0) + shown.length + (quoted ? 1 : 0) + ' -> '.length;
  return quoted ? said.subarray(head + 1, -1) : said.subarray(head);
}
