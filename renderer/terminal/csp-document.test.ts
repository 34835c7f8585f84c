// @vitest-environment jsdom
import { expect, test } from 'vitest';
import { cspDocument } from './csp-document';

test('style elements carry the nonce and style attributes go through the object model', () => {
  document.head.innerHTML = '<meta name="csp-nonce" content="n0nce">';
  const seen = cspDocument();
  expect(seen).toBeInstanceOf(Document);
  const style = seen.createElement('style');
  expect(style.nonce || style.getAttribute('nonce')).toBe('n0nce');

  const span = seen.createElement('span');
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
  expect(document.createElement('span').setAttribute).toBe(Element.prototype.setAttribute);
  seen.body.append(span);
  expect(document.body.contains(span)).toBe(true);
});
