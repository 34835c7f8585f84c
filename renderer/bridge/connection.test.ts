import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Carrier } from './carrier';
import { Connection } from './connection';
import { asError, LinkLostError } from './errors';
import { follow } from './follow';

/** A carrier on a string: answers what it is told to, and breaks on command. */
function carriers() {
  const opened: { breakNow: () => void; calls: string[] }[] = [];
  const state = { reachable: true, opens: 0 };
  const open = async (): Promise<Carrier> => {
    state.opens++;
    if (!state.reachable) throw new Error('refused');
    let closed = () => {};
    const waiting = new Set<(error: Error) => void>();
    const never = () => new Promise<never>((_, reject) => waiting.add(reject));
    const calls: string[] = [];
    const number = opened.length;
    opened.push({
      calls,
      breakNow: () => {
        closed();
        for (const reject of waiting) reject(new DOMException('queue closed', 'AbortError'));
      },
    });
    return {
      link: {
        call: async (path) => {
          calls.push(path.join('.'));
          if (path[1] === 'info') return { version: '1', build: 'b', shell: 'browser', platform: 'linux' };
          if (path[1] === 'notices') {
            return (async function* () {
              yield `from ${number}`;
              await never();
            })();
          }
          return never();
        },
      },
      onClose: (listener) => {
        closed = listener;
      },
      close: () => closed(),
    };
  };
  return { open, opened, state };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('Connection', () => {
  test('calls made while it opens wait for it', async () => {
    const { open } = carriers();
    const connection = new Connection(open);
    expect(connection.state.kind).toBe('connecting');
    expect(await connection.client.app.info()).toMatchObject({ version: '1' });
    expect(connection.state.kind).toBe('up');
    connection.close();
  });

  test('a call in flight when the link breaks, and one made while it is down, fail as link-lost', async () => {
    const { open, opened, state } = carriers();
    const connection = new Connection(open);
    const inFlight = connection.client.engines.retry({}).catch((error) => error);
    await vi.advanceTimersByTimeAsync(0);
    state.reachable = false;
    opened[0]?.breakNow();
    expect(await inFlight).toBeInstanceOf(LinkLostError);
    expect(connection.state.kind).toBe('down');
    const whileDown = await connection.client.app.info().catch((error: unknown) => error);
    expect(asError(whileDown)).toEqual({ code: 'link-lost', params: {} });
    connection.close();
  });

  test('tries again with growing waits and comes back by itself', async () => {
    const { open, opened, state } = carriers();
    const connection = new Connection(open);
    await vi.advanceTimersByTimeAsync(0);
    state.reachable = false;
    opened[0]?.breakNow();
    await vi.advanceTimersByTimeAsync(60_000);
    // 0.25 + 0.5 + 1 + 2 + 4 s, then 5 s each, all up to a quarter shorter.
    expect(state.opens).toBeGreaterThan(12);
    expect(state.opens).toBeLessThan(24);
    state.reachable = true;
    await vi.advanceTimersByTimeAsync(5_000);
    expect(connection.state.kind).toBe('up');
    connection.close();
  });

  test('nothing is tried after close', async () => {
    const { open, opened, state } = carriers();
    const connection = new Connection(open);
    await vi.advanceTimersByTimeAsync(0);
    connection.close();
    opened[0]?.breakNow();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(state.opens).toBe(1);
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('follow', () => {
  test('asks anew on the next link, and ends when nobody wants it', async () => {
    const { open, opened } = carriers();
    const connection = new Connection(open);
    const heard: unknown[] = [];
    const end = follow(connection, {
      open: (client, options) => client.app.notices(undefined, options),
      next: (value) => heard.push(value),
    });
    await vi.advanceTimersByTimeAsync(0);
    opened[0]?.breakNow();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(heard).toEqual(['from 0', 'from 1']);
    end();
    opened[1]?.breakNow();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(heard).toHaveLength(2);
    expect(opened[2]?.calls).toEqual([]);
    connection.close();
    expect(vi.getTimerCount()).toBe(0);
  });
});
