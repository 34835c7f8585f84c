/**
 * How lines that are JSON or logfmt are drawn: level, chosen fields as columns, the message, then what else they say.
 *
 * All of it is text in a font of one width: columns are padded with spaces, so that a selection and a copy of several
 * lines hold what one sees.
 */
import type { LogLine } from '@common/contract/logs';
import type { LogLevel } from '@common/std/log-level';
import { fieldText, fieldValue, flatFields, type StructuredLine, structuredLine } from '@common/std/structured-line';
import { type AnsiPiece, type AnsiStyle, ansiPieces } from './ansi';

/** The same object as long as it says the same. */
export interface StructuredLook {
  readonly columns: readonly StructuredColumn[];
}
export interface StructuredColumn {
  /** The field's, `a.b` within objects. */
  readonly name: string;
  /** In characters. */
  readonly width: number;
}

export const levelWidth = 5;
const narrowest = 3;
const widest = 32;
/** Fields after the message, and characters of each: the line opened shows them all. */
const restFields = 24;
const restLength = 80;

const dim: AnsiStyle = { ink: 'var(--dim)' };
const faint: AnsiStyle = { ink: 'var(--faint)' };
const value: AnsiStyle = { ink: 'var(--log-6)' };
const levelInk: Readonly<Record<LogLevel, AnsiStyle>> = {
  trace: faint,
  debug: dim,
  info: { ink: 'var(--log-4)' },
  warn: { ink: 'var(--log-3)' },
  error: { ink: 'var(--log-1)' },
  fatal: { ink: 'var(--log-1)', bold: true },
};

const known = new WeakMap<LogLine, StructuredLine | 'text'>();

/** The line's fields; undefined for text, Berth's marks, and JSON that was cut off. Asked for again it costs nothing. */
function structureOf(line: LogLine): StructuredLine | undefined {
  const before = known.get(line);
  if (before) return before === 'text' ? undefined : before;
  const made = line.mark ? undefined : structuredLine(line.text);
  known.set(line, made ?? 'text');
  return made;
}

/** What is drawn of a structured line; undefined for a line of text, which is drawn as it is written. */
export function structuredPieces(line: LogLine, { columns }: StructuredLook): readonly AnsiPiece[] | undefined {
  const structure = structureOf(line);
  if (!structure) return undefined;
  const { fields, message } = structure;
  const level = line.level ?? structure.level;
  const pieces: AnsiPiece[] = [
    { text: `${(level ?? '').toUpperCase().padEnd(levelWidth)} `, style: level && levelInk[level] },
  ];
  for (const { name, width } of columns) {
    pieces.push({ text: `${cell(shown(fieldValue(fields, name)), width)} `, style: undefined });
  }
  if (message !== undefined) {
    const quiet = level === 'debug' || level === 'trace';
    for (const piece of ansiPieces(onOneLine(message)))
      pieces.push({ ...piece, style: piece.style ?? (quiet ? dim : undefined) });
  }
  if (columns.length === 0 || message === undefined) pieces.push(...rest(structure, columns, message !== undefined));
  return pieces;
}

/** What stands in the row anyway, and what pino and bunyan write into every line. */
const saidAlready = new Set(
  'level lvl severity @l @level Level LogLevel log.level levelname time ts timestamp @timestamp @t t Timestamp msg message @message Message @m @mt MessageTemplate v pid hostname'.split(
    ' ',
  ),
);

function rest({ fields }: StructuredLine, columns: readonly StructuredColumn[], said: boolean): readonly AnsiPiece[] {
  const pieces: AnsiPiece[] = [];
  for (const field of flatFields(fields, restFields + saidAlready.size)) {
    if (pieces.length >= restFields * 2) break;
    if (saidAlready.has(field.name) || columns.some(({ name }) => name === field.name)) continue;
    const text = shown(field.value);
    const cut = text.length > restLength ? `${text.slice(0, restLength - 1)}…` : text;
    pieces.push({ text: `${said || pieces.length > 0 ? ' ' : ''}${plain(field.name)}=`, style: faint });
    pieces.push({ text: cut, style: value });
  }
  return pieces;
}

/** A value on one line: colours off, and what has no glyph by a sign. */
function shown(value: unknown): string {
  return value === undefined ? '' : plain(fieldText(value).slice(0, 1_000));
}

/** Where it breaks by a sign that fonts have, unlike the pictures of control characters. */
const onOneLine = (text: string) => text.replace(/\r?\n[ \t]*/g, ' ↵ ');

const plain = (text: string) =>
  ansiPieces(onOneLine(text))
    .map((piece) => piece.text)
    .join('')
    .replaceAll('\t', ' ');

/** Cut or padded to a width. */
function cell(text: string, width: number): string {
  return text.length > width ? `${text.slice(0, width - 1)}…` : text.padEnd(width);
}

/** A column as wide as the values that are most frequent, within bounds. It keeps its width while others come. */
export function columnOf(name: string, values: readonly string[]): StructuredColumn {
  const longest = Math.max(narrowest, name.length, ...values.map((each) => plain(each.slice(0, widest)).length));
  return { name, width: Math.min(widest, longest) };
}
