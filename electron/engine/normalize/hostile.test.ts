/** RE-03: whatever JSON stands in whatever field, the row is still shown and nothing throws. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ContainerId, EngineId, ImageId } from '../../common/contract/ids';
import type { EngineIdentity } from '../port';
import { toContainer } from './container';
import { toContainerDetails } from './container-details';
import { toEvent } from './event';
import { recorded, recordedEngines } from './fixtures/recorded';
import { toImage } from './image';
import { toImageDetails } from './image-details';
import { toEngineInfo } from './info';

const engine = 'local' as EngineId;
const id = 'a'.repeat(64) as ContainerId;
const imageId = `sha256:${id}` as ImageId;
const identity = { product: 'docker', version: '1', apiVersion: '1.40' } as EngineIdentity;

const junk = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom(undefined, null, '__proto__', Number.MAX_VALUE, -1, [[null]], { __proto__: 5, length: -1 }),
);

/** A real answer in which some values, at any depth, were replaced by junk. */
function damaged(value: unknown, at: { readonly left: number }, replacements: Iterator<unknown>): unknown {
  const state = at as { left: number };
  state.left -= 1;
  if (state.left === 0) return replacements.next().value;
  if (Array.isArray(value)) return value.map((item) => damaged(item, at, replacements));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, damaged(item, at, replacements)]));
}

const nouns: Readonly<Record<string, { readonly fixture: string; readonly read: (value: unknown) => unknown }>> = {
  container: {
    fixture: 'containers',
    read: (value) => toContainer(engine, { ...(Object(value) as object), Id: id }),
  },
  'container details': { fixture: 'inspect-web-1', read: (value) => toContainerDetails(engine, id, value) },
  image: { fixture: 'images', read: (value) => toImage(engine, { ...(Object(value) as object), Id: imageId }) },
  'image details': {
    fixture: 'image-derived',
    read: (value) => toImageDetails(engine, imageId, { inspect: value, history: [value, value], usedBy: [] }),
  },
  history: {
    fixture: 'history',
    read: (value) =>
      toImageDetails(engine, imageId, { inspect: { RootFS: { Layers: ['x'] } }, history: value, usedBy: [] }),
  },
  info: { fixture: 'info', read: (value) => toEngineInfo(engine, identity, value, value) },
};

describe.each(Object.entries(nouns))('%s', (_, { fixture, read }) => {
  const real = recordedEngines.map((name) => {
    const { json } = recorded(name, fixture);
    return fixture === 'containers' || fixture === 'images' ? (json as unknown[])[0] : json;
  });

  test('one field replaced by anything', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...real),
        fc.integer({ min: 1, max: 150 }),
        fc.array(junk, { minLength: 1 }),
        (value, left, replacements) => {
          const row = read(damaged(value, { left }, replacements[Symbol.iterator]()));
          expect(row).toBeDefined();
          checkTypes(row);
        },
      ),
      { numRuns: 400 },
    );
  });

  test('anything at all', () => {
    fc.assert(fc.property(junk, (value) => checkTypes(read(value))));
  });
});

test('events: anything at all', () => {
  fc.assert(
    fc.property(fc.record({ Type: junk, Action: junk, Actor: junk, time: junk }, { requiredKeys: [] }), (value) => {
      const event = toEvent(value, '');
      if (event)
        expect([typeof event.action, typeof event.subject, typeof event.timeNano]).toEqual([
          'string',
          'string',
          'bigint',
        ]);
    }),
  );
});

/** No field holds what the page could not show: nested numbers are finite, and texts are texts. */
function checkTypes(row: unknown): void {
  for (const [key, value] of Object.entries(row as object)) {
    if (key === 'raw' || value === undefined) continue;
    if (typeof value === 'number') expect(Number.isFinite(value)).toBe(true);
    if (/^(?:name|image|command|user|hostname|platform|workingDirectory|logDriver|kernel|version)$/.test(key)) {
      expect(['string', 'object'].includes(typeof value)).toBe(true);
      if (Array.isArray(value)) for (const item of value) expect(typeof item).toBe('string');
      else expect(typeof value).toBe('string');
    }
    if (/^(?:tags|digests|networks|capAdd|capDrop|layers|entrypoint|warnings|runtimes|ports|mounts|env)$/.test(key)) {
      expect(Array.isArray(value)).toBe(true);
    }
    if (key === 'labels') for (const item of Object.values(value as object)) expect(typeof item).toBe('string');
  }
}
