import { expect, it } from 'vitest';
import { copyText, findInJson, jsonNodes } from './json-nodes';

const container = {
  Id: 'b4210d0aa52f',
  Config: { Env: ['A=1', 'TOKEN=x'], Labels: { 'com.example.team': 'shop' } },
  Mounts: [],
};

it('shows what is open, with paths that jq reads', () => {
  const open = new Set(['.', '.Config', '.Config.Labels']);
  expect(jsonNodes(container, (path) => open.has(path)).map(({ path, depth, size }) => [path, depth, size])).toEqual([
    ['.', 0, 3],
    ['.Id', 1, undefined],
    ['.Config', 1, 2],
    ['.Config.Env', 2, 2],
    ['.Config.Labels', 2, 1],
    ['.Config.Labels["com.example.team"]', 3, undefined],
    ['.Mounts', 1, 0],
  ]);
});

it('finds names and values, and what leads to them', () => {
  const { hits, around } = findInJson(container, 'token');
  expect([...hits, '|', ...around]).toEqual(['.Config.Env[1]', '|', '.', '.Config', '.Config.Env']);
});

it('opens a hundred thousand in a moment, and survives what is nested too deep', () => {
  const many = { rows: Array.from({ length: 100_000 }, (_, index) => index) };
  const start = performance.now();
  expect(jsonNodes(many, () => true)).toHaveLength(100_002);
  expect(performance.now() - start).toBeLessThan(2000);
  let deep: unknown = 'bottom';
  for (let index = 0; index < 2_000; index += 1) deep = [deep];
  expect(findInJson(deep, 'bottom').hits.size).toBe(1);
});

it('copies a string as itself and the rest as JSON', () => {
  expect([copyText('a "b"'), copyText({ a: 1 })]).toEqual(['a "b"', '{\n  "a": 1\n}']);
});
