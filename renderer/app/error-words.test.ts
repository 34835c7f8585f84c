import { readFileSync } from 'node:fs';
import { errorCodes } from '@common/contract/errors';
import { describe, expect, test } from 'vitest';
import { errorWords, neededParams } from './error-words';

/** `'code', // … {param} …` as the contract declares them. */
const declared = new Map(
  [...readFileSync('electron/common/contract/errors.ts', 'utf8').matchAll(/^ {2}'([a-z-]+)',(.*)$/gm)].map(
    ([, code = '', comment = '']) => [code, [...comment.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name)],
  ),
);

describe('error words', () => {
  test.each(errorCodes)('%s: sentences use exactly the params that the contract gives', (code) => {
    expect([...neededParams(code)].sort()).toEqual([...(declared.get(code) ?? [])].sort());
  });

  test.each(errorCodes)('%s: says what happened, with its params and without them', (code) => {
    const params = Object.fromEntries(neededParams(code).map((name) => [name, `<${name}>`]));
    for (const given of [params, {}]) {
      const words = errorWords({ code, params: given });
      expect(words.what).not.toBe('');
      expect(Object.values(words).join(' ')).not.toMatch(/\{\{|undefined|null/);
    }
    const all = Object.values(errorWords({ code, params })).join(' ');
    for (const value of Object.values(params)) expect(all).toContain(value);
  });

  test('values are shown as they are: no escaping, no interpolation of their own', () => {
    const { what } = errorWords({ code: 'name-taken', params: { name: '<b>{{name}} $t(x)</b>' } });
    expect(what).toBe('The name <b>{{name}} $t(x)</b> is taken');
  });
});
