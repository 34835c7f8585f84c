import { expect, it } from 'vitest';
import { untilText } from './older-log';

it.each([
  // Podman tells whole seconds only: all of that second is wanted.
  [1_795_953_600_000, '1795953601'],
  [1_795_953_600_500, '1795953600.500001000'],
  [1_795_953_600_000.5, '1795953600.000501000'],
  [1_795_953_600_999.9998, '1795953601'],
])('asks for the lines up to and with those of the stamp %d', (at, text) => expect(untilText(at)).toBe(text));
