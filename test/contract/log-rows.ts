import { expect } from 'vitest';
import type { LogId } from '../../electron/common/contract/ids';
import { firstNumber } from '../../electron/common/contract/log-rules';
import { codeOf, kept, make, type Row, type Stage, stateOf, until } from './row-helpers';

async function openLog(stage: Stage): Promise<LogId> {
  const { id } = await make(stage, 'echo first; echo second; echo third');
  return stage.client.logs.open({ engine: stage.engine, containers: [id] });
}

async function loaded(stage: Stage, log: LogId): Promise<void> {
  await until(await stage.client.logs.watch({ log }), ({ end }) => end >= firstNumber + 3, 'three lines');
}

export const logRows = {
  async 'logs.open'(stage) {
    const log = await openLog(stage);
    expect(log).toMatch(/.+/);
    await stage.client.logs.close({ log });
  },
  async 'logs.watch'(stage) {
    const log = await openLog(stage);
    const status = await until(
      await stage.client.logs.watch({ log }),
      ({ end }) => end >= firstNumber + 3,
      'three lines',
    );
    expect(status.sources.length).toBe(1);
    await stage.client.logs.close({ log });
  },
  async 'logs.window'(stage) {
    const log = await openLog(stage);
    await loaded(stage, log);
    const lines = await stage.client.logs.window({ log, from: firstNumber, count: 3 });
    expect(lines.map(({ number, text, stream }) => [number - firstNumber, text, stream])).toEqual([
      [0, 'first', 'out'],
      [1, 'second', 'out'],
      [2, 'third', 'out'],
    ]);
    await stage.client.logs.close({ log });
  },
  async 'logs.line'(stage) {
    const log = await openLog(stage);
    await loaded(stage, log);
    expect((await stage.client.logs.line({ log, number: firstNumber + 1 })).text).toBe('second');
    await stage.client.logs.close({ log });
  },
  async 'logs.view'(stage) {
    const log = await openLog(stage);
    await loaded(stage, log);
    const view = await stage.client.logs.view({ log, filter: { matcher: { pattern: 'ir' } } });
    const seen = await until(view, ({ filteredTo }) => filteredTo >= firstNumber + 3, 'filtered');
    expect(seen).toEqual({
      first: firstNumber,
      end: firstNumber + 2,
      filteredFrom: firstNumber,
      filteredTo: firstNumber + 3,
      done: true,
      era: 0,
    });
    await stage.client.logs.close({ log });
  },
  async 'logs.row'(stage) {
    const log = await openLog(stage);
    await loaded(stage, log);
    const filter = { matcher: { pattern: 'ir' } };
    const view = await stage.client.logs.view({ log, filter });
    await until(kept(view), ({ done }) => done, 'filtered');
    expect(await stage.client.logs.row({ log, filter, line: firstNumber + 1 })).toEqual({ row: firstNumber + 1 });
    const lines = await stage.client.logs.window({ log, filter, from: firstNumber, count: 10 });
    expect(lines.map(({ row, text }) => [row, text])).toEqual([
      [firstNumber, 'first'],
      [firstNumber + 1, 'third'],
    ]);
    await view.return?.();
    await stage.client.logs.close({ log });
  },
  async 'logs.older'(stage) {
    const { id } = await make(stage, 'seq 1 100');
    const { client, engine } = stage;
    await expect.poll(() => stateOf(stage, id)).toBe('exited');
    const log = await client.logs.open({ engine, containers: [id], tail: 10 });
    const begun = await until(await client.logs.watch({ log }), ({ end }) => end === firstNumber + 10, 'ten lines');
    expect(begun).toMatchObject({ first: firstNumber, older: 'more' });
    await client.logs.older({ log, count: 50 });
    await until(await client.logs.watch({ log }), ({ first }) => first === firstNumber - 50, 'fifty more');
    await client.logs.older({ log, count: 50 });
    const all = await until(await client.logs.watch({ log }), ({ older }) => older === 'none', 'all');
    expect(all).toMatchObject({ first: firstNumber - 90, end: firstNumber + 10 });
    const lines = await client.logs.window({ log, from: all.first, count: 100 });
    expect(lines.map(({ text }) => Number(text))).toEqual(Array.from({ length: 100 }, (_, index) => index + 1));
    await client.logs.close({ log });
  },
  async 'logs.moved'(stage) {
    const log = await openLog(stage);
    await loaded(stage, log);
    // Nothing has come between: each line has the number that it had.
    const lines = [firstNumber, firstNumber + 2];
    expect(await stage.client.logs.moved({ log, era: 0, lines })).toEqual({ era: 0, lines });
    expect(await stage.client.logs.moved({ log, era: 1, lines })).toBeUndefined();
    await stage.client.logs.close({ log });
  },
  async 'logs.enough'(stage) {
    const log = await openLog(stage);
    await loaded(stage, log);
    // Nothing is downloaded: nothing to go on with.
    await stage.client.logs.enough({ log });
    expect((await until(await stage.client.logs.watch({ log }), () => true, 'a state')).gathering).toBeUndefined();
    await stage.client.logs.close({ log });
    expect(await codeOf(stage.client.logs.enough({ log }))).toBe('expired');
  },
  async 'logs.fields'(stage) {
    const { id } = await make(stage, `echo '{"level":"info","id":7}'; echo 'level=warn x=1'; echo text`);
    const log = await stage.client.logs.open({ engine: stage.engine, containers: [id] });
    await loaded(stage, log);
    expect(await stage.client.logs.fields({ log })).toEqual([
      { name: 'level', lines: 2, values: ['info', 'warn'] },
      { name: 'id', lines: 1, values: ['7'] },
      { name: 'x', lines: 1, values: ['1'] },
    ]);
    const [first] = await stage.client.logs.window({ log, from: firstNumber, count: 1 });
    expect(first?.level).toBe('info');
    await stage.client.logs.close({ log });
  },
  async 'logs.search'(stage) {
    const log = await openLog(stage);
    await loaded(stage, log);
    const found = await until(
      await stage.client.logs.search({ log, matcher: { pattern: 'ir', regex: false } }),
      ({ searchedTo }) => searchedTo >= firstNumber + 3,
      'searched',
    );
    expect(found.hits).toBe(2);
    await stage.client.logs.close({ log });
  },
  async 'logs.hits'(stage) {
    const log = await openLog(stage);
    await loaded(stage, log);
    const matcher = { pattern: 'ir', regex: false };
    const search = await stage.client.logs.search({ log, matcher });
    await until(kept(search), ({ searchedTo }) => searchedTo >= firstNumber + 3, 'searched');
    expect(await stage.client.logs.hits({ log, matcher, from: 0, count: 10 })).toEqual({
      from: 0,
      lines: [firstNumber, firstNumber + 2],
    });
    await search.return?.();
    await stage.client.logs.close({ log });
  },
  async 'logs.close'(stage) {
    const log = await openLog(stage);
    await stage.client.logs.close({ log });
    expect(await codeOf(stage.client.logs.line({ log, number: 0 }))).toBe('expired');
  },
} satisfies Record<`logs.${string}`, Row>;
