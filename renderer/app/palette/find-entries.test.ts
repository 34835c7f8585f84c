import fc from 'fast-check';
import { Box, Layers } from 'lucide-react';
import { expect, test } from 'vitest';
import { prepareEntries, shownLimit } from './find-entries';
import type { PaletteSource, PaletteVerb } from './source';
import { keyOfUse, type Uses, usesLimit, weightNow, withUse } from './uses';

interface Thing {
  readonly name: string;
  readonly running?: boolean;
}
const verb = (id: string, sentence: string, more: Partial<PaletteVerb<Thing>> = {}): PaletteVerb<Thing> => ({
  id,
  sentence,
  icon: Box,
  act: () => undefined,
  ...more,
});
const verbs = [
  verb('open', '{{name}}'),
  verb('restart', 'Restart {{name}}', { command: ({ name }) => `docker restart ${name}` }),
  verb('stop', 'Stop {{name}}', {
    possible: ({ running = true }) => running,
    reason: ({ running = true }) => (running ? undefined : 'It is not running'),
  }),
  verb('shell', 'Open a shell in {{name}}'),
];
const source = (things: readonly Thing[]): PaletteSource<Thing> => ({
  id: 'container',
  things,
  key: ({ name }) => name,
  name: ({ name }) => name,
  detail: () => 'container',
  verbs,
  second: 'shell',
});
const page: PaletteSource<string> = {
  id: 'page',
  things: ['Go to Images'],
  key: (name) => name,
  name: (name) => name,
  detail: () => '',
  verbs: [{ id: 'go', sentence: '{{name}}', icon: Layers, act: () => undefined }],
};
const found = (query: string, things: readonly Thing[], uses: Uses = {}, now = 0) =>
  prepareEntries(
    [page, source(things)],
    uses,
    now,
  )(query).entries.map(({ before, name, after }) => before + name + after);

test('a verb on a thing, by both; other verbs of that thing follow', () => {
  const lines = found('restart wor', [{ name: 'api' }, { name: 'shop-worker-1' }]);
  expect(lines[0]).toBe('Restart shop-worker-1');
  expect(lines).toContain('Open a shell in shop-worker-1');
  expect(lines.join()).not.toContain('api');
});

test('a name alone: the thing first, then what can be done with it, then other things', () => {
  expect(found('web', [{ name: 'web' }, { name: 'cobweb' }]).slice(0, 5)).toEqual([
    'web',
    'Restart web',
    'Stop web',
    'Open a shell in web',
    'cobweb',
  ]);
});

test('nothing typed: pages and things, what was used most first', () => {
  const things = [{ name: 'a' }, { name: 'b' }];
  expect(found('', things)).toEqual(['Go to Images', 'a', 'b']);
  const uses = withUse({}, keyOfUse('restart', 'b'), 0);
  expect(found('', things, uses)).toEqual(['Restart b', 'Go to Images', 'a', 'b']);
});

test('what was used more stands above its equals, and loses that with time', () => {
  const things = [{ name: 'web-1' }, { name: 'web-2' }];
  const later = 100 * 24 * 3_600_000;
  const uses = withUse(
    withUse(withUse({}, keyOfUse('stop', 'web-2'), 0), keyOfUse('stop', 'web-2'), 0),
    keyOfUse('stop', 'web-1'),
    later,
  );
  expect(found('stop web', things, uses, 1)[0]).toBe('Stop web-2');
  expect(found('stop web', things, uses, later)[0]).toBe('Stop web-1');
});

test('a better match never stands below a worse one, however used that is', () => {
  const name = fc.stringMatching(/^[a-z]{1,6}$/);
  fc.assert(
    fc.property(name, name, fc.integer({ min: 1, max: 50 }), (typed, other, times) => {
      let uses: Uses = {};
      const worse = `0${other}-${typed}`;
      for (let time = 0; time < times; time++) uses = withUse(uses, keyOfUse('open', worse), 0);
      expect(
        found(typed, [{ name: worse }, { name: `${typed}${other}` }], uses).filter((line) => !line.includes(' ')),
      ).toEqual([`${typed}${other}`, worse]);
    }),
  );
});

test('what is not possible stands below its equals, keeps its place in the list and tells why', () => {
  const things = [{ name: 'web-1', running: false }, { name: 'web-2' }];
  const { entries } = prepareEntries([source(things)], {}, 0)('stop web');
  expect(entries.slice(0, 2).map(({ name, reason }) => [name, reason])).toEqual([
    ['web-2', undefined],
    ['web-1', 'It is not running'],
  ]);
});

test('the command and the second verb come with each entry', () => {
  const [first] = prepareEntries([source([{ name: 'web' }])], {}, 0)('restart web').entries;
  expect(first?.command).toBe('docker restart web');
  expect(first?.second?.before).toBe('Open a shell in ');
});

test('hostile names: a hole, a prototype’s name and a space stay what they are', () => {
  const names = ['{{name}}', '__proto__', 'constructor', 'a b', ''];
  for (const name of names.filter(Boolean)) {
    expect(
      found(
        `restart ${name}`,
        names.map((one) => ({ name: one })),
      )[0],
    ).toBe(`Restart ${name}`);
  }
  const uses = withUse({}, keyOfUse('restart', '__proto__'), 5);
  expect(weightNow(uses, keyOfUse('restart', '__proto__'), 5)).toBe(1);
  expect(weightNow({}, 'constructor', 5)).toBe(0);
});

test('uses are bounded: what is used least is forgotten, never the newest', () => {
  let uses: Uses = {};
  for (let time = 0; time < usesLimit + 50; time++) uses = withUse(uses, keyOfUse('stop', `c${time}`), time);
  expect(Object.keys(uses)).toHaveLength(usesLimit);
  expect(Object.keys(uses)).toContain(keyOfUse('stop', `c${usesLimit + 49}`));
});

test('10,000 things: ready within 50 ms, a key within a frame', () => {
  const things = Array.from({ length: 10_000 }, (_, at) => ({ name: `shop-${['api', 'web', 'db'][at % 3]}-${at}` }));
  const best = (work: () => unknown) => {
    const times = Array.from({ length: 7 }, () => {
      // Of the processor: others on this machine take no part in it.
      const began = process.cpuUsage();
      work();
      const { user, system } = process.cpuUsage(began);
      return (user + system) / 1_000;
    });
    return Math.min(...times);
  };
  expect(best(() => prepareEntries([page, source(things)], {}, 0))).toBeLessThan(50);
  const find = prepareEntries([page, source(things)], withUse({}, keyOfUse('stop', 'shop-web-1'), 0), 0);
  for (const query of ['', 's', 're', 'restart', 'restart web', 'sw1', 'restart shop api 99', 'hbx']) {
    expect(
      best(() => find(query)),
      query,
    ).toBeLessThan(16);
    expect(find(query).entries.length).toBeLessThanOrEqual(shownLimit + 20);
  }
  expect(find('restart').more).toBe(true);
});
