import type { HistoryStep } from '@common/contract/images';
import { expect, test } from 'vitest';
import { layerRows } from './layer-rows';

const step = (instruction: string, size = 0, layer?: HistoryStep['layer']): HistoryStep => ({
  instruction,
  createdBy: instruction,
  createdAt: 0,
  comment: '',
  size,
  tags: [],
  ...(layer && { layer }),
});

test('steps beside the layers they made, bars by the largest, metadata without', () => {
  const rows = layerRows({
    layers: ['sha256:a', 'sha256:b'],
    history: [
      step('FROM x', 100, { index: 0, diffId: 'sha256:a' }),
      step('ENV A=b'),
      step('WORKDIR /src', 0, { index: 1, diffId: 'sha256:b' }),
    ],
  });
  expect(rows.map(({ number, diffId, size, share }) => ({ number, diffId, size, share }))).toEqual([
    { number: 1, diffId: 'sha256:a', size: 100, share: 1 },
    { number: 2, diffId: undefined, size: undefined, share: 0 },
    { number: 3, diffId: 'sha256:b', size: 0, share: 0 },
  ]);
});

test('layers that no step tells of are shown after', () => {
  const rows = layerRows({
    layers: ['sha256:a', 'sha256:b'],
    history: [step('A', 5, { index: 0, diffId: 'sha256:a' })],
  });
  expect(rows.map(({ key, number, diffId, size }) => ({ key, number, diffId, size }))).toEqual([
    { key: 'step 0', number: 1, diffId: 'sha256:a', size: 5 },
    { key: 'layer 1', number: undefined, diffId: 'sha256:b', size: undefined },
  ]);
});

test('equal layers and equal steps keep keys of their own; nothing at all is nothing', () => {
  const empty = { index: 0, diffId: 'sha256:a' };
  const rows = layerRows({
    layers: ['sha256:a', 'sha256:a'],
    history: [step('A', 1, empty), step('A', 1, { ...empty, index: 1 })],
  });
  expect(new Set(rows.map(({ key }) => key)).size).toBe(2);
  expect(layerRows({ layers: [], history: [] })).toEqual([]);
});
