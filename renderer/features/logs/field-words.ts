/** The filter box's language: `level=error status!=500 user="a b" path?`. */
import type { FieldTest } from '@common/std/field-test';

const word = /\s*([^\s=!?"]+)(?:(!?=)(?:"((?:[^"\\]|\\.)*)"|((?!")\S*))|\?)(?=\s|$)/y;

/** The tests that a text says; undefined when some of it says none. Empty text says none at all. */
export function testsOf(text: string): readonly FieldTest[] | undefined {
  const tests: FieldTest[] = [];
  const whole = text.trim();
  word.lastIndex = 0;
  while (word.lastIndex < whole.length) {
    const found = word.exec(whole);
    if (!found?.[1]) return undefined;
    const [, name, sign, quoted, bare] = found;
    const value = quoted?.replace(/\\(.)/g, '$1') ?? bare ?? '';
    tests.push({ name, is: sign === '=' ? 'equal' : sign === '!=' ? 'unequal' : 'has', value });
  }
  return tests;
}

/** As one would type it. */
export function wordsOf({ name, is, value }: FieldTest): string {
  if (is === 'has') return `${name}?`;
  const plain = /^[^\s"]+$/.test(value);
  return `${name}${is === 'equal' ? '=' : '!='}${plain ? value : `"${value.replace(/["\\]/g, '\\$&')}"`}`;
}

/** The tests with one more. What the new one makes pointless goes: the same again, its opposite. */
export function withTest(tests: readonly FieldTest[], test: FieldTest): readonly FieldTest[] {
  const kept = tests.filter(({ name, is, value }) => {
    if (name !== test.name) return true;
    if (is === test.is && value === test.value) return false;
    // A field equals one value only.
    if (is === 'equal' && test.is === 'equal') return false;
    return !(value === test.value && is !== 'has' && test.is !== 'has');
  });
  return [...kept, test];
}
