import type { ContainerId } from '@common/contract/ids';
import { expect, test } from 'vitest';
import { t } from '../../app/t';
import { chartKinds, chartWords, limitOf, toneOf } from './stats-words';

const plain = (text: string) => text.replaceAll('\u2009', ' ');
const say = (id: 'cpu' | 'memory' | 'network' | 'disk' | 'processes', sample: object, limits = {}) => {
  const { main, more } = chartWords(id, { id: 'a' as ContainerId, at: 1, ...sample }, limits, t);
  return plain(`${main} ${more}`);
};

test('CPU of one core, and of what it is allowed', () => {
  expect([
    say('cpu', { cpu: 0.5, cores: 8 }),
    say('cpu', { cpu: 0.5, cores: 8 }, { cpus: 1 }),
    say('cpu', { cpu: 1.2, cores: 8 }, { cpus: 1.5 }),
    say('cpu', {}),
  ]).toEqual([
    '50.0 % of one core · 6.3 % of the 8 there are',
    '50.0 % of one core · 50.0 % of 1 CPU allowed',
    '120.0 % of one core · 80.0 % of 1.5 CPUs allowed',
    '– of one core',
  ]);
});

test('ST-17: what is not told is a dash, never NaN', () => {
  for (const { id } of chartKinds) {
    expect(say(id, {})).toMatch(/–/);
    expect(say(id, {})).not.toMatch(/NaN|undefined/);
    expect(chartWords(id, undefined, {}, t)).toEqual({ main: '–', more: '' });
  }
});

test('only a limit of its own is drawn, and near it the colour warns', () => {
  const sample = { id: 'a' as ContainerId, at: 1, memoryLimit: 100, pidsLimit: 10 };
  expect([
    limitOf('memory', sample, {}),
    limitOf('memory', sample, { memory: 50 }),
    limitOf('processes', sample, {}),
  ]).toEqual([undefined, 50, 10]);
  expect([0.5, 0.8, 0.95, undefined].map((value) => toneOf(value, 1))).toEqual([undefined, 'warn', 'bad', undefined]);
});
