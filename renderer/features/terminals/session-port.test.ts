import type { TerminalId } from '@common/contract/ids';
import { expect, test } from 'vitest';
import type { Bridge } from '../../bridge/bridge';
import { sessionPort } from './session-port';

test('keys, pastes and bytes go in order, one call at a time, each as what it is', async () => {
  const calls: object[] = [];
  let answer: () => void = () => undefined;
  const write = (call: object) => {
    calls.push(call);
    return new Promise<void>((resolve) => {
      answer = resolve;
    });
  };
  const bridge = { client: { terminals: { write } }, report: () => undefined } as unknown as Bridge;
  const terminal = 'one' as TerminalId;
  const port = sessionPort(bridge, terminal);
  port.write('a');
  port.write('ü');
  port.write('b');
  port.write('\x1b[M \xe9\xff', true);
  port.write('\x80', true);
  port.write('x'.repeat(600_000));
  for (let count = 1; count <= 5; count += 1) {
    await expect.poll(() => calls.length).toBe(count);
    answer();
  }
  expect(calls).toEqual([
    { terminal, data: 'a' },
    { terminal, data: 'üb' },
    { terminal, data: '\x1b[M \xe9\xff\x80', bytes: true },
    { terminal, data: 'x'.repeat(500_000) },
    { terminal, data: 'x'.repeat(100_000) },
  ]);
});
