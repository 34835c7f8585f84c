// @vitest-environment jsdom
import { expect, test } from 'vitest';
import { spanMaker, withStyleNonce } from './csp-style';

test('style elements made meanwhile carry the nonce, and only those', () => {
  document.head.innerHTML = '<meta name="csp-nonce" content="n0nce">';
  const nonceOf = (style: HTMLElement) => style.nonce || style.getAttribute('nonce') || '';
  expect(nonceOf(withStyleNonce(() => document.createElement('style')))).toBe('n0nce');
  expect(nonceOf(withStyleNonce(() => document.createElement('div')))).toBe('');
  expect(() =>
    withStyleNonce(() => {
      throw new Error('x');
    }),
  ).toThrow();
  expect(Object.hasOwn(document, 'createElement')).toBe(false);
});

test('colours of letters go through the object model', () => {
  const span = spanMaker.createElement('span');
  const written: string[] = [];
  Object.defineProperty(span, 'style', {
    value: {
      set cssText(text: string) {
        written.push(text);
      },
    },
  });
  span.setAttribute('style', 'color:#123456;');
  span.setAttribute('title', 'x');
  expect(written).toEqual(['color:#123456;']);
  expect(span.title).toBe('x');
});
