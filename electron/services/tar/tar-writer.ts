/** Headers for a tar that an engine is to unpack. Source: POSIX pax, "ustar Interchange Format". */

export interface TarItem {
  readonly name: Buffer;
  readonly type: '0' | '1' | '2' | '5';
  /** Bytes that follow; 0 unless told. */
  readonly size?: number;
  readonly mode?: number;
  readonly uid?: number;
  readonly gid?: number;
  /** ms since the epoch; now unless told. */
  readonly modifiedAt?: number;
  readonly link?: Buffer;
}

const block = 512;
/** Beyond it eleven octal digits end: 8 GiB. */
const mostSize = 0o77777777777;
const mostId = 0o7777777;

/** The header of one entry, with a PAX header before it where plain fields can't say it. */
export function tarHeader(item: TarItem): Buffer {
  const { name, link = Buffer.alloc(0), size = 0, uid = 0, gid = 0 } = item;
  const records: [string, Buffer][] = [];
  if (name.length > 100) records.push(['path', name]);
  if (link.length > 100) records.push(['linkpath', link]);
  if (size > mostSize) records.push(['size', Buffer.from(String(size))]);
  if (uid > mostId) records.push(['uid', Buffer.from(String(uid))]);
  if (gid > mostId) records.push(['gid', Buffer.from(String(gid))]);
  const plain = plainHeader(item);
  if (records.length === 0) return plain;
  const extra = Buffer.concat(records.map(([key, value]) => paxRecord(key, value)));
  const pax = plainHeader({ name: Buffer.from('pax'), type: 'x', size: extra.length });
  return Buffer.concat([pax, extra, tarPadding(extra.length), plain]);
}

/** What fills a content of `size` bytes up to whole blocks. */
export const tarPadding = (size: number) => Buffer.alloc((block - (size % block)) % block);

export const tarEnd = () => Buffer.alloc(2 * block);

function plainHeader(item: Omit<TarItem, 'type'> & { readonly type: string }): Buffer {
  const { name, type, size = 0, mode = 0o644, uid = 0, gid = 0, link = Buffer.alloc(0) } = item;
  const modifiedAt = Math.max(0, Math.floor((item.modifiedAt ?? Date.now()) / 1000));
  const bytes = Buffer.alloc(block);
  name.copy(bytes, 0, 0, 100);
  octal(bytes, mode & 0o7777, 100, 8);
  octal(bytes, Math.min(uid, mostId), 108, 8);
  octal(bytes, Math.min(gid, mostId), 116, 8);
  octal(bytes, Math.min(size, mostSize), 124, 12);
  octal(bytes, Math.min(modifiedAt, mostSize), 136, 12);
  bytes.fill(0x20, 148, 156);
  bytes.write(type, 156, 'latin1');
  link.copy(bytes, 157, 0, 100);
  bytes.write('ustar\x0000', 257, 'latin1');
  let sum = 0;
  for (const byte of bytes) sum += byte;
  bytes.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return bytes;
}

function octal(bytes: Buffer, value: number, at: number, length: number): void {
  bytes.write(`${value.toString(8).padStart(length - 1, '0')}\0`, at, 'latin1');
}

/** A record says its own length, whose digits count too. */
function paxRecord(key: string, value: Buffer): Buffer {
  const rest = Buffer.concat([Buffer.from(` ${key}=`), value, Buffer.from('\n')]);
  let length = rest.length + 1;
  while (String(length).length + rest.length !== length) length = String(length).length + rest.length;
  return Buffer.concat([Buffer.from(String(length)), rest]);
}
