import { runSpec } from '@common/contract/run-spec';
import { expect, it } from 'vitest';
import { carriedSpec, withoutGone } from './carried-spec';

it('keeps what either of two changed, the form’s where both did, and takes away what it took away', () => {
  const began = runSpec.parse({ image: 'web:1', name: 'web', hostname: 'old', command: ['a'] });
  const { hostname: _, ...typed } = { ...began, labels: [{ value: '1', name: 'mine' }], command: ['b'] };
  const now = { ...began, image: 'web:2', command: ['c'], user: 'app' };
  const { hostname: __, ...expected } = { ...now, labels: typed.labels, command: ['b'] };
  expect(carriedSpec(began, typed, now)).toEqual(expected);
});

it('does not take another order of a row’s parts for a change', () => {
  const began = runSpec.parse({ image: 'web:1', labels: [{ name: 'a', value: '1' }] });
  const typed = { ...began, labels: [{ value: '1', name: 'a' }] };
  const now = { ...began, labels: [{ name: 'a', value: '2' }] };
  expect(carriedSpec(began, typed, now).labels).toEqual(now.labels);
});

it('asks for new volumes where those without a name are gone, and for no others', () => {
  const mount = { target: '/data', kind: 'volume' };
  const spec = runSpec.parse({
    image: 'web:1',
    mounts: [
      { ...mount, source: 'f00d' },
      { ...mount, source: 'data' },
    ],
  });
  expect(withoutGone(spec, new Set(['f00d'])).mounts).toEqual(
    runSpec.parse({ image: 'web:1', mounts: [mount, { ...mount, source: 'data' }] }).mounts,
  );
});
