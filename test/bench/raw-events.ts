import { request } from 'node:http';

export interface RawEvent {
  readonly action: string;
  readonly name: string;
  /** When the engine says it happened, as `performance.now()` of this process. Good to a millisecond. */
  readonly at: number;
  /** How much later its bytes were read off the socket, ms. */
  readonly lag: number;
}

/** A subscription of our own to an engine's events, with nothing of Berth in it: what Berth is compared with. */
export interface RawEvents {
  /** The next event of a container with this action and name. Ask before you make it happen. */
  next(action: string, name: string): Promise<RawEvent>;
  close(): void;
}

export function openRawEvents(socketPath: string): Promise<RawEvents> {
  const waiting = new Set<(event: RawEvent) => void>();
  return new Promise((resolve, reject) => {
    const path = `/events?filters=${encodeURIComponent(JSON.stringify({ type: ['container'] }))}`;
    // A connection of its own: one taken over from another request would be connected already.
    const asked = request({ socketPath, path, headers: { Host: 'engine' }, agent: false });
    asked.on('error', reject);
    // The engine sends its headers with the first event, so this does not wait for an answer.
    asked.on('socket', (socket) => socket.once('connect', () => setTimeout(() => resolve(events), 200)));
    asked.on('response', (response) => {
      let rest = '';
      response.setEncoding('utf8');
      response.on('error', () => undefined);
      response.on('data', (text: string) => {
        const read = performance.now();
        const now = Date.now();
        const lines = (rest + text).split('\n');
        rest = lines.pop() ?? '';
        for (const line of lines.filter((one) => one !== '')) {
          const { Action, Actor, timeNano } = JSON.parse(line);
          const lag = now - timeNano / 1e6;
          for (const tell of [...waiting]) tell({ action: Action, name: Actor.Attributes.name, at: read - lag, lag });
        }
      });
    });
    asked.end();

    const events: RawEvents = {
      next: (action, name) =>
        new Promise((found, missed) => {
          const timer = setTimeout(() => {
            waiting.delete(tell);
            missed(new Error(`The engine told no ${action} of ${name}`));
          }, 30_000);
          const tell = (event: RawEvent) => {
            if (event.action !== action || event.name !== name) return;
            clearTimeout(timer);
            waiting.delete(tell);
            found(event);
          };
          waiting.add(tell);
        }),
      close: () => {
        asked.removeListener('error', reject);
        asked.on('error', () => undefined);
        asked.destroy();
      },
    };
  });
}
