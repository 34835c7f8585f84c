import { expect, test } from 'vitest';
import { asksBeforePaste, consentToPastes } from './paste-consent';

test('asks before several lines, also of a program that asked for brackets, until told not to for that kind there', () => {
  for (const bracketed of [false, true]) {
    expect(asksBeforePaste('a', 'ls', bracketed)).toBe(false);
    expect(asksBeforePaste('a', 'ls\n', bracketed)).toBe(true);
    expect(asksBeforePaste('a', 'a\nb', bracketed)).toBe(true);
  }
  consentToPastes('a', true);
  expect(asksBeforePaste('a', 'a\nb', true)).toBe(false);
  expect(asksBeforePaste('a', 'a\nb', false)).toBe(true);
  expect(asksBeforePaste('b', 'a\nb', true)).toBe(true);
});
