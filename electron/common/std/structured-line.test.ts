import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fieldText, fieldValue, flatFields, structuredLine } from './structured-line';

const told = (line: string) => {
  const { kind, level, message, time, fields } = structuredLine(line) ?? {};
  return [kind, level, message, time, fields && Object.keys(fields).length];
};
const noon = Date.UTC(2026, 10, 29, 12);

describe('structuredLine', () => {
  it.each([
    ['{"level":30,"time":1795953600000,"pid":7,"msg":"hello"}', ['json', 'info', 'hello', noon, 4]],
    ['{"level":"info","ts":1795953600.5,"msg":"hello"}', ['json', 'info', 'hello', noon + 500, 3]],
    ['{"time":"2026-11-29T12:00:00Z","level":"INFO","msg":"hi","n":1}', ['json', 'info', 'hi', noon, 4]],
    [
      '{"@t":"2026-11-29T12:00:00Z","@mt":"Hi {Name}, {Ms:0.0} {@Of} {None}","Name":"Ada","Ms":1.5,"Of":{"a":1}}',
      ['json', 'info', 'Hi Ada, 1.5 {"a":1} {None}', noon, 5],
    ],
    [
      '{"timestamp":"2026-11-29T12:00:00Z","level":"WARN","fields":{"message":"slow","ms":3},"target":"x"}',
      ['json', 'warn', 'slow', noon, 4],
    ],
    ['{"t":{"$date":"2026-11-29T12:00:00Z"},"s":"E","msg":"no"}', ['json', 'error', 'no', noon, 3]],
    ['time="2026-11-29T12:00:00Z" level=info msg="a \\"b\\"\\tc" n=5', ['logfmt', 'info', 'a "b"\tc', noon, 4]],
    ['a=1 b= c="unended', ['logfmt', undefined, undefined, undefined, 3]],
    ['level=info flag msg=x', ['logfmt', 'info', 'x', undefined, 2]],
    ['I1129 12:00:00.000000       1 a.go:10] "Pod ready" pod="x/y" n=1', ['logfmt', 'info', 'Pod ready', undefined, 4]],
    ['W1129 12:00:00.000000       1 a.go:10] plain words', ['logfmt', 'warn', 'plain words', undefined, 2]],
    ['  {"msg":"x"}  ', ['json', undefined, 'x', undefined, 1]],
    ['\x1b[1m{"msg":"x"}\x1b[0m', ['json', undefined, 'x', undefined, 1]],
    ['{"a":1}', ['json', undefined, undefined, undefined, 1]],
  ])('%s', (line, expected) => expect(told(line)).toEqual(expected));

  it.each([
    'plain',
    '',
    '{}',
    '{"a":1',
    '{a:1}',
    '{"a":1} tail',
    '[1,2]',
    'x=1',
    'x=1 is what we have, and y=2 is the rest of it',
    'https://example.com/?a=1&b=2 c=3',
    '10.3.0.1 - - [29/Nov/2026:13:55:36 +0000] "GET /?a=b&c=d HTTP/1.1" 200',
    '=a =b',
    'a="b"c"d" e=1 "',
  ])('is no structured line: %s', (line) => expect(structuredLine(line)).toBeUndefined());

  it('takes names from a hostile text for nothing but names', () => {
    const line = structuredLine('{"__proto__":{"admin":true},"constructor":1,"hasOwnProperty":2,"msg":"x"}');
    expect(({} as Record<string, unknown>).admin).toBeUndefined();
    expect(flatFields(line?.fields ?? {}).map((field) => field.name)).toEqual([
      '__proto__.admin',
      'constructor',
      'hasOwnProperty',
      'msg',
    ]);
    expect(fieldValue(line?.fields ?? {}, '__proto__.admin')).toBe(true);
    expect(fieldValue({}, '__proto__')).toBeUndefined();
    expect(fieldValue({}, 'constructor.name')).toBeUndefined();
    const pairs = structuredLine('__proto__=1 constructor=2');
    expect(Object.entries(pairs?.fields ?? {})).toEqual([
      ['__proto__', '1'],
      ['constructor', '2'],
    ]);
  });

  it('stands what is large, deep and double', () => {
    const keys = structuredLine(`{${Array.from({ length: 10_000 }, (_, at) => `"k${at}":${at}`).join(',')}}`);
    expect(flatFields(keys?.fields ?? {}, 50)).toHaveLength(50);
    const deep = structuredLine(`{"a":${'{"a":'.repeat(999)}1${'}'.repeat(1000)}`);
    expect(flatFields(deep?.fields ?? {})).toHaveLength(1);
    expect(fieldText(deep?.fields.a)).toContain('{"a":');
    const deeper = structuredLine(`{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`);
    expect(typeof fieldText(deeper?.fields.a)).toBe('string');
    expect(structuredLine(`{"msg":"${'x'.repeat(1_000_000)}"}`)?.message).toHaveLength(1_000_000);
    expect(structuredLine('{"a":1,"a":2}')?.fields.a).toBe(2);
    expect(
      Object.keys(structuredLine('k=v '.repeat(1_000).replaceAll('k', () => `k${Math.random()}`)) ?? {}),
    ).toBeDefined();
  });

  it('never throws', () => {
    const part = fc.constantFrom('{', '}', '"', '\\', '=', ' ', ':', ',', 'a', '1', 'level', 'I1129 12:00:00 1 a:1] ');
    fc.assert(
      fc.property(fc.array(part, { maxLength: 30 }), (parts) => void structuredLine(parts.join(''))),
      { numRuns: 5_000 },
    );
  });

  it('gives back any pairs that Go would write', () => {
    const name = fc.stringMatching(/^[a-z][a-z0-9_.]{0,8}$/);
    const value = fc.oneof(fc.stringMatching(/^[^\s"=]{0,10}$/), fc.string({ maxLength: 12 }));
    fc.assert(
      fc.property(fc.dictionary(name, value, { minKeys: 2, maxKeys: 6, noNullPrototype: true }), (pairs) => {
        const line = Object.entries(pairs)
          .map(([key, text]) => `${key}=${quoted(text)}`)
          .join(' ');
        expect({ ...structuredLine(line)?.fields }).toEqual(pairs);
      }),
      { numRuns: 1_000 },
    );
  });
});

/** As go-kit/log does: quoted where it has to be. */
function quoted(text: string): string {
  return /^[\x21\x23-\x3c\x3e-\x7e]*$/.test(text) ? text : JSON.stringify(text);
}

describe('fieldValue', () => {
  it('goes through objects, and takes a name with dots before a path', () => {
    const fields = { 'a.b': 1, a: { b: 2, c: 3, 'd.e': { f: 4 } }, list: [1, 2] };
    expect(
      ['a.b', 'a.c', 'a.d.e.f', 'a', 'list', 'list.0', 'no', '', '.', 'a.'].map((name) => fieldValue(fields, name)),
    ).toEqual([1, 3, 4, fields.a, [1, 2], undefined, undefined, undefined, undefined, undefined]);
  });
});
