import type { LogField } from '@common/contract/logs';
import { wordsOf } from './field-words';

const most = 8;

/** What one may mean by a beginning: names first, then, once a name stands, the values seen most. */
export function fieldSuggestions(fields: readonly LogField[], typed: string): readonly string[] {
  const text = typed.trimStart();
  const sign = /^([^\s=!?"]+)(!?=)"?(.*)$/s.exec(text);
  if (!sign) {
    const wanted = text.toLowerCase();
    const names = fields.map(({ name }) => name).filter((name) => name.toLowerCase().includes(wanted));
    // What begins with it comes before what only has it.
    const begins = (name: string) => (name.toLowerCase().startsWith(wanted) ? 0 : 1);
    return names
      .sort((one, other) => begins(one) - begins(other))
      .slice(0, most)
      .map((name) => `${name}=`);
  }
  const [, name = '', operator, beginning = ''] = sign;
  const values = fields.find((field) => field.name === name)?.values ?? [];
  const wanted = beginning.toLowerCase();
  return values
    .filter((value) => value.toLowerCase().includes(wanted) && value !== beginning)
    .slice(0, most)
    .map((value) => wordsOf({ name, is: operator === '=' ? 'equal' : 'unequal', value }));
}
