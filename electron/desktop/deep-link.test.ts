import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { linkIn, routeOf } from './deep-link';

const id = 'ab'.repeat(32);

describe('EL-04: deep links', () => {
  test.each([
    ['berth://containers', '#/containers'],
    ['berth://images/', '#/images'],
    [`berth://containers/${id}`, `#/containers/${id}`],
    [`berth://containers/${id}/logs`, `#/containers/${id}/logs`],
    ...['stats', 'files', 'processes'].map((tab) => [`berth://containers/${id}/${tab}`, `#/containers/${id}/${tab}`]),
    [`berth://images/sha256:${id}/layers`, `#/images/sha256:${id}/layers`],
    ['berth://settings', '#/settings'],
  ])('%s leads to %s', (link, route) => {
    expect(routeOf(link)).toBe(route);
  });

  test.each([
    'berth://',
    'berth://nowhere',
    'berth://constructor',
    'berth://containers/start',
    `berth://containers/${id}/delete`,
    `berth://containers/${id}/logs/more`,
    `berth://containers/${id}?engine=tcp://evil`,
    `berth://containers/${id}#x`,
    'berth://engines/tcp://evil:2375',
    'berth://settings/theme',
    'berth://containers/..%2f..',
    'berth://containers//',
    'berth://containers\n--remote-debugging-port=1',
    'https://containers',
    'BERTH://containers',
  ])('%s leads nowhere', (link) => {
    expect(routeOf(link)).toBeUndefined();
  });

  test('whatever is written in one, it leads to a known page or nowhere', () => {
    const known = /^#\/((containers|images)(\/(sha256:)?[0-9a-f]{64}(\/[a-z]+)?)?|engines|settings)$/;
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const route = routeOf(`berth://${text}`);
        return route === undefined || known.test(route);
      }),
      { numRuns: 2_000 },
    );
  });

  test('is found among the words of a command line', () => {
    expect(linkIn(['/usr/bin/berth', '--no-install', 'berth://images'])).toBe('berth://images');
    expect(linkIn(['/usr/bin/berth', '--engine', 'unix:///berth://'])).toBeUndefined();
  });
});
