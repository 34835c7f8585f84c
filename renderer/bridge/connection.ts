import type { Contract } from '@common/contract/index';
import { type ClientOptions, createORPCClient, mapEventIterator } from '@orpc/client';
import type { ContractRouterClient } from '@orpc/contract';
import { type Carrier, type Link, type OpenCarrier, StrangerError } from './carrier';
import { LinkLostError } from './errors';

/** All verbs of the contract: `client.containers.start({ engine, ids })`. */
export type Client = ContractRouterClient<Contract>;

/** The connection from the page to Berth's main process; nothing to do with the engine's. */
export type LinkState =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'up' }
  /**
   * `stranger`: Berth answers, and does not know this browser (it was started anew). Times in ms since the epoch.
   */
  | { readonly kind: 'down'; readonly why: 'gone' | 'stranger'; readonly since: number; readonly nextTryAt: number };

const strangerWait = 60_000;

/** First wait 250 ms, doubled up to 5 s, each shortened by up to a quarter so that many pages do not knock at once. */
function waitBefore(attempt: number): number {
  return Math.min(5_000, 250 * 2 ** attempt) * (1 - Math.random() / 4);
}

/**
 * Keeps one carrier open.
 *
 * While it is being opened, calls wait; while it is down, they fail at once with `LinkLostError`, as do calls that were
 * in flight when it broke: whether main did what was asked is then unknown, and asking again could do it twice.
 */
export class Connection {
  readonly client: Client;
  #state: LinkState = { kind: 'connecting' };
  #carrier: Carrier | undefined;
  #opening: Promise<void> | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #downSince: number | undefined;
  #attempt = 0;
  #closed = false;
  readonly #listeners = new Set<() => void>();

  constructor(readonly open: OpenCarrier) {
    const link: Link = { call: (path, input, options) => this.#call(path, input, options) };
    this.client = createORPCClient<Client>(link);
    this.retry();
  }

  get state(): LinkState {
    return this.#state;
  }

  /** Called at each change of `state`. Returns its undo. */
  onChange = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Tries now instead of at the next turn. */
  retry = (): void => {
    if (this.#closed || this.#carrier || this.#opening) return;
    clearTimeout(this.#timer);
    if (this.#downSince === undefined) this.#become({ kind: 'connecting' });
    this.#opening = this.#tryOnce().finally(() => {
      this.#opening = undefined;
    });
  };

  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
    this.#carrier?.close();
    this.#listeners.clear();
  }

  async #tryOnce(): Promise<void> {
    try {
      const carrier = await this.open();
      if (this.#closed) return carrier.close();
      this.#carrier = carrier;
      this.#attempt = 0;
      this.#downSince = undefined;
      carrier.onClose(() => this.#lost('gone'));
      this.#become({ kind: 'up' });
    } catch (error) {
      this.#lost(error instanceof StrangerError ? 'stranger' : 'gone');
    }
  }

  #lost(why: 'gone' | 'stranger'): void {
    this.#carrier = undefined;
    if (this.#closed) return;
    this.#downSince ??= Date.now();
    // A stranger gets in by a new link in a new page; knocking on would count as guessing.
    const wait = why === 'stranger' ? strangerWait : waitBefore(this.#attempt++);
    this.#timer = setTimeout(this.retry, wait);
    this.#become({ kind: 'down', why, since: this.#downSince, nextTryAt: Date.now() + wait });
  }

  #become(state: LinkState): void {
    this.#state = state;
    for (const listener of [...this.#listeners]) listener();
  }

  async #call(path: readonly string[], input: unknown, options: ClientOptions<Record<never, never>>): Promise<unknown> {
    if (!this.#carrier && this.#state.kind === 'connecting') await this.#opening;
    const carrier = this.#carrier;
    if (!carrier) throw new LinkLostError();
    // A carrier that broke ends what waits on it as "aborted"; only the caller's own signal means that.
    const why = (error: unknown) => {
      if (options.signal?.aborted || this.#carrier === carrier) return error;
      return new LinkLostError();
    };
    try {
      const answer = await carrier.link.call(path, input, options);
      if (!isStream(answer)) return answer;
      return mapEventIterator(answer, { value: async (value) => value, error: async (error) => why(error) });
    } catch (error) {
      throw why(error);
    }
  }
}

function isStream(answer: unknown): answer is AsyncIterator<unknown, unknown> {
  return typeof answer === 'object' && answer !== null && Symbol.asyncIterator in answer;
}
