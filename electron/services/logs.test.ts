import { Buffer } from 'node:buffer';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRouterClient } from '@orpc/server';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import type { ContainerDetails } from '../common/contract/containers';
import type { EngineState } from '../common/contract/engines';
import { BerthError } from '../common/contract/errors';
import { containerId, engineId } from '../common/contract/ids';
import { firstNumber as zero } from '../common/contract/log-rules';
import type { LogLine, LogStatus } from '../common/contract/logs';
import type { LogDownload } from '../common/contract/transfers';
import type { Engine, EngineEvent, LogChunk } from '../engine/port';
import type { EngineKeeper } from './engines';
import { createLog } from './log';
import { createLogs, type LogsOptions } from './logs';
import { osWithErrors } from './os';

const engine = engineId.parse('local');
const [one, two] = ['a', 'b'].map((digit) => containerId.parse(digit.repeat(64)));
if (!one || !two) throw new Error('unreachable');
const root = mkdtempSync(join(tmpdir(), 'berth-logs-'));
const stamp = (second: number, nanos = 0) =>
  `2026-11-25T08:11:${String(second).padStart(2, '0')}.${String(nanos).padStart(9, '0')}Z `;

/** An engine whose containers' logs the test writes. */
class ScriptedEngine {
  readonly asked: { id: string; since?: string; tail?: number }[] = [];
  readonly details = new Map<string, Partial<ContainerDetails>>();
  readonly logs = new Map<string, { chunks: (LogChunk | 'end' | Error)[]; wake: () => void }>();
  readonly events = new Set<(event: EngineEvent) => void>();
  readonly phases = new Set<(state: EngineState) => void>();
  open = 0;
  lost = false;
  /** There are always older lines: as many as one asks for. */
  endless = false;
  #past = Date.UTC(2020);
  #loads = 0;

  readonly keeper = {
    get: (): Engine => {
      if (this.lost) throw new BerthError('engine-unreachable', { address: 'x', reason: 'gone' });
      return this.engine as unknown as Engine;
    },
    onEvent: (_: string, listener: (event: EngineEvent) => void) => subscribe(this.events, listener),
    onRelist: () => () => undefined,
    onPhase: (_: string, listener: (state: EngineState) => void) => subscribe(this.phases, listener),
  } as unknown as EngineKeeper;

  readonly engine = {
    identity: { clockOffset: 0 },
    inspectContainer: async (id: string) => {
      if (this.lost) throw new BerthError('engine-unreachable', { address: 'x', reason: 'gone' });
      const known = this.details.get(id);
      if (!known) throw new BerthError('not-found', { noun: 'container', name: id });
      return known;
    },
    containerLog: (id: string, options: { since?: string; tail?: number; signal: AbortSignal; follow: boolean }) =>
      this.endless && !options.follow ? this.older(options) : this.read(id, options),
  };

  container(id: string, details: Partial<ContainerDetails> = {}): void {
    this.details.set(id, {
      name: `name-${id[0]}`,
      state: 'running',
      startedAt: 1,
      tty: false,
      ...details,
    } as ContainerDetails);
    this.logs.set(id, { chunks: [], wake: () => undefined });
  }

  write(id: string, text: string | 'end' | Error, stream: LogChunk['stream'] = 'out'): void {
    const log = this.logs.get(id);
    if (!log) throw new Error(`no log ${id}`);
    log.chunks.push(text instanceof Error || text === 'end' ? (text as 'end') : { stream, bytes: Buffer.from(text) });
    log.wake();
  }

  event(id: string, action: string): void {
    const event = { noun: 'container', subject: id, action, attributes: {}, timeNano: 0n } as const;
    for (const listener of this.events) listener(event);
  }

  phase(phase: EngineState['phase']): void {
    this.lost = phase !== 'connected';
    for (const listener of this.phases) listener({ phase } as EngineState);
  }

  async *older({ tail = 0 }: { tail?: number }) {
    this.#past -= tail;
    this.#loads += 1;
    if (this.#loads > 40) throw new Error('nobody had enough');
    const lines = Array.from(
      { length: tail },
      (_, at) => `${new Date(this.#past + at).toISOString()} ${'old '.repeat(15_000)}\n`,
    );
    await new Promise((resolve) => setTimeout(resolve, 200));
    yield { stream: 'out', bytes: Buffer.from(lines.join('')) } as const;
  }

  async *read(id: string, { since, tail, signal }: { since?: string; tail?: number; signal: AbortSignal }) {
    this.asked.push({ id, since, tail });
    const log = this.logs.get(id);
    if (!log) throw new Error(`no log ${id}`);
    this.open += 1;
    const onAbort = () => log.wake();
    signal.addEventListener('abort', onAbort);
    try {
      for (;;) {
        if (signal.aborted) throw signal.reason;
        const chunk = log.chunks.shift();
        if (chunk === 'end') return;
        if (chunk instanceof Error) throw chunk;
        if (chunk) yield chunk;
        else {
          await new Promise<void>((resolve) => {
            log.wake = resolve;
          });
        }
      }
    } finally {
      this.open -= 1;
      signal.removeEventListener('abort', onAbort);
    }
  }
}

function subscribe<T>(all: Set<T>, one: T): () => void {
  all.add(one);
  return () => void all.delete(one);
}

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

function start(more: Partial<LogsOptions> = {}) {
  const scripted = new ScriptedEngine();
  scripted.container(one as string);
  const log = createLog(() => undefined);
  const logs = createLogs({ engines: scripted.keeper, dataDir: root, log, ...more });
  closers.push(logs.close);
  const client = createRouterClient(osWithErrors(log).logs.router(logs.verbs), {});
  async function save(
    source: Pick<LogDownload, 'log' | 'format' | 'filter'>,
    each: (text: string) => unknown = () => undefined,
  ) {
    let text = '';
    const { body } = await logs.save({ kind: 'log', times: false, ...source }, new AbortController().signal);
    for await (const part of body) {
      text += Buffer.from(part).toString();
      await each(text);
    }
    return text.trimEnd().split('\n');
  }
  return { scripted, client, save };
}
type Client = ReturnType<typeof start>['client'];

/** Follows a log's status; `latest` is the last heard. */
async function watching(client: Client, log: Awaited<ReturnType<Client['open']>>) {
  const stop = new AbortController();
  closers.push(() => stop.abort());
  const watched: { latest?: LogStatus; ended: boolean; stop(): void } = { ended: false, stop: () => stop.abort() };
  const stream = await client.watch({ log }, { signal: stop.signal });
  void (async () => {
    for await (const status of stream) watched.latest = status;
  })().finally(() => {
    watched.ended = true;
  });
  return watched;
}

async function opened(client: Client, containers = [one], more: { tail?: number } = {}) {
  const log = await client.open({ engine, containers: containers as (typeof one & string)[], ...more });
  const watched = await watching(client, log);
  const texts = async () => (await client.window({ log, from: zero, count: 100 })).map(words);
  return { log, watched, texts };
}
const words = (line: LogLine) => (line.mark ? `(${line.mark})` : line.text);

describe('logs', () => {
  it('collects a log as it comes and tells the streams apart', async () => {
    const { scripted, client } = start();
    const { log, watched, texts } = await opened(client, [one], { tail: 50 });
    scripted.write(one, `${stamp(1)}first\n`);
    scripted.write(one, `${stamp(2)}second\n`, 'err');
    await expect.poll(texts).toEqual(['first', 'second']);
    expect(scripted.asked).toEqual([{ id: one, since: undefined, tail: 50 }]);
    const [first, second] = await client.window({ log, from: zero, count: 2 });
    expect([first?.stream, second?.stream]).toEqual(['out', 'err']);
    expect(first?.at).toBe(Date.UTC(2026, 10, 25, 8, 11, 1));
    await expect
      .poll(() => watched.latest)
      .toMatchObject({ first: zero, end: zero + 2, sources: [{ name: 'name-a', state: 'following' }] });
    await client.close({ log });
    await expect.poll(() => scripted.open).toBe(0);
    await expect(client.window({ log, from: zero, count: 1 })).rejects.toMatchObject({ data: { code: 'expired' } });
  });
});

describe('logs across what goes wrong', () => {
  async function running() {
    const made = start();
    const view = await opened(made.client);
    made.scripted.write(one as string, `${stamp(1)}a\n${stamp(2, 5)}b\n`);
    await expect.poll(view.texts).toEqual(['a', 'b']);
    return { ...made, ...view };
  }

  it('goes on with a mark when the container restarts', async () => {
    const { scripted, texts, watched } = await running();
    scripted.details.set(
      one as string,
      { name: 'name-a', state: 'exited', startedAt: 1, tty: false } as ContainerDetails,
    );
    scripted.write(one as string, `${stamp(3)}last words`);
    scripted.write(one as string, 'end');
    await expect.poll(() => watched.latest?.sources[0]?.state).toBe('ended');
    scripted.details.set(
      one as string,
      { name: 'name-a', state: 'running', startedAt: 2, tty: false } as ContainerDetails,
    );
    scripted.event(one as string, 'start');
    scripted.write(one as string, `${stamp(3)}last words\n${stamp(4)}again\n`);
    await expect.poll(texts).toEqual(['a', 'b', 'last words', '(restarted)', 'again']);
    expect(scripted.asked[1]?.since).toMatch(/^\d+$/);
  });

  it('EN-05 resumes after a lost engine without loss or double', async () => {
    const { scripted, texts, watched } = await running();
    scripted.phase('reconnecting');
    await expect.poll(() => watched.latest?.sources[0]?.state).toBe('reconnecting');
    scripted.phase('connected');
    scripted.write(one as string, `${stamp(2, 5)}b\n${stamp(2, 5)}same stamp\n${stamp(3)}c\n`);
    await expect.poll(texts).toEqual(['a', 'b', 'same stamp', 'c']);
    await expect.poll(() => watched.latest?.sources[0]?.state).toBe('following');
  });

  it('EN-05 resumes when the stream just ends, as a killed daemon leaves it', async () => {
    const { scripted, texts } = await running();
    scripted.write(one as string, 'end');
    scripted.write(one as string, `${stamp(2, 5)}b\n${stamp(3)}c\n`);
    await expect.poll(texts).toEqual(['a', 'b', 'c']);
  });

  it('ST-11 ends on the destroy event though the stream stays open, and keeps the text', async () => {
    const { scripted, texts, watched } = await running();
    scripted.details.delete(one as string);
    scripted.event(one as string, 'destroy');
    await expect.poll(() => watched.latest?.sources[0]?.state, { timeout: 3_000 }).toBe('removed');
    expect(scripted.open).toBe(0);
    expect(await texts()).toEqual(['a', 'b']);
  });

  it('ST-13 says which log driver cannot be read', async () => {
    const { scripted, client } = start();
    scripted.container(one as string, { logDriver: 'none' });
    scripted.write(one as string, new BerthError('not-readable'));
    const { watched } = await opened(client);
    await expect
      .poll(() => watched.latest?.sources[0])
      .toMatchObject({ state: 'failed', error: { code: 'not-readable', params: { driver: 'none' } } });
  });

  it('says that a container is not there', async () => {
    const { client } = start();
    await expect(client.open({ engine, containers: [two] })).rejects.toMatchObject({ data: { code: 'not-found' } });
  });

  it('merges containers in order of time', async () => {
    const { scripted, client } = start();
    scripted.container(two);
    scripted.write(one as string, `${stamp(1)}a1\n${stamp(3)}a3\n`);
    scripted.write(two, `${stamp(2)}b2\n${stamp(4)}b4\n`);
    const { texts, log } = await opened(client, [one, two] as (typeof one)[]);
    await expect.poll(texts).toEqual(['a1', 'b2', 'a3', 'b4']);
    expect((await client.window({ log, from: zero, count: 4 })).map((line) => line.source)).toEqual([0, 1, 0, 1]);
  });

  it('drops a log that nobody watches', async () => {
    const { scripted, client } = start({ keepFor: 50 });
    const { log, watched } = await opened(client);
    await new Promise((resolve) => setTimeout(resolve, 120));
    expect(await client.window({ log, from: zero, count: 1 })).toEqual([]);
    watched.stop();
    await expect.poll(() => scripted.open).toBe(0);
    await expect(client.window({ log, from: zero, count: 1 })).rejects.toMatchObject({ data: { code: 'expired' } });
  });

  it('counts hits as lines come, and says what is wrong with a pattern', async () => {
    const { scripted, client, log } = await running();
    const matcher = { pattern: 'hit' };
    const stop = new AbortController();
    const stream = await client.search({ log, matcher }, { signal: stop.signal });
    let hits = -1;
    void (async () => {
      for await (const progress of stream) hits = progress.hits;
    })();
    await expect.poll(() => hits).toBe(0);
    scripted.write(one as string, `${stamp(5)}a hit\n${stamp(6)}none\n`);
    await expect.poll(() => hits).toBe(1);
    expect(await client.hits({ log, matcher, from: 0, count: 10 })).toEqual({ from: 0, lines: [zero + 2] });
    stop.abort();
    await expect(client.search({ log, matcher: { pattern: '(', regex: true } })).rejects.toMatchObject({
      data: { code: 'bad-input', params: { field: 'pattern' } },
    });
  });

  it('EX-04 says that the disk takes no more, keeps what fits into memory, and counts what went', async () => {
    const blocked = join(root, 'blocked');
    mkdirSync(blocked, { recursive: true });
    writeFileSync(join(blocked, 'logs'), 'a file where a folder should be');
    const { scripted, client } = start({ dataDir: blocked, limits: { memoryBytes: 1 } });
    const { watched, log } = await opened(client);
    for (let second = 0; second < 20; second += 1)
      scripted.write(one as string, `${stamp(second)}${second} ${'x'.repeat(90_000)}\n`);
    await expect.poll(() => watched.latest).toMatchObject({ diskFull: true, older: 'full', end: zero + 20 });
    const { first = 0, dropped } = watched.latest ?? {};
    expect(first).toBe(zero + (dropped ?? 0));
    expect(first).toBeGreaterThan(zero);
    const [newest] = await client.window({ log, from: zero + 19, count: 1 });
    expect(newest?.text).toMatch(/^19 x/);
  });

  it('writes into a download how many lines were let go before it and meanwhile', async () => {
    const { scripted, client, save } = start({ limits: { totalBytes: 16_000_000 } });
    const { watched, log } = await opened(client);
    let written = 0;
    const write = async (lines: number) => {
      for (const end = written + lines; written < end; written += 1)
        scripted.write(one as string, `${stamp(written % 60)}${written} ${'x'.repeat(2_000)}\n`);
      await expect.poll(() => watched.latest?.end).toBe(zero + written);
    };
    await write(12_000);
    const before = watched.latest?.dropped ?? 0;
    expect(before).toBeGreaterThan(0);
    let more = true;
    const lines = await save({ log, format: 'txt' }, async () => {
      if (more) await write(12_000);
      more = false;
    });
    expect(lines[0]).toBe(`-- ${before} lines were let go --`);
    const gaps = lines.filter((line) => line.startsWith('--')).map((line) => Number.parseInt(line.slice(3), 10));
    expect(gaps).toHaveLength(2);
    expect(lines.length - 2 + gaps.reduce((sum, gap) => sum + gap, 0)).toBe(12_000);
    const [first = '', second = ''] = await save({ log, format: 'jsonl' });
    expect(JSON.parse(first)).toEqual({ mark: 'let-go', lines: watched.latest?.dropped });
    expect(JSON.parse(second)).toMatchObject({ stream: 'out' });
  });

  it('says in a download that older lines are missing: for want of room, or since the person had enough', async () => {
    const { scripted, client, save } = start({ limits: { totalLines: 2 } });
    scripted.write(one as string, `${stamp(1)}a\n${stamp(2)}b\n`);
    const { log, texts } = await opened(client, [one], { tail: 2 });
    await expect.poll(texts).toEqual(['a', 'b']);
    expect(await save({ log, format: 'txt' })).toEqual([
      '-- older lines are not here: there is no room for them --',
      'a',
      'b',
    ]);
    const other = start();
    // Of this one older lines come for ever, few at a time since lines are long.
    other.scripted.write(one as string, `${stamp(1)}${'long '.repeat(240_000)}\n`);
    other.scripted.endless = true;
    const second = await opened(other.client, [one], { tail: 1 });
    await expect.poll(second.texts).toHaveLength(1);
    const saving = other.save({ log: second.log, format: 'jsonl' });
    await expect.poll(() => second.watched.latest).toMatchObject({ gathering: 1 });
    await expect.poll(() => second.watched.latest?.first).toBeLessThan(zero);
    await other.client.enough({ log: second.log });
    const lines = (await saving).map((line) => JSON.parse(line));
    expect(lines[0]).toEqual({ mark: 'not-loaded' });
    expect(lines.at(-1).text).toMatch(/^long /);
    await expect.poll(() => second.watched.latest?.gathering).toBeUndefined();
  });

  it('lets a download of several read to its end before older lines come between', async () => {
    const { scripted, client, save } = start();
    scripted.container(two as string);
    scripted.write(one as string, `${stamp(1)}a\n`);
    scripted.write(two as string, `${stamp(2)}b\n`);
    const { log, watched, texts } = await opened(client, [one, two], { tail: 1 });
    await expect.poll(texts).toEqual(['a', 'b']);
    await expect
      .poll(() => watched.latest?.sources.map(({ state }) => state), { timeout: 5_000 })
      .not.toContain('loading');
    scripted.endless = true;
    let older: Promise<void> | undefined;
    const lines = await save({ log, format: 'txt', filter: { from: zero, context: 0 } }, async () => {
      older = client.older({ log, count: 2 });
      // Longer than the engine takes to bring them.
      await new Promise((resolve) => setTimeout(resolve, 600));
      expect(watched.latest).toMatchObject({ first: zero, older: 'loading' });
    });
    expect(lines).toEqual(['name-a | a', 'name-b | b']);
    await older;
    await expect.poll(() => watched.latest?.first).toBeLessThan(zero);
  });

  it('leaves no files behind', async () => {
    const { scripted, client } = start({ limits: { memoryBytes: 1 } });
    const files = () => (existsSync(join(root, 'logs')) ? readdirSync(join(root, 'logs'), { recursive: true }) : []);
    const { watched } = await opened(client);
    for (let second = 0; second < 20; second += 1)
      scripted.write(one as string, `${stamp(second)}${'x'.repeat(90_000)}\n`);
    await expect.poll(() => files().length).toBeGreaterThan(1);
    expect(watched.ended).toBe(false);
    for (const close of closers.splice(0)) close();
    await expect.poll(files).toEqual([]);
  });
});
