/**
 * Readers of JSON of unknown shape: engines leave fields out, send `null` for lists and change types between versions.
 *
 * None throws: what is not of the wanted type becomes the default, so that one odd field never costs the row.
 */
export type Raw = Readonly<Record<string, unknown>>;

const empty: Raw = Object.freeze({});

export function asRecord(value: unknown): Raw {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Raw) : empty;
}

export function asText(value: unknown, otherwise = ''): string {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : otherwise;
}

/** Text, or undefined when it is empty. */
export function asWord(value: unknown): string | undefined {
  return asText(value) || undefined;
}

export function asNumber(value: unknown, otherwise = 0): number {
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  if (typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value))) return Number(value);
  return otherwise;
}

/** A number above zero; engines say 0 or -1 for "not limited" and "not known". */
export function asPositive(value: unknown): number | undefined {
  const number = asNumber(value);
  return number > 0 ? number : undefined;
}

export function asBoolean(value: unknown): boolean {
  return value === true || value === 'true';
}

export function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** A list of texts. One text alone is a list of one: older engines send commands so. */
export function asTexts(value: unknown): readonly string[] {
  if (typeof value === 'string') return value === '' ? [] : [value];
  return asList(value)
    .filter((item) => typeof item === 'string' || typeof item === 'number')
    .map((item) => asText(item));
}

/**
 * A map of texts, such as labels.
 *
 * `Object.fromEntries` defines properties and never assigns them: a label called `__proto__` becomes a label.
 */
export function asTextMap(value: unknown): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(asRecord(value)).map(([key, item]) => [
      key,
      asText(item, item === null ? '' : JSON.stringify(item)),
    ]),
  );
}

/** `A=b` pairs; a name alone has an empty value. */
export function asEnv(value: unknown): readonly { readonly name: string; readonly value: string }[] {
  return asTexts(value).map((pair) => {
    const at = pair.indexOf('=', 1);
    return at < 0 ? { name: pair, value: '' } : { name: pair.slice(0, at), value: pair.slice(at + 1) };
  });
}

/** ms since the epoch of an RFC 3339 date; undefined for Go's zero date (year 1) and anything before 1970. */
export function asTime(value: unknown): number | undefined {
  const time = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return time > 0 ? time : undefined;
}

/** The last moment that a Date can hold, in ms. */
const lastTime = 8.64e15;

/** ms since the epoch of seconds since the epoch; 0 when unknown or beyond all calendars. A date as text is taken too. */
export function asSecondsTime(value: unknown): number {
  const time = asTime(value) ?? asNumber(value) * 1000;
  return time > 0 && time <= lastTime ? time : 0;
}
