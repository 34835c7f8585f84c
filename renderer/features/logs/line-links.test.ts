import { expect, it } from 'vitest';
import { linkPlaces } from './line-links';

const links = (text: string) => {
  const places = linkPlaces(text);
  return places.filter((_, index) => index % 2 === 0).map((from, index) => text.slice(from, places[index * 2 + 1]));
};

it('finds web addresses, without the sentence around them', () => {
  expect(links('see https://example.com/a?b=c#d, or (http://x.org/wiki/A_(b)).')).toEqual([
    'https://example.com/a?b=c#d',
    'http://x.org/wiki/A_(b)',
  ]);
  expect(links('"url":"http://10.0.0.1:8080/x"}')).toEqual(['http://10.0.0.1:8080/x']);
  expect(links('[http://a.b/c] listening')).toEqual(['http://a.b/c']);
});

it('takes nothing else for one', () => {
  expect(links('javascript://x file:///etc/passwd ftp://a.b https:// ssh://h')).toEqual([]);
});
