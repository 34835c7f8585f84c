import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { readBody } from './read-body';

test('RE-05: an endless body stops at the limit and is closed', async () => {
  let given = 0;
  const endless = new Readable({
    read() {
      given += 1_000;
      this.push(Buffer.alloc(1_000, 0x61));
    },
  });
  const read = readBody(endless as IncomingMessage, 100_000);
  await expect(read).rejects.toMatchObject({ data: { code: 'too-large', params: { limit: '100000' } } });
  expect(endless.destroyed).toBe(true);
  expect(given).toBeLessThan(300_000);
});

test('a character cut between pieces is whole', async () => {
  const bytes = Buffer.from('é🐳');
  const pieces = Readable.from([...bytes].map((byte) => Buffer.of(byte)));
  expect(await readBody(pieces as IncomingMessage)).toBe('é🐳');
});
