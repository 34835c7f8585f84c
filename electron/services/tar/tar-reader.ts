/**
 * Reads a tar as it comes: headers to their last byte, contents only where they are asked for.
 *
 * Own code since names must stay bytes: what an engine sends may hold names that are no UTF-8, in plain headers as well as in
 * PAX records. Source: POSIX pax, "ustar Interchange Format"; GNU tar's long names; Go's archive/tar, which engines write with.
 */
import { BerthError } from '../../common/contract/errors';

export interface TarHeader {
  readonly name: Buffer;
  /** `0` file, `1` hard link, `2` link, `3` character, `4` block, `5` directory, `6` fifo; others are kept as they are. */
  readonly type: string;
  readonly size: number;
  /** 0o7777 */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly user: string;
  readonly group: string;
  /** ms since the epoch */
  readonly modifiedAt: number;
  readonly link: Buffer;
}

export interface TarEntry extends TarHeader {
  /** Its bytes, as they are taken from the source. What is not taken is skipped. */
  content(): AsyncGenerator<Buffer, void, undefined>;
}

const block = 512;
/** A longer name or PAX header is no honest one. */
const mostExtra = 1024 * 1024;

/** @throws BerthError `engine-answer` for what is no tar; whatever the source throws. A tar cut between entries just ends. */
export async function* readTar(source: AsyncIterable<Uint8Array>): AsyncGenerator<TarEntry, void, undefined> {
  const input = new Input(source);
  let global: ReadonlyMap<string, Buffer> = new Map();
  let own = new Map<string, Buffer>();
  try {
    for (;;) {
      const bytes = await input.take(block);
      if (bytes === undefined) return;
      if (bytes.every((byte) => byte === 0)) {
        // Two of them end the tar; some writers send one only.
        continue;
      }
      checkSum(bytes);
      const plain = headerOf(bytes);
      const padding = (block - (plain.size % block)) % block;
      if ('LKxg'.includes(plain.type)) {
        if (plain.size > mostExtra) throw noTar('a header of more than 1 MB');
        const extra = (await input.take(plain.size)) ?? Buffer.alloc(0);
        await input.skip(padding);
        if (plain.type === 'L') own.set('path', untilNul(extra));
        else if (plain.type === 'K') own.set('linkpath', untilNul(extra));
        else if (plain.type === 'x') own = new Map([...own, ...paxRecords(extra)]);
        else global = new Map([...global, ...paxRecords(extra)]);
        continue;
      }
      const header = withPax(plain, new Map([...global, ...own]));
      own = new Map();
      // Only plain files have bytes after their header; a hard link's size is its target's in some writers.
      let left = '07\0'.includes(header.type) || !'123456'.includes(header.type) ? header.size : 0;
      const after = (block - (left % block)) % block;
      yield {
        ...header,
        async *content() {
          while (left > 0) {
            const bytes = await input.some(left);
            if (bytes === undefined) throw noTar('it ends in the middle of a file');
            left -= bytes.length;
            yield bytes;
          }
        },
      };
      await input.skip(left + after);
      left = 0;
    }
  } finally {
    await input.close();
  }
}

/** Bytes of a stream, by count. */
class Input {
  readonly #source: AsyncIterator<Uint8Array>;
  #rest: Buffer = Buffer.alloc(0);

  constructor(source: AsyncIterable<Uint8Array>) {
    this.#source = source[Symbol.asyncIterator]();
  }

  /** At least one byte and at most `most`; undefined at the end. */
  async some(most: number): Promise<Buffer | undefined> {
    while (this.#rest.length === 0) {
      const { done, value } = await this.#source.next();
      if (done) return undefined;
      this.#rest = Buffer.from(value.buffer, value.byteOffset, value.byteLength);
    }
    const bytes = this.#rest.subarray(0, most);
    this.#rest = this.#rest.subarray(bytes.length);
    return bytes;
  }

  /** Exactly `count` bytes; undefined when the source ends before the first, an error when it ends within. */
  async take(count: number): Promise<Buffer | undefined> {
    if (this.#rest.length >= count && count > 0) return this.some(count);
    const parts: Buffer[] = [];
    let length = 0;
    while (length < count) {
      const bytes = await this.some(count - length);
      if (bytes === undefined) {
        if (length === 0) return undefined;
        throw noTar('it ends in the middle of a header');
      }
      parts.push(bytes);
      length += bytes.length;
    }
    return Buffer.concat(parts);
  }

  async skip(count: number): Promise<void> {
    let left = count;
    while (left > 0) {
      const bytes = await this.some(left);
      if (bytes === undefined) return;
      left -= bytes.length;
    }
  }

  async close(): Promise<void> {
    await this.#source.return?.();
  }
}

const noTar = (reason: string) => new BerthError('engine-answer', { reason: `its tar can’t be read: ${reason}` });

function checkSum(bytes: Buffer): void {
  const told = number(bytes, 148, 8);
  let sum = 8 * 0x20;
  for (let at = 0; at < block; at += 1) if (at < 148 || at >= 156) sum += bytes[at] ?? 0;
  if (sum !== told) throw noTar('a header’s checksum is wrong');
}

function headerOf(bytes: Buffer): TarHeader {
  const name = untilNul(bytes.subarray(0, 100));
  const isUstar = bytes.toString('latin1', 257, 262) === 'ustar';
  // GNU's own format has times where ustar has the prefix.
  const prefix = isUstar && bytes[262] === 0 ? untilNul(bytes.subarray(345, 500)) : Buffer.alloc(0);
  return {
    name: prefix.length > 0 ? Buffer.concat([prefix, Buffer.from('/'), name]) : name,
    type: String.fromCharCode(bytes[156] ?? 0).replace('\0', '0'),
    size: number(bytes, 124, 12),
    mode: number(bytes, 100, 8) & 0o7777,
    uid: number(bytes, 108, 8),
    gid: number(bytes, 116, 8),
    user: isUstar ? untilNul(bytes.subarray(265, 297)).toString() : '',
    group: isUstar ? untilNul(bytes.subarray(297, 329)).toString() : '',
    modifiedAt: number(bytes, 136, 12) * 1000,
    link: untilNul(bytes.subarray(157, 257)),
  };
}

function untilNul(bytes: Buffer): Buffer {
  const end = bytes.indexOf(0);
  // A copy: what is kept of a header must not keep the chunk that it came in.
  return Buffer.from(end === -1 ? bytes : bytes.subarray(0, end));
}

/** Octal digits, or big-endian when the first bit is set. */
function number(bytes: Buffer, start: number, length: number): number {
  if (((bytes[start] ?? 0) & 0x80) !== 0) {
    let value = (bytes[start] ?? 0) & 0x7f;
    for (let at = start + 1; at < start + length; at += 1) value = value * 256 + (bytes[at] ?? 0);
    return value;
  }
  const digits = /[0-7]+/.exec(bytes.toString('latin1', start, start + length))?.[0] ?? '0';
  return Number.parseInt(digits, 8);
}

/** `25 path=some/name\n` and so on, whose values are bytes. */
function paxRecords(bytes: Buffer): Map<string, Buffer> {
  const records = new Map<string, Buffer>();
  let at = 0;
  while (at < bytes.length) {
    const space = bytes.indexOf(0x20, at);
    const length = Number(bytes.toString('latin1', at, space));
    if (space === -1 || !Number.isInteger(length) || length <= space - at || at + length > bytes.length) break;
    const record = bytes.subarray(space + 1, at + length - 1);
    const equals = record.indexOf(0x3d);
    if (equals > 0) records.set(record.toString('latin1', 0, equals), Buffer.from(record.subarray(equals + 1)));
    at += length;
  }
  return records;
}

function withPax(header: TarHeader, records: ReadonlyMap<string, Buffer>): TarHeader {
  if (records.size === 0) return header;
  const figure = (key: string, otherwise: number) => {
    const value = Number(records.get(key)?.toString('latin1'));
    return records.has(key) && Number.isFinite(value) ? value : otherwise;
  };
  return {
    ...header,
    name: records.get('path') ?? header.name,
    link: records.get('linkpath') ?? header.link,
    size: figure('size', header.size),
    uid: figure('uid', header.uid),
    gid: figure('gid', header.gid),
    user: records.get('uname')?.toString() ?? header.user,
    group: records.get('gname')?.toString() ?? header.group,
    modifiedAt: figure('mtime', header.modifiedAt / 1000) * 1000,
  };
}
