import { mask } from '@common/std/secret-names';
import { expect, test } from 'vitest';
import { maskedInspect } from './masked-inspect';

test('masks secret-looking values of every Env, and leaves the rest', () => {
  const raw = {
    Name: 'TOKEN=x',
    Config: { Env: ['PATH=/bin', 'API_TOKEN=abc=def', 'DB=pg://u:pw@h/x', 'TOKEN'], Labels: { TOKEN: 'shown' } },
    List: [{ Env: ['PASSWORD=p'] }],
  };
  expect(maskedInspect(raw)).toEqual({
    Name: 'TOKEN=x',
    Config: { Env: ['PATH=/bin', `API_TOKEN=${mask}`, `DB=pg://u:${mask}@h/x`, 'TOKEN'], Labels: { TOKEN: 'shown' } },
    List: [{ Env: [`PASSWORD=${mask}`] }],
  });
});

test('nothing to mask: the very same object, hostile keys and shapes included', () => {
  const raw = JSON.parse('{"__proto__": {"Env": "text"}, "Env": null, "": [1, null, true]}');
  expect(maskedInspect(raw)).toBe(raw);
  expect(maskedInspect(undefined)).toBeUndefined();
});

test('ME-03: a label named __proto__ stays one', () => {
  const raw = JSON.parse('{"__proto__": {"a": 1}, "Env": ["TOKEN=x"]}');
  const masked = maskedInspect(raw);
  expect(JSON.stringify(masked)).toBe(`{"__proto__":{"a":1},"Env":["TOKEN=${mask}"]}`);
});
