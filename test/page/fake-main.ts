/**
 * A main process in memory, for looking at the page and testing it without an engine: answers verbs of the contract from what a test
 * puts in, and loses link or engine on command.
 */
import type { AppInfo, Notice } from '@common/contract/app';
import type { Container } from '@common/contract/containers';
import type { EngineInfo, EnginesState } from '@common/contract/engines';
import type { EngineId } from '@common/contract/ids';
import type { Image } from '@common/contract/images';
import type { Job } from '@common/contract/jobs';
import type { RowsPatch } from '@common/contract/rows';
import type { Settings } from '@common/contract/settings';
import type { TerminalSession } from '@common/contract/terminals';
import { ORPCError } from '@orpc/client';
import type { Carrier, OpenCarrier } from '../../renderer/bridge/carrier';
import { defaultSettings } from '../../renderer/bridge/settings';

/** What can be followed: holds its last value for whoever comes. */
class Feed<T> {
  readonly #wakers = new Set<() => void>();
  #version = 0;

  constructor(public value: T) {}

  set(value: T): void {
    this.value = value;
    this.#version++;
    for (const wake of [...this.#wakers]) wake();
  }

  async *follow(signal: AbortSignal): AsyncGenerator<T> {
    let seen = -1;
    while (!signal.aborted) {
      if (seen === this.#version) {
        await new Promise<void>((resolve) => {
          const wake = () => {
            this.#wakers.delete(wake);
            signal.removeEventListener('abort', wake);
            resolve();
          };
          this.#wakers.add(wake);
          signal.addEventListener('abort', wake);
        });
        if (signal.aborted) break;
      }
      seen = this.#version;
      yield this.value;
    }
    throw new DOMException('aborted', 'AbortError');
  }
}

const whole = <Row>(rows: readonly Row[]): RowsPatch<Row, never> => ({ kind: 'all', rows, at: Date.now() });

export interface FakeMain {
  readonly open: OpenCarrier;
  readonly engines: Feed<EnginesState>;
  readonly containers: Feed<readonly Container[]>;
  readonly images: Feed<readonly Image[]>;
  readonly jobs: Feed<readonly Job[]>;
  readonly terminals: Feed<readonly TerminalSession[]>;
  readonly settings: Feed<Settings>;
  readonly notices: Feed<readonly Notice[]>;
  info: EngineInfo | undefined;
  /** The main process ends; it is back when `reachable` is true again. */
  stop(): void;
  reachable: boolean;
  /** Every call that was made, `noun.verb` with its input. */
  readonly calls: { readonly verb: string; readonly input: unknown }[];
  /** Answers or refuses further verbs. */
  readonly handlers: Map<string, (input: unknown, signal: AbortSignal) => unknown>;
}

export function createFakeMain(): FakeMain {
  const carriers = new Set<{ end: () => void; stop: AbortController }>();
  const handlers: FakeMain['handlers'] = new Map();
  const rowsOf = async function* <Row>(feed: Feed<readonly Row[]>, signal: AbortSignal) {
    for await (const rows of feed.follow(signal)) yield whole(rows);
  };
  const main: FakeMain = {
    engines: new Feed<EnginesState>({ engines: [], attempts: [], remedies: [] }),
    containers: new Feed<readonly Container[]>([]),
    images: new Feed<readonly Image[]>([]),
    jobs: new Feed<readonly Job[]>([]),
    terminals: new Feed<readonly TerminalSession[]>([]),
    settings: new Feed<Settings>(defaultSettings),
    notices: new Feed<readonly Notice[]>([]),
    info: undefined,
    reachable: true,
    calls: [],
    handlers,
    stop: () => {
      main.reachable = false;
      for (const { end } of [...carriers]) end();
    },
    open: async () => {
      if (!main.reachable) throw new Error('refused');
      return carrier();
    },
  };

  function carrier(): Carrier {
    const stop = new AbortController();
    const closed: (() => void)[] = [];
    const self = {
      stop,
      end: () => {
        if (!carriers.delete(self)) return;
        for (const tell of closed) tell();
        stop.abort();
      },
    };
    carriers.add(self);
    return {
      link: {
        call: async (path, input, options) => {
          const signal = options.signal ? AbortSignal.any([options.signal, stop.signal]) : stop.signal;
          return answer(path.join('.'), input, signal);
        },
      },
      onClose: (listener) => closed.push(listener),
      close: self.end,
    };
  }

  async function answer(verb: string, input: unknown, signal: AbortSignal): Promise<unknown> {
    main.calls.push({ verb, input });
    const handler = handlers.get(verb);
    if (handler) return handler(input, signal);
    switch (verb) {
      case 'app.info':
        return { version: '0.1.0', build: 'fake', shell: 'browser', platform: 'linux' } satisfies AppInfo;
      case 'app.notices':
        return main.notices.follow(signal);
      case 'engines.watch':
        return main.engines.follow(signal);
      case 'engines.info':
        return main.info;
      case 'engines.retry':
      case 'jobs.cancel':
        return undefined;
      case 'containers.watch':
        return rowsOf(main.containers, signal);
      case 'images.watch':
        return rowsOf(main.images, signal);
      case 'terminals.watch':
        return main.terminals.follow(signal);
      case 'jobs.watch':
        return rowsOf(main.jobs, signal);
      case 'settings.watch':
        return main.settings.follow(signal);
      case 'settings.change':
        main.settings.set({ ...main.settings.value, ...(input as Partial<Settings>) });
        return main.settings.value;
      default:
        throw new ORPCError('BERTH', { data: { code: 'unknown-verb', params: { verb } } });
    }
  }
  return main;
}

export const local = 'local' as EngineId;
