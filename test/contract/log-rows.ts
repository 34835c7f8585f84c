import { expect } from 'vitest';
import type { LogId } from '../../electron/common/contract/ids';
import { codeOf, kept, make, type Row, type Stage, until } from './row-helpers';

async function openLog(stage: Stage): Promise<LogId> {
  const { id } = await make(stage, 'echo first; echo second; echo third');
  return stage.client.logs.open({ engine: stage.engine, containers: [id] });
}

async function loaded(stage: Stage, log: LogId): Promise<void> {
  await until(await stage.client.logs.watch({ log }), ({ end }) => end >= 3, 'three lines');
}

export const logRows = {
  async 'logs.open'(stage) {
    const log = await openLog(stage);
    expect(log).toMatch(/.+/);
    await stage.client.logs.close({ log });
  },
  async 'logs.watch'(stage) {
    const log = await openLog(stage);
    const status = await until(await stage.client.logs.watch({ log }), ({ end }) => end >= 3, 'three lines');
    expect(status.sources.length).toBe(1);
    await stage.client.logs.close({ log });
  },
  async 'logs.window'(stage) {
    const log = await openLog(stage);
    await loaded(stage, log);
    const lines = await stage.client.logs.window({ log, from: 0, count: 3 });
    expect(lines.map(({ number, text, stream }) => [number, text, stream])).toEqual([
      [0, 'first', 'out'],
      [1, 'second', 'out'],
      [2, 'third', 'out'],
    ]);
    await stage.client.logs.close({ log });
  },
  async 'logs.line'(stage) {
    const log = await openLog(stage);
    await loaded(stage, log);
    expect((await stage.client.logs.line({ log, number: 1 })).text).toBe('second');
    await stage.client.logs.close({ log });
  },
  async 'logs.search'(stage) {
    const log = await openLog(stage);
    await loaded(stage, log);
    const found = await until(
      await stage.client.logs.search({ log, matcher: { pattern: 'ir', regex: false } }),
      ({ searchedTo }) => searchedTo >= 3,
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
    await until(kept(search), ({ searchedTo }) => searchedTo >= 3, 'searched');
    expect(await stage.client.logs.hits({ log, matcher, from: 0, count: 10 })).toEqual({ from: 0, lines: [0, 2] });
    await search.return?.();
    await stage.client.logs.close({ log });
  },
  async 'logs.close'(stage) {
    const log = await openLog(stage);
    await stage.client.logs.close({ log });
    expect(await codeOf(stage.client.logs.line({ log, number: 0 }))).toBe('expired');
  },
} satisfies Record<`logs.${string}`, Row>;
