/** Pure: true for a 64-bit little-endian ELF program that names no interpreter (elf(5)), so it runs in an empty image. */
export function isStaticElf(file: Buffer): boolean {
  const interpreter = 3; // PT_INTERP
  if (file.length < 64 || file.readUInt32BE(0) !== 0x7f454c46 || file[4] !== 2 || file[5] !== 1) return false;
  const offset = Number(file.readBigUInt64LE(32));
  const size = file.readUInt16LE(54);
  const count = file.readUInt16LE(56);
  const types = Array.from({ length: count }, (_, index) => file.readUInt32LE(offset + index * size));
  return !types.includes(interpreter);
}
