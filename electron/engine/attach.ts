import { Duplex } from 'node:stream';
import { Demux } from './demux';
import type { EngineContext } from './engine';
import { asNumber, asRecord } from './normalize/raw';
import type { Engine } from './port';

/**
 * Berth looks for the keys itself, so that a detach is the same on all engines: Docker closes the stream, Podman 5.4 leaves it
 * open. No engine lets its own be switched off; these are ones that nobody types.
 */
export const neverTyped = 'ctrl-^,ctrl-],ctrl-^';

export function attachCalls({ connection }: EngineContext): Pick<Engine, 'attachContainer' | 'waitContainer'> {
  return {
    async attachContainer(id, { tty, input }) {
      const about = { noun: 'container', name: id } as const;
      const query = { stream: true, stdin: input, stdout: true, stderr: true, detachKeys: neverTyped };
      const stream = await connection.hijack(`/containers/${id}/attach`, { query, about });
      return {
        stream: tty ? stream : withoutFrames(stream),
        async resize(columns, rows) {
          if (tty) await connection.call('POST', `/containers/${id}/resize`, { query: { w: columns, h: rows }, about });
        },
      };
    },

    async waitContainer(id, signal) {
      const about = { noun: 'container', name: id } as const;
      const { body } = await connection.call('POST', `/containers/${id}/wait`, { signal, about, patient: true });
      return asNumber(asRecord(body).StatusCode);
    },
  };
}

/** What goes in goes as it is; what comes out loses its frames, both streams in the order in which they came. */
function withoutFrames(socket: Duplex): Duplex {
  const demux = new Demux();
  const duplex = new Duplex({
    read: () => void socket.resume(),
    write: (chunk, encoding, done) => void socket.write(chunk, encoding, done),
    final: (done) => void socket.end(done),
    destroy(error, done) {
      socket.destroy();
      done(error);
    },
  });
  // Until its session listens; an error that nobody hears ends the process.
  duplex.on('error', () => undefined);
  socket.on('data', (chunk: Buffer) => {
    try {
      for (const { bytes } of demux.push(chunk)) if (!duplex.push(bytes)) socket.pause();
    } catch (error) {
      duplex.destroy(error as Error);
    }
  });
  socket.once('end', () => duplex.push(null));
  socket.once('error', (error) => duplex.destroy(error));
  socket.once('close', () => duplex.push(null));
  return duplex;
}
