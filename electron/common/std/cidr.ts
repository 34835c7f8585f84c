/** Addresses and subnets, IPv4 and IPv6. */

/** The address as a number with its width in bits; undefined when it is none. */
function parseAddress(text: string): { readonly value: bigint; readonly bits: 32 | 128 } | undefined {
  if (/^\d{1,3}(?:\.\d{1,3}){3}$/.test(text)) {
    const parts = text.split('.').map(Number);
    if (parts.some((part) => part > 255)) return undefined;
    return { value: parts.reduce((sum, part) => sum * 256n + BigInt(part), 0n), bits: 32 };
  }
  if (!/^[0-9a-fA-F:]+$/.test(text) || !text.includes(':') || text.includes(':::')) return undefined;
  const [left = '', right, ...more] = text.split('::');
  if (more.length > 0) return undefined;
  const groups = (part: string) => (part === '' ? [] : part.split(':'));
  const before = groups(left);
  const after = right === undefined ? [] : groups(right);
  const missing = 8 - before.length - after.length;
  if (right === undefined ? missing !== 0 : missing < 1) return undefined;
  const all = [...before, ...Array.from({ length: right === undefined ? 0 : missing }, () => '0'), ...after];
  if (!all.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group))) return undefined;
  return { value: all.reduce((sum, group) => sum * 65_536n + BigInt(`0x${group}`), 0n), bits: 128 };
}

export function isAddress(text: string, bits?: 32 | 128): boolean {
  const parsed = parseAddress(text);
  return parsed !== undefined && (bits === undefined || parsed.bits === bits);
}

/** Whether `address` lies in `subnet` (`10.0.0.0/8`); false when either can't be read or they are of two kinds. */
export function inSubnet(address: string, subnet: string): boolean {
  const [base = '', length = ''] = subnet.split('/');
  const one = parseAddress(address);
  const other = parseAddress(base);
  if (!one || !other || one.bits !== other.bits || !/^\d{1,3}$/.test(length) || Number(length) > one.bits) return false;
  const shift = BigInt(one.bits - Number(length));
  return one.value >> shift === other.value >> shift;
}
