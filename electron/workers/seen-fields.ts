import type { LogField } from '../common/contract/logs';
import { fieldText, flatFields, structuredLine } from '../common/std/structured-line';
import type { LogStore } from './log-store';

/** Lines looked at, of the newest. */
const sample = 2_000;
const mostFields = 200;
const mostValues = 8;
/** Different values counted of each field; an id has as many as lines. */
const countedValues = 200;
/** Longer values are no choice to offer. */
const valueLength = 100;

/** The fields of the newest structured lines, and their most frequent values. */
export function fieldsOf(store: LogStore): LogField[] {
  const fields = new Map<string, { lines: number; values: Map<string, number> }>();
  for (const { text, cut } of store.window(Math.max(store.first, store.end - sample), sample)) {
    if (cut !== undefined) continue;
    const found = structuredLine(text);
    for (const { name, value: held } of found ? flatFields(found.fields) : []) {
      const value = fieldText(held);
      const field = fields.get(name) ?? { lines: 0, values: new Map<string, number>() };
      fields.set(name, field);
      field.lines += 1;
      const known = field.values.get(value);
      if (known !== undefined || (field.values.size < countedValues && value.length <= valueLength)) {
        field.values.set(value, (known ?? 0) + 1);
      }
    }
  }
  return [...fields]
    .sort(([, one], [, other]) => other.lines - one.lines)
    .slice(0, mostFields)
    .map(([name, { lines, values }]) => ({ name, lines, values: mostFrequent(values) }));
}

function mostFrequent(values: ReadonlyMap<string, number>): string[] {
  return [...values]
    .sort(([, one], [, other]) => other - one)
    .slice(0, mostValues)
    .map(([value]) => value);
}
