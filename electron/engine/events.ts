import type { EngineContext } from './engine';
import { NdjsonReader } from './ndjson';
import { toEvent } from './normalize/event';
import type { EngineEvent } from './port';

/** The engine's events as they come, from the moment `sinceNano` on, that one included; a few before it may come again. */
export async function* engineEvents(
  { identity, connection }: EngineContext,
  { sinceNano, signal }: { sinceNano?: bigint; signal: AbortSignal },
): AsyncGenerator<EngineEvent, void, undefined> {
  // Podman reads the time as a float (a quarter of a microsecond apart here) and leaves out what is not after it.
  const early = identity.product === 'podman' ? 1_000n : 0n;
  const since = sinceNano === undefined ? undefined : secondsOf(sinceNano - early);
  const bytes = await connection.stream('GET', '/events', { query: { since }, signal });
  const reader = new NdjsonReader();
  for await (const chunk of bytes) {
    for (const { value, text } of reader.push(chunk)) {
      const event = toEvent(value, text);
      if (event) yield event;
    }
  }
  for (const { value, text } of reader.end()) {
    const event = toEvent(value, text);
    if (event) yield event;
  }
}

/** `1795530270.674217224`, as the API takes times. */
function secondsOf(nano: bigint): string {
  return `${nano / 1_000_000_000n}.${String(nano % 1_000_000_000n).padStart(9, '0')}`;
}
