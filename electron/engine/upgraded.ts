import type { IncomingMessage } from 'node:http';
import { Duplex } from 'node:stream';

/**
 * A taken-over connection of an engine that answered 200 instead of 101: its body is what comes, its socket takes what goes.
 *
 * Older engines and proxies answer so; the bytes are the same.
 */
export function upgraded(response: IncomingMessage): Duplex {
  const { socket } = response;
  const duplex = new Duplex({
    read: () => void response.resume(),
    write: (chunk, encoding, done) => void socket.write(chunk, encoding, done),
    final: (done) => void socket.end(done),
    destroy(error, done) {
      response.destroy(error ?? undefined);
      done(error);
    },
  });
  response.on('data', (chunk) => {
    if (!duplex.push(chunk)) response.pause();
  });
  response.once('end', () => duplex.push(null));
  response.once('error', (error) => duplex.destroy(error));
  return duplex;
}
