import type { EngineEvent } from '../port';
import { asImageId } from './ids';
import { asNumber, asRecord, asText, asTextMap } from './raw';

const nouns: readonly string[] = [
  'container',
  'image',
  'network',
  'volume',
  'builder',
  'daemon',
] satisfies EngineEvent['noun'][];

/** Podman's words for what Docker has a word for. */
const dockerWords: Readonly<Record<string, string>> = {
  'container remove': 'destroy',
  'container died': 'die',
  'container exec': 'exec_start',
  'container exec_died': 'exec_die',
  'image remove': 'delete',
  'image loadfromarchive': 'load',
  'network remove': 'destroy',
  'volume remove': 'destroy',
};

/**
 * One line of `/events`. Undefined when it is none.
 *
 * Only Type, Action and Actor count: the older `id`, `status` and `from` beside them are missing from some.
 *
 * @param text the line as it came: nanoseconds since the epoch are beyond what JSON.parse keeps exactly
 */
export function toEvent(value: unknown, text: string): EngineEvent | undefined {
  const raw = asRecord(value);
  const actor = asRecord(raw.Actor);
  const type = asText(raw.Type);
  // `exec_create: sh -c "echo: a"`, `health_status: healthy`: the word ends at the first colon.
  const [, word = '', detail] = /^([^:]*)(?::\s*(.*))?$/s.exec(asText(raw.Action)) ?? [];
  if (type === '' || word === '') return undefined;
  const noun = nouns.includes(type) ? (type as EngineEvent['noun']) : 'other';
  const known = `${noun} ${word}`;
  const attributes = asTextMap(actor.Attributes);
  const id = asText(actor.ID);
  return {
    noun,
    action: (Object.hasOwn(dockerWords, known) ? dockerWords[known] : undefined) ?? word,
    // Podman's volume events have no id but a name.
    subject: (noun === 'image' ? asImageId(id) : undefined) ?? (id || asText(attributes.name)),
    attributes: word === 'health_status' && detail ? { ...attributes, health_status: detail } : attributes,
    timeNano: timeOf(text, raw.time),
  };
}

/** Inside of a JSON text a quote is escaped, so this can't match in a label's value; a label of this name has text for a value. */
function timeOf(text: string, seconds: unknown): bigint {
  const nano = /"timeNano"\s*:\s*(\d{1,20})/.exec(text)?.[1];
  return nano === undefined ? BigInt(Math.trunc(asNumber(seconds))) * 1_000_000_000n : BigInt(nano);
}
