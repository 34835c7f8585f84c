/**
 * A log line that is data: a JSON object, or pairs (logfmt, klog's structured messages).
 *
 * The text is a program's and may be hostile. Nothing here throws or writes to an object by a name from the text, and
 * names are only ever looked up among an object's own.
 */
import { levelOf } from './level-of';
import type { LogLevel } from './log-level';
import { logfmtPairs, pairsFrom, valueAt } from './logfmt';

export interface StructuredLine {
  readonly kind: 'json' | 'logfmt';
  /** Values as JSON has them; logfmt's are strings. Read them with `fieldValue` or `Object.entries`. */
  readonly fields: Readonly<Record<string, unknown>>;
  readonly level: LogLevel | undefined;
  /** What the line says, for a person; undefined when no field is known to be that. */
  readonly message: string | undefined;
  /** ms since the epoch, as the program says it. */
  readonly time: number | undefined;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: an escape begins with one
const colours = /\x1b\[[0-9;:]*m/g;
const klogHead = /^[IWEF]\d{4} \d\d:\d\d:\d\d(?:\.\d+)?\s+\d+ ([^\s\]]+:\d+)\] /;

/** The line's fields; undefined for a line of text. */
export function structuredLine(line: string): StructuredLine | undefined {
  const text = (line.includes('\x1b') ? line.replace(colours, '') : line).trim();
  const first = text.charCodeAt(0);
  if (first === 0x7b) return fromJson(text);
  const pairs = logfmtPairs(text) ?? klogPairs(text);
  if (!pairs) return undefined;
  // `fromEntries` defines, and does not assign: `__proto__` becomes a field like others.
  const fields = Object.fromEntries(pairs);
  return { kind: 'logfmt', fields, level: levelOf(text), message: messageOf(fields), time: timeOf(fields) };
}

function fromJson(text: string): StructuredLine | undefined {
  if (text.charCodeAt(text.length - 1) !== 0x7d) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const fields = value as Record<string, unknown>;
  if (isEmpty(fields)) return undefined;
  return { kind: 'json', fields, level: levelOf(text), message: messageOf(fields), time: timeOf(fields) };
}

function isEmpty(fields: object): boolean {
  for (const _ in fields) return false;
  return true;
}

/** `I1129 … file.go:10] "Pod status updated" pod="kube-system/dns"`, since Kubernetes 1.19 (KEP-1602). */
function klogPairs(text: string): Map<string, string> | undefined {
  const head = klogHead.exec(text);
  if (!head?.[1]) return undefined;
  const said = text.charCodeAt(head[0].length) === 0x22 ? valueAt(text, head[0].length) : undefined;
  const fields = new Map([
    ['msg', said?.text ?? text.slice(head[0].length)],
    ['source', head[1]],
  ]);
  for (const [name, value] of (said && pairsFrom(`- ${text.slice(said.end)}`, 2)) ?? []) fields.set(name, value);
  return fields;
}

/** Where loggers put what is said, the likeliest first: pino, bunyan, zap, slog; winston, logback; hclog; structlog; GELF … */
const messageNames = [
  'msg',
  'message',
  '@message',
  'Message',
  '@m',
  'RenderedMessage',
  'event',
  'short_message',
] as const;
const lateMessageNames = ['MESSAGE', 'log', 'body', 'Body', 'text'] as const;
const timeNames = ['time', 'ts', 'timestamp', '@timestamp', '@t', 't', 'Timestamp', 'eventTime', 'datetime'] as const;

function messageOf(fields: Readonly<Record<string, unknown>>): string | undefined {
  for (const name of messageNames) {
    const value = own(fields, name);
    if (typeof value === 'string') return value;
  }
  // Serilog's compact form, and Rust's tracing, which puts everything into `fields`.
  for (const name of ['@mt', 'MessageTemplate']) {
    const template = own(fields, name);
    if (typeof template === 'string') return filled(template, fields);
  }
  const inner = own(fields, 'fields');
  if (isObject(inner) && typeof own(inner, 'message') === 'string') return own(inner, 'message') as string;
  for (const name of lateMessageNames) {
    const value = own(fields, name);
    if (typeof value === 'string') return value;
  }
  return undefined;
}

/** A message template with the fields it names: `{User}`, `{@Order}`, `{Elapsed:0.00}` (messagetemplates.org). */
function filled(template: string, fields: Readonly<Record<string, unknown>>): string {
  const properties = own(fields, 'Properties');
  return template
    .slice(0, 10_000)
    .replace(/\{[@$]?(\w{1,100})(?:,-?\d{1,3})?(?::[^{}]{1,50})?\}/g, (hole, name: string) => {
      const value = own(fields, name) ?? (isObject(properties) ? own(properties, name) : undefined);
      return value === undefined ? hole : fieldText(value).slice(0, 1_000);
    });
}

function timeOf(fields: Readonly<Record<string, unknown>>): number | undefined {
  for (const name of timeNames) {
    const value = own(fields, name);
    const time = instant(isObject(value) ? own(value, '$date') : value);
    if (time !== undefined) return time;
  }
  return undefined;
}

/** Numbers are seconds, ms, µs or ns by their size: the four agree only in 1970. */
function instant(value: unknown): number | undefined {
  if (typeof value === 'number' && value > 1e8) {
    if (value < 1e11) return value * 1_000;
    if (value < 1e14) return value;
    return value < 1e17 ? value / 1e3 : value / 1e6;
  }
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\d[T ]\d\d:\d\d/.test(value)) return undefined;
  const time = Date.parse(value.slice(0, 40).replace(' ', 'T').replace(',', '.'));
  return Number.isNaN(time) ? undefined : time;
}

/**
 * The value of a field: of the object itself, or through dots of objects within (`http.request.method`). A name that
 * has dots itself, as the Elastic Common Schema's do, comes before the path.
 */
export function fieldValue(fields: Readonly<Record<string, unknown>>, name: string): unknown {
  if (Object.hasOwn(fields, name)) return fields[name];
  for (let dot = name.indexOf('.'); dot > 0; dot = name.indexOf('.', dot + 1)) {
    const inner = own(fields, name.slice(0, dot));
    if (!isObject(inner)) continue;
    const value = fieldValue(inner, name.slice(dot + 1));
    if (value !== undefined) return value;
  }
  return undefined;
}

/** A value as one reads and types it: text as it is, everything else as JSON. */
export function fieldText(value: unknown): string {
  if (typeof value === 'string') return value;
  try {
    return JSON.stringify(value) ?? '';
  } catch {
    // Thousands deep: writing it again takes more stack than reading it.
    return '…';
  }
}

/** A field within fields is named by its path. */
export interface FlatField {
  readonly name: string;
  readonly value: unknown;
}

/** The fields that hold something, through objects to `deepest` levels; arrays are one value. At most `most`. */
export function flatFields(fields: Readonly<Record<string, unknown>>, most = 200, deepest = 4): readonly FlatField[] {
  const flat: FlatField[] = [];
  const walk = (object: Readonly<Record<string, unknown>>, path: string, depth: number) => {
    for (const key in object) {
      if (flat.length >= most) return;
      const value = object[key];
      const name = path === '' ? key : `${path}.${key}`;
      if (depth < deepest && isObject(value) && !isEmpty(value)) walk(value, name, depth + 1);
      else flat.push({ name, value });
    }
  };
  walk(fields, '', 1);
  return flat;
}

function own(fields: Readonly<Record<string, unknown>>, name: string): unknown {
  return Object.hasOwn(fields, name) ? fields[name] : undefined;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
