import { expect, test } from 'vitest';
import { inSubnet, isAddress } from './cidr';

test.each([
  ['10.0.0.2', '10.0.0.0/24', true],
  ['10.0.1.2', '10.0.0.0/24', false],
  ['10.9.9.9', '0.0.0.0/0', true],
  ['10.0.0.2', '10.0.0.2/32', true],
  ['fd00::2', 'fd00::/64', true],
  ['fd00:0:0:1::2', 'fd00::/64', false],
  ['fd00::2', '10.0.0.0/8', false],
  ['10.0.0.2', '10.0.0.0', false],
  ['10.0.0.2', '10.0.0.0/33', false],
])('%s in %s: %s', (address, subnet, expected) => expect(inSubnet(address, subnet)).toBe(expected));

test.each(['1.2.3', '1.2.3.256', 'a', '', '::1::', ':::', '1:2:3:4:5:6:7', '1:2:3:4:5:6:7:8:9', 'fd00::12345'])(
  '%s is none',
  (text) => expect(isAddress(text)).toBe(false),
);
test.each(['::', '::1', '1:2:3:4:5:6:7:8', 'fd00::', '0.0.0.0'])('%s is one', (text) =>
  expect(isAddress(text)).toBe(true),
);
