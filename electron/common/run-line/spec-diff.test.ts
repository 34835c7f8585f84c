import { expect, test } from 'vitest';
import { parseRunLine } from './run-line';
import { specDiff } from './spec-diff';

const spec = (line: string) => parseRunLine(`docker run ${line}`).spec;

test('says what was added, removed and changed, by its flag', () => {
  const was = spec('-d --name web -p 5005:8080 -e DEBUG=1 -e A=b --restart always img:1 serve');
  const now = spec('--name web -p 5005:8080 -p 9090:9090 -e A=c -m 256m img:2 serve --fast');
  expect(specDiff(was, now)).toEqual([
    { flag: 'IMAGE', was: 'img:1', now: 'img:2' },
    { flag: 'COMMAND', was: 'serve', now: 'serve --fast' },
    { flag: '--restart', was: 'always' },
    { flag: '-p', now: '9090:9090' },
    { flag: '-e', name: 'DEBUG', was: 'DEBUG=1' },
    { flag: '-e', name: 'A', was: 'A=b', now: 'A=c' },
    { flag: '-m', now: '256m' },
  ]);
});

test('orders say nothing, one for one is a change', () => {
  expect(
    specDiff(spec('-e A=1 -e B=2 --cap-add X --cap-add Y img'), spec('-e B=2 -e A=1 --cap-add Y --cap-add X img')),
  ).toEqual([]);
  expect(specDiff(spec('-p 1:1 img'), spec('-p 2:1 img'))).toEqual([{ flag: '-p', was: '1:1', now: '2:1' }]);
  expect(specDiff(spec('--network a --network b img'), spec('--network b img'))).not.toEqual([]);
  expect(specDiff(spec('--name a img'), spec('--name b img'))).toEqual([{ flag: '--name', was: 'a', now: 'b' }]);
});

test('a variable that loses its value is a change', () => {
  expect(specDiff(spec('-e A=1 img'), spec('-e A img'))).toEqual([{ flag: '-e', name: 'A', was: 'A=1', now: 'A' }]);
});
