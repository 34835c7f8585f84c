import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { testsOf, withTest, wordsOf } from './field-words';

describe('testsOf', () => {
  it('reads what one types', () => {
    expect(testsOf('  level=error status!=500 path? user="a \\"b\\"" note= a.b-c=x=y ')).toEqual([
      { name: 'level', is: 'equal', value: 'error' },
      { name: 'status', is: 'unequal', value: '500' },
      { name: 'path', is: 'has', value: '' },
      { name: 'user', is: 'equal', value: 'a "b"' },
      { name: 'note', is: 'equal', value: '' },
      { name: 'a.b-c', is: 'equal', value: 'x=y' },
    ]);
    expect(testsOf('')).toEqual([]);
  });

  it.each(['word', 'a=1 word', '=x', '!=x', 'a="b', 'a="b"c', '?', 'a!b'])('takes no part of it for all: %s', (text) =>
    expect(testsOf(text)).toBeUndefined(),
  );

  it('writes any test so that it reads it again', () => {
    const name = fc.stringMatching(/^[^\s=!?"]{1,8}$/);
    const value = fc.string({ maxLength: 10 }).map((text) => text.replace(/[\n\r\u2028\u2029]/g, ''));
    fc.assert(
      fc.property(name, fc.constantFrom('equal' as const, 'unequal' as const), value, (field, is, wanted) => {
        const test = { name: field, is, value: wanted };
        expect(testsOf(wordsOf(test))).toEqual([test]);
      }),
    );
    expect(testsOf(wordsOf({ name: 'a', is: 'has', value: '' }))).toEqual([{ name: 'a', is: 'has', value: '' }]);
  });
});

describe('withTest', () => {
  const a = { name: 'a', is: 'equal', value: '1' } as const;
  it('lets go what the new one makes pointless', () => {
    expect(withTest([a], { ...a, value: '2' })).toEqual([{ ...a, value: '2' }]);
    expect(withTest([a], { ...a, is: 'unequal' })).toEqual([{ ...a, is: 'unequal' }]);
    expect(withTest([{ ...a, is: 'unequal' }], { ...a, is: 'unequal', value: '2' })).toHaveLength(2);
    expect(withTest([a], { ...a, name: 'b' })).toHaveLength(2);
    expect(withTest([{ ...a, is: 'has', value: '' }], a)).toHaveLength(2);
  });
});
