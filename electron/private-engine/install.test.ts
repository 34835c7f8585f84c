import { describe, expect, it } from 'vitest';
import { findProgram, isDebian } from './install';

describe('isDebian', () => {
  it.each([
    ['PRETTY_NAME="Debian GNU/Linux 12"\nID=debian\n', true],
    ['ID=ubuntu\nID_LIKE=debian\n', true],
    ['ID=linuxmint\nID_LIKE="ubuntu debian"\n', true],
    ['ID=fedora\nHOME_URL="https://example.org/not-debian"\n', false],
    ['ID="opensuse"\nID_LIKE="suse opensuse"\n', false],
    ['', false],
  ])('%j: %s', (osRelease, expected) => {
    expect(isDebian(osRelease)).toBe(expected);
  });
});

describe('findProgram', () => {
  it('looks where daemons live even when PATH leaves it out', () => {
    expect(findProgram('sh', '')).toMatch(/\/bin\/sh$/);
    expect(findProgram('no-such-program-anywhere')).toBeUndefined();
  });
});
