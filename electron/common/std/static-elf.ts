/** Pure: true for a 64-bit little-endian ELF program that names no interpreter (elf(5)), so it runs in an empty image. */
export function isStaticElf(file: Uint8Array): boolean {
  const interpreter = 3; // PT_INTERP
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  if (file.length < 64 || view.getUint32(0) !== 0x7f454c46 || file[4] !== 2 || file[5] !== 1) return false;
  const offset = Number(view.getBigUint64(32, true));
  const size = view.getUint16(54, true);
  const count = view.getUint16(56, true);
  if (offset + size * count > file.length) return false;
  const types = Array.from({ length: count }, (_, index) => view.getUint32(offset + index * size, true));
  return !types.includes(interpreter);
}
