import { expect, test } from 'vitest';
import type { ErrorData } from '../common/contract/errors';
import { firstLink, type Link, type LinkEffect, type LinkInput, linkTimes, stepLink } from './engine-link';

const refused: ErrorData = { code: 'engine-unreachable', params: { reason: 'refused' } };
const silent: ErrorData = { code: 'engine-not-answering', params: { seconds: '4' } };
const tooNew: ErrorData = { code: 'engine-too-new', params: {} };

/** A pretended engine behind the link: `up`, `silent` or `down`, on a clock of its own. */
function world(random = 1) {
  let link: Link = firstLink;
  let now = 1_000;
  let engine: 'up' | 'silent' | 'down' | 'too-new' = 'up';
  let answerAt: number | undefined;
  const effects: { readonly at: number; readonly effect: LinkEffect }[] = [];
  function input(value: LinkInput): void {
    const next = stepLink(link, value, now, random);
    link = next.link;
    for (const effect of next.effects) {
      effects.push({ at: now, effect });
      if (effect === 'connect' || effect === 'ping') answerAt = now + (engine === 'silent' ? linkTimes.pingTimeout : 1);
    }
  }
  function answer(): void {
    answerAt = undefined;
    const connecting = link.doing === 'connect';
    const error = { up: undefined, silent, down: refused, 'too-new': tooNew }[engine];
    if (error === undefined) input({ kind: connecting ? 'connected' : 'heard' });
    else input({ kind: connecting ? 'connect-failed' : 'ping-failed', error });
  }
  function pass(ms: number): void {
    for (const end = now + ms; now < end; now += 1) {
      if (answerAt !== undefined && now >= answerAt) answer();
      if (link.wakeAt !== undefined && now >= link.wakeAt) input({ kind: 'wake' });
    }
  }
  function set(state: typeof engine): void {
    engine = state;
    if (state === 'down') input({ kind: 'lost', error: refused });
  }
  const count = (effect: LinkEffect) => effects.filter((one) => one.effect === effect).length;
  return { input, pass, set, count, phase: () => link.phase, link: () => link };
}

test('EN-04 a killed engine is shown at once and is back within 5 s of its return, however long it was away', () => {
  for (const away of [10, 1_000, 60_000, 600_000]) {
    const it = world();
    it.input({ kind: 'start' });
    it.pass(30_000);
    it.set('down');
    expect(it.phase()).toBe('reconnecting');
    it.pass(away);
    it.set('up');
    it.pass(5_000);
    expect(it.phase()).toBe('connected');
    expect(it.count('relist')).toBe(2);
  }
});

test('EN-06 a hung engine is "not answering" within 10 s, and connected again when it goes on', () => {
  const it = world();
  it.input({ kind: 'start' });
  for (let n = 0; n < 7; n += 1) {
    it.pass(1_000);
    it.input({ kind: 'heard' });
  }
  it.set('silent');
  it.pass(10_000);
  expect(it.phase()).toBe('not-answering');
  expect(it.link().held).toBe(true);
  it.set('up');
  it.pass(6_000);
  expect(it.phase()).toBe('connected');
});

test('EN-10 an engine that restarts every 2 s for a minute is tried at most 40 times', () => {
  for (const random of [0, 0.5, 1]) {
    const it = world(random);
    it.input({ kind: 'start' });
    it.pass(20_000);
    const before = it.count('connect');
    for (let n = 0; n < 30; n += 1) {
      it.set('down');
      it.pass(500);
      it.set('up');
      it.pass(1_500);
    }
    expect(it.count('connect') - before).toBeLessThanOrEqual(40);
    it.pass(5_000);
    expect(it.phase()).toBe('connected');
  }
});

test('EN-12 an engine whose version we can not talk to is not asked in a loop', () => {
  const it = world();
  it.set('too-new');
  it.input({ kind: 'start' });
  it.pass(50_000);
  expect(it.count('connect')).toBe(1);
  expect(it.link().error).toEqual(tooNew);
  it.input({ kind: 'retry' });
  expect(it.count('connect')).toBe(2);
});

test('an engine that says something all the time is never pinged; a quiet one every 5 s', () => {
  const it = world();
  it.input({ kind: 'start' });
  for (let n = 0; n < 60; n += 1) {
    it.pass(1_000);
    it.input({ kind: 'heard' });
  }
  expect(it.count('ping')).toBe(0);
  it.pass(60_000);
  expect(it.count('ping')).toBeGreaterThanOrEqual(10);
  expect(it.count('ping')).toBeLessThanOrEqual(12);
});

test('a retry wakes at once, and not twice while one is under way', () => {
  const it = world();
  it.input({ kind: 'start' });
  it.pass(100);
  it.set('down');
  it.input({ kind: 'retry' });
  it.input({ kind: 'retry' });
  expect(it.count('connect')).toBe(2);
});

test('EN-06 events that break because the engine hangs say so at once', () => {
  const it = world();
  it.input({ kind: 'start' });
  it.pass(100);
  it.input({ kind: 'lost', error: silent });
  expect(it.phase()).toBe('not-answering');
  it.pass(5_000);
  expect(it.phase()).toBe('connected');
});

test('a ping that fails after an event came says nothing', () => {
  const it = world();
  it.input({ kind: 'start' });
  it.pass(5_500);
  it.input({ kind: 'retry' });
  it.input({ kind: 'heard' });
  it.input({ kind: 'ping-failed', error: silent });
  expect(it.phase()).toBe('connected');
});
