import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type FieldTest, fieldMatcher } from './field-test';
import { fieldText, fieldValue, structuredLine } from './structured-line';

const passes = (text: string, ...tests: FieldTest[]) => fieldMatcher(tests)(text);
const equal = (name: string, value: string): FieldTest => ({ name, is: 'equal', value });
const unequal = (name: string, value: string): FieldTest => ({ name, is: 'unequal', value });
const has = (name: string): FieldTest => ({ name, is: 'has', value: '' });

const json = '{"level":50,"status":500,"user":"bob","req":{"path":"/a","status":1},"tags":["x","y"],"ok":true,"a.b":1}';

describe('fieldMatcher', () => {
  it.each([
    [json, equal('status', '500'), true],
    [json, equal('status', '1'), false],
    [json, unequal('status', '500'), false],
    [json, unequal('user', 'eve'), true],
    [json, equal('req.path', '/a'), true],
    [json, has('req.path'), true],
    [json, has('req'), true],
    [json, has('path'), false],
    [json, equal('tags', 'y'), true],
    [json, equal('tags', '["x","y"]'), true],
    [json, equal('ok', 'true'), true],
    [json, equal('a.b', '1'), true],
    [json, equal('level', 'error'), true],
    [json, equal('level', 'ERROR'), true],
    [json, equal('level', '50'), true],
    [json, unequal('level', 'error'), false],
    [json, equal('level', 'warn'), false],
    ['{"@m":"hi"}', equal('message', 'hi'), true],
    ['{"msg":"hi"}', equal('message', 'hi'), true],
    ['{"msg":"hi"}', has('message'), true],
    ['{"s\\u0074atus":500}', equal('status', '500'), true],
    ['{"status":5e2}', equal('status', '500'), true],
    ['{"status":1,"status":500}', equal('status', '500'), true],
    ['{"x":"status","status":500}', equal('status', '500'), true],
    ['{"x":{"status":500}}', equal('status', '500'), false],
    ['level=info status=500 msg="a b"', equal('status', '500'), true],
    ['level=info status=500 msg="a b"', equal('msg', 'a b'), true],
    ['level=info status=500 msg="a b"', has('nope'), false],
    ['I1129 12:00:00.000000       1 a.go:10] words', equal('source', 'a.go:10'), true],
    ['{"message":"a\\tb"}', equal('message', 'a\tb'), true],
    ['  {"status":500}', equal('status', '500'), true],
    ['\x1b[1mlevel=info status=500', equal('status', '500'), true],
    ['{"x":"caf\\u0065"}', equal('x', 'cafe'), true],
    // text has no fields, and is not anything's equal
    ['ERROR status 500', equal('status', '500'), false],
    ['ERROR status 500', unequal('status', '500'), true],
    ['ERROR status 500', has('status'), false],
    ['ERROR status 500', equal('level', 'error'), true],
    ['{"a":null}', has('__proto__'), false],
    ['{"a":null}', has('constructor'), false],
    ['{"a":null}', equal('a', 'null'), true],
  ])('%s %j: %s', (text, test, expected) => expect(passes(text, test)).toBe(expected));

  it('wants every test passed', () => {
    expect(passes(json, equal('status', '500'), unequal('user', 'bob'))).toBe(false);
    expect(passes(json, equal('status', '500'), equal('user', 'bob'))).toBe(true);
    expect(passes('anything')).toBe(true);
  });

  it('says what parsing says, of any object', () => {
    const key = fc.constantFrom('a', 'b', 'a.b', 'é', '"', 'x"a', '__proto__', 'a\\');
    const leaf = fc.oneof(
      fc.constantFrom('a', '"a":1', '\\', '', '1', ',', '}', 'é', '\ud800'),
      fc.integer({ min: -2, max: 2 }),
      fc.double(),
      fc.constant(null),
    );
    const { object } = fc.letrec((tie) => ({
      value: fc.oneof({ maxDepth: 3 }, leaf, tie('object'), fc.array(tie('value'), { maxLength: 2 })),
      object: fc.dictionary(key, tie('value'), { maxKeys: 5, noNullPrototype: true }),
    }));
    const name = fc.oneof(key, fc.constantFrom('a.a', 'a.b.a', 'b.é'));
    fc.assert(
      fc.property(object, name, fc.constantFrom('1', 'a', 'b a', '"a":1', '', 'null'), (value, field, wanted) => {
        const text = JSON.stringify(value);
        const found = fieldValue(structuredLine(text)?.fields ?? {}, field);
        expect(passes(text, has(field))).toBe(found !== undefined);
        const same =
          fieldText(found) === wanted || (Array.isArray(found) && found.some((each) => fieldText(each) === wanted));
        expect(passes(text, equal(field, wanted))).toBe(found !== undefined && same);
        expect(passes(text, unequal(field, wanted))).toBe(found === undefined || !same);
      }),
      { numRuns: 5_000 },
    );
  });
});
