import { describe, expect, test } from 'vitest';
import { toEvent } from './event';
import { recorded, recordedEngines } from './fixtures/recorded';

const event = (value: object, text = JSON.stringify(value)) => toEvent(value, text);

/** Of each kind of event one, as `noun action`. */
function words(name: (typeof recordedEngines)[number]): ReadonlySet<string> {
  const events = (recorded(name, 'events').ndjson ?? []).map((value) => toEvent(value, JSON.stringify(value)));
  return new Set(events.map((one) => `${one?.noun} ${one?.action}`));
}

describe.each(recordedEngines)('events of %s', (name) => {
  const common = ['container create', 'container start', 'container die', 'container kill', 'container pause'];
  test('use Docker’s words', () => {
    expect([...words(name)]).toEqual(
      expect.arrayContaining([...common, 'container exec_start', 'container exec_die', 'image tag']),
    );
    for (const word of ['container died', 'container remove', 'container exec', 'container exec_died']) {
      expect(words(name).has(word)).toBe(false);
    }
  });

  test('have an id and a time each', () => {
    for (const value of recorded(name, 'events').ndjson ?? []) {
      const one = toEvent(value, JSON.stringify(value));
      expect(one?.subject).not.toBe('');
      expect(one?.timeNano).toBeGreaterThan(1_795_000_000_000_000_000n);
      if (one?.noun === 'container') expect(one.subject).toMatch(/^[0-9a-f]{64}$/);
      if (one?.noun === 'image') expect(one.subject).toMatch(/^sha256:[0-9a-f]{64}$/);
    }
  });
});

describe('odd events', () => {
  const id = 'a'.repeat(64);

  test('the word ends at the first colon', () => {
    const exec = event({ Type: 'container', Action: 'exec_create: sh -c echo: a', Actor: { ID: id, Attributes: {} } });
    expect(exec?.action).toBe('exec_create');
    const health = event({ Type: 'container', Action: 'health_status: unhealthy', Actor: { ID: id } });
    expect(health).toMatchObject({ action: 'health_status', attributes: { health_status: 'unhealthy' } });
  });

  test('times are exact beyond 2^53, whatever labels say', () => {
    const text =
      '{"Type":"container","Action":"start","Actor":{"ID":"x","Attributes":{"timeNano":"5","l":"\\"timeNano\\":7"}},"time":1,"timeNano":1795530270674217224}';
    expect(toEvent(JSON.parse(text), text)?.timeNano).toBe(1_795_530_270_674_217_224n);
    expect(event({ Type: 'image', Action: 'x', time: 5 })?.timeNano).toBe(5_000_000_000n);
  });

  test('ST-06: unknown kinds pass as "other", what is no event is none', () => {
    expect(event({ Type: 'plugin', Action: 'enable', Actor: { ID: 'p' } })?.noun).toBe('other');
    for (const value of [null, 7, 'x', [], {}, { Type: 'container' }, { Type: 5, Action: {} }]) {
      expect(toEvent(value, '')).toBeUndefined();
    }
  });

  test('words that are parts of every object are only words', () => {
    expect(event({ Type: 'container', Action: 'constructor', Actor: { ID: id } })?.action).toBe('constructor');
  });
});
