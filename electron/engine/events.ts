import type { EngineContext } from './engine';
import { NdjsonReader } from './ndjson';
import { toEvent } from './normalize/event';
import type { EngineEvent } from './port';

/** The engine's events as they come. Podman has sent none yet when it answers the head late: nothing is assumed from that. */
export async function* engineEvents(
  { connection }: EngineContext,
  { sinceNano, signal }: { sinceNano?: bigint; signal: AbortSignal },
): AsyncGenerator<EngineEvent, void, undefined> {
  const bytes = await connection.stream('GET', '/events', { query: { since: secondsOf(sinceNano) }, signal });
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
function secondsOf(nano: bigint | undefined): string | undefined {
  if (nano === undefined) return undefined;
  return `${nano / 1_000_000_000n}.${String(nano % 1_000_000_000n).padStart(9, '0')}`;
}
