import { describe, expect, test } from 'vitest';
import { cleanInstruction, toHistory } from './history-layers';

describe('cleanInstruction', () => {
  test.each([
    ['/bin/sh -c #(nop)  CMD ["sh"]', 'CMD ["sh"]'],
    ['/bin/sh -c #(nop) ADD file:f39 in / ', 'ADD file:f39 in /'],
    ['/bin/sh -c npm ci', 'RUN npm ci'],
    ['RUN /bin/sh -c npm ci # buildkit', 'RUN npm ci'],
    ['RUN |2 A=1 B=x y /bin/sh -c npm ci # buildkit', 'RUN npm ci'],
    ['|1 A=1 /bin/sh -c make', 'RUN make'],
    ['RUN /bin/bash -o pipefail -c a | b # buildkit', 'RUN a | b'],
    ['/bin/ash -eo pipefail -c a', 'RUN a'],
    ['COPY . . # buildkit', 'COPY . .'],
    ['ENV A=# buildkit b', 'ENV A=# buildkit b'],
    ['/bin/sh -c a &&\n  b', 'RUN a &&\n  b'],
    ['sh -c echo out', 'sh -c echo out'],
    ['/bin/sh', '/bin/sh'],
    ['', ''],
  ])('%s', (recorded, expected) => {
    expect(cleanInstruction(recorded)).toBe(expected);
  });
});

describe('which step made which layer', () => {
  /** Steps oldest first, as one reads them; the API says them newest first. */
  const indexes = (steps: readonly (readonly [string, number])[], layers: number) =>
    toHistory(
      steps.map(([CreatedBy, Size]) => ({ CreatedBy, Size })).reverse(),
      Array.from({ length: layers }, (_, index) => `sha256:${index}`),
    ).map(({ layer }) => layer?.index);

  test('what has a size did, metadata did not', () => {
    expect(
      indexes(
        [
          ['ADD x', 10],
          ['ENV A=b', 0],
          ['RUN y', 5],
          ['CMD z', 0],
        ],
        2,
      ),
    ).toEqual([0, undefined, 1, undefined]);
  });

  test('a RUN that changed nothing made an empty layer', () => {
    expect(
      indexes(
        [
          ['ADD x', 10],
          ['RUN true', 0],
          ['ENV A=b', 0],
          ['COPY a b', 5],
        ],
        3,
      ),
    ).toEqual([0, 1, undefined, 2]);
  });

  test('WORKDIR makes one only where layers are left for it', () => {
    expect(
      indexes(
        [
          ['ADD x', 10],
          ['WORKDIR /a', 0],
          ['RUN y', 5],
        ],
        2,
      ),
    ).toEqual([0, undefined, 1]);
    expect(
      indexes(
        [
          ['ADD x', 10],
          ['WORKDIR /a', 0],
          ['RUN y', 5],
        ],
        3,
      ),
    ).toEqual([0, 1, 2]);
  });

  test('where there is a choice, nothing is claimed for the steps between', () => {
    const steps = [
      ['ADD x', 10],
      ['WORKDIR /a', 0],
      ['RUN y', 5],
      ['WORKDIR /b', 0],
      ['RUN z', 5],
    ] as const;
    expect(indexes(steps, 4)).toEqual([0, undefined, undefined, undefined, 3]);
  });

  test('a squashed image: more layers than steps, or fewer than there must be', () => {
    expect(indexes([['ADD x', 10]], 3)).toEqual([undefined]);
    expect(
      indexes(
        [
          ['ADD x', 10],
          ['RUN y', 10],
        ],
        1,
      ),
    ).toEqual([undefined, undefined]);
    expect(indexes([], 2)).toEqual([]);
  });
});
