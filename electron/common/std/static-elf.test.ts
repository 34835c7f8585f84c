import { describe, expect, it } from 'vitest';
import { isStaticElf } from './static-elf';

/** A 64-bit little-endian ELF header with one program header for each type. */
function elf(types: readonly number[]): Buffer {
  const file = Buffer.alloc(64 + types.length * 56);
  file.write('\x7fELF', 'latin1');
  file[4] = 2;
  file[5] = 1;
  file.writeBigUInt64LE(64n, 32);
  file.writeUInt16LE(56, 54);
  file.writeUInt16LE(types.length, 56);
  for (const [index, type] of types.entries()) file.writeUInt32LE(type, 64 + index * 56);
  return file;
}

describe('isStaticElf', () => {
  it('is true only without an interpreter', () => {
    expect([elf([1, 1]), elf([6, 3, 1]), Buffer.from('#!/bin/sh\n'), Buffer.alloc(0)].map(isStaticElf)).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });
});
