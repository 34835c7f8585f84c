import type { IncomingMessage } from 'node:http';
import { BerthError } from '../common/contract/errors';

/** Bytes. The list of 10,000 containers takes 7 MB; no honest answer comes near this. */
const mostBytes = 256 * 1024 * 1024;

/**
 * The whole body as text.
 *
 * @throws BerthError `too-large` {limit} once more than `limit` bytes came; the socket is closed then
 */
export async function readBody(response: IncomingMessage, limit = mostBytes): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > limit) {
      response.destroy();
      throw new BerthError('too-large', { limit });
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, length).toString('utf8');
}
