import { describe, expect, it } from 'vitest';
import { fieldSuggestions } from './field-suggestions';

const fields = [
  { name: 'msg', lines: 9, values: ['a b', ''] },
  { name: 'status', lines: 8, values: ['200', '500'] },
  { name: 'req.status', lines: 3, values: ['1'] },
];

describe('fieldSuggestions', () => {
  it.each([
    ['', ['msg=', 'status=', 'req.status=']],
    ['STAT', ['status=', 'req.status=']],
    ['status=', ['status=200', 'status=500']],
    ['status!=5', ['status!=500']],
    ['status=500', []],
    ['msg=', ['msg="a b"']],
    ['nope=', []],
  ])('%s', (typed, offers) => expect(fieldSuggestions(fields, typed)).toEqual(offers));
});
