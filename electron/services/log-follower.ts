/** Follows the log of one container into the store: across its restarts, lost engines, to its removal. */
import type { ContainerDetails } from '../common/contract/containers';
import type { EngineState } from '../common/contract/engines';
import { BerthError, type ErrorCode, type ErrorData } from '../common/contract/errors';
import type { ContainerId, EngineId } from '../common/contract/ids';
import type { LogSource } from '../common/contract/logs';
import type { Engine } from '../engine/port';
import type { EngineKeeper } from './engines';
import type { LogSender } from './log-sender';
import { type LogWorker, WorkerDied } from './log-worker';

export interface LogFollowerOptions {
  readonly engines: EngineKeeper;
  readonly engine: EngineId;
  readonly container: ContainerId;
  readonly tail?: number;
  /** ms since the epoch */
  readonly since?: number;
  /** ms since the epoch; nothing later is read. */
  readonly until?: number;
  readonly worker: LogWorker;
  readonly log: string;
  /** Its index among the log's sources. */
  readonly source: number;
  readonly sender: LogSender;
  readonly signal: AbortSignal;
  /** Told of the source's state, and its name when it is known. */
  readonly tell: (change: Partial<LogSource>) => void;
  /** The newest stamp stored of this source, ms; undefined before the first. */
  readonly latest: () => number | undefined;
  /** Turns what was thrown into what the page is told; logs what is a fault of Berth's. */
  readonly asError: (error: unknown) => ErrorData;
}

/** ms without a byte after which what comes counts as live. */
const quiet = 200;
/** ms: a line this old at most, when the reading began, is as good as live. A flood is never quiet. */
const fresh = 1_000;
/** The first byte may take the engine a while. */
const firstQuiet = 1_000;
/** ms: bytes on their way when a container was removed still come; some engines then leave the stream open (Docker 20.10). */
const removalGrace = 500;
/** Tries in a row that brought nothing, the engine being there, before it is given up. */
const tries = 5;

// A daemon that is killed may cut its answer anywhere, which reads as a torn one.
const lostCodes: readonly ErrorCode[] = ['engine-unreachable', 'engine-not-answering', 'engine-answer'];

/** Runs until the container is gone, its log can't be read, or the signal aborts. Never rejects. */
export async function followLog(options: LogFollowerOptions): Promise<void> {
  const follower = new Follower(options);
  try {
    await follower.run();
  } catch (error) {
    if (!options.signal.aborted) options.tell({ state: 'failed', error: options.asError(error) });
  } finally {
    follower.close();
  }
}

class Follower {
  readonly #options: LogFollowerOptions;
  readonly #undo: (() => void)[] = [];
  /** Something happened that the waiting may be over for. */
  #wake: () => void = () => undefined;
  /** It happened since the container was last looked at. */
  #news = false;
  #removed = false;
  #lost = false;
  #live = false;
  /** The engine does not answer: silence then says nothing. */
  #hangs = false;
  #hasRead = false;
  /** When the run whose log was read began, ms; it tells a restart from a broken stream. */
  #startedAt: number | undefined;
  #reading: AbortController | undefined;
  #heardAt = 0;
  #failures = 0;

  constructor(options: LogFollowerOptions) {
    this.#options = options;
    const { engines, engine, container, signal } = options;
    const onAbort = () => this.#wake();
    signal.addEventListener('abort', onAbort);
    this.#undo.push(
      () => signal.removeEventListener('abort', onAbort),
      engines.onEvent(engine, ({ noun, subject, action }) => {
        if (noun !== 'container' || subject !== container) return;
        if (action === 'destroy') this.#remove();
        if (action === 'start' || action === 'destroy') this.#tidings();
      }),
      engines.onRelist(engine, () => this.#tidings()),
      engines.onPhase(engine, (state) => this.#phase(state)),
    );
  }

  close(): void {
    this.#reading?.abort();
    for (const undo of this.#undo.splice(0)) undo();
  }

  async run(): Promise<void> {
    const { signal, tell, container } = this.#options;
    while (!signal.aborted) {
      try {
        this.#news = false;
        const engine = this.#options.engines.get(this.#options.engine);
        const details = await engine.inspectContainer(container, signal);
        tell({ name: details.name });
        if (this.#mayHaveMore(details)) await this.#read(engine, details).catch(namingDriver(details));
        else await this.#untilNews();
        if (this.#removed) break;
        if (this.#hasRead && this.#isPast(engine)) {
          tell({ state: 'ended', error: undefined });
          return;
        }
      } catch (error) {
        if (signal.aborted) return;
        if (this.#removed || codeOf(error) === 'not-found') break;
        if (isBeingRemoved(error)) {
          this.#failures += 1;
          await this.#pause();
        } else await this.#failed(error);
      }
    }
    if (!signal.aborted) tell({ state: 'removed', error: undefined });
  }

  /** Nothing more is to come that is wanted. */
  #isPast(engine: Engine): boolean {
    const { until } = this.#options;
    return until !== undefined && until < Date.now() + engine.identity.clockOffset;
  }

  /** It runs, or has run since it was last read. */
  #mayHaveMore(details: ContainerDetails): boolean {
    const ran = details.startedAt !== undefined && details.startedAt !== this.#startedAt;
    const runs = details.state === 'running' || details.state === 'paused';
    return !this.#hasRead || ran || this.#lost || runs;
  }

  async #read(engine: Engine, details: ContainerDetails): Promise<void> {
    const { worker, log, source, container, tail, since, until, sender } = this.#options;
    const point = this.#hasRead ? await worker.ask('resume', { log, source }) : undefined;
    const before = this.#startedAt;
    if (before !== undefined && before !== details.startedAt) this.#mark('restarted', details.startedAt);
    else if (this.#lost && point?.since === undefined) this.#mark('gap');
    this.#startedAt = details.startedAt;
    this.#hasRead = true;
    this.#lost = false;
    this.#live = false;
    this.#options.tell({ state: 'loading', error: undefined });
    worker.tell({ kind: 'begin', log, source });

    const reading = new AbortController();
    this.#reading = reading;
    const ends = AbortSignal.any([reading.signal, this.#options.signal]);
    const from = point?.since ?? (since === undefined ? undefined : String(since / 1000));
    const chunks = engine.containerLog(container, {
      follow: !this.#isPast(engine),
      tail: point?.since === undefined && until === undefined ? tail : undefined,
      since: from,
      until: until === undefined ? undefined : String(until / 1000),
      tty: details.tty,
      signal: ends,
    });
    let wait = firstQuiet;
    const check = () => {
      const silence = performance.now() - this.#heardAt;
      if (silence >= wait || (this.#options.latest() ?? 0) >= freshFrom) this.#isLive();
      if (this.#removed && silence >= removalGrace) reading.abort();
    };
    const freshFrom = Date.now() + engine.identity.clockOffset - fresh;
    this.#heardAt = performance.now();
    const timer = setInterval(check, 100);
    try {
      for await (const chunk of chunks) {
        this.#heardAt = performance.now();
        this.#failures = 0;
        wait = quiet;
        await sender.send(chunk);
      }
    } catch (error) {
      // Our own end of it, since the container is gone or the engine is: neither is the stream's fault.
      if (!reading.signal.aborted) throw error;
    } finally {
      clearInterval(timer);
      reading.abort();
      sender.flush();
      worker.tell({ kind: 'end', log, source });
    }
    this.#isLive();
    if (!this.#options.signal.aborted && !this.#isPast(engine)) await this.#ended(engine, details);
  }

  /** A stream that just ended: the container stopped, or the engine is gone (which ends streams without an error). */
  async #ended(engine: Engine, read: ContainerDetails): Promise<void> {
    if (this.#removed) return;
    this.#news = false;
    const now = await engine.inspectContainer(this.#options.container, this.#options.signal);
    if (now.state === 'running' && now.startedAt === read.startedAt) await this.#pause();
    else if (now.startedAt === read.startedAt) await this.#untilNews();
  }

  async #untilNews(): Promise<void> {
    this.#options.tell({ state: 'ended', error: undefined });
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
      if (this.#news || this.#removed || this.#options.signal.aborted) resolve();
    });
  }

  #tidings(): void {
    this.#news = true;
    this.#wake();
  }

  async #failed(error: unknown): Promise<void> {
    const code = codeOf(error);
    const lost = code === undefined ? !(error instanceof WorkerDied) : lostCodes.includes(code);
    this.#failures += 1;
    if (error instanceof WorkerDied || !lost || (this.#failures > tries && this.#isConnected())) throw error;
    this.#lost = true;
    this.#options.tell({
      state: 'reconnecting',
      error: this.#isConnected() ? undefined : this.#options.asError(error),
    });
    await this.#pause();
  }

  /** Until the engine's phase changes, or a while that grows with each failure. */
  #pause(): Promise<void> {
    const wait = Math.min(10_000, 250 * 2 ** Math.min(this.#failures, 6));
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, wait);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
      if (this.#options.signal.aborted) this.#wake();
    });
  }

  #isConnected(): boolean {
    try {
      this.#options.engines.get(this.#options.engine);
      return true;
    } catch {
      return false;
    }
  }

  #phase({ phase }: EngineState): void {
    this.#hangs = phase !== 'connected';
    if (phase === 'connected') {
      if (this.#reading && !this.#reading.signal.aborted)
        this.#options.tell({ state: this.#live ? 'following' : 'loading' });
      this.#wake();
      return;
    }
    this.#options.tell({ state: 'reconnecting' });
    // A hung engine goes on where it was; a lost one may leave the stream open for ever.
    if (phase === 'reconnecting') {
      this.#lost = true;
      this.#reading?.abort();
    }
  }

  #remove(): void {
    this.#removed = true;
    this.#heardAt = Math.max(this.#heardAt, performance.now());
  }

  #isLive(): void {
    if (this.#lost || this.#live || this.#hangs) return;
    this.#live = true;
    this.#options.tell({ state: 'following', error: undefined });
  }

  #mark(mark: 'restarted' | 'gap', at = Date.now()): void {
    const { worker, log, source } = this.#options;
    worker.tell({ kind: 'mark', log, source, mark, at });
  }
}

function codeOf(error: unknown): ErrorCode | undefined {
  return error instanceof BerthError ? error.data.code : undefined;
}

/** Between its end and its removal the engine refuses to tell of it; next it is gone. */
function isBeingRemoved(error: unknown): boolean {
  return (
    error instanceof BerthError && error.data.code === 'wrong-state' && error.data.params.state === 'being removed'
  );
}

/** The engine says that a driver can't be read, and not which. */
function namingDriver({ logDriver }: ContainerDetails) {
  return (error: unknown): never => {
    const unnamed = error instanceof BerthError && error.data.code === 'not-readable' && !error.data.params.driver;
    if (unnamed) throw new BerthError('not-readable', { driver: logDriver }, { cause: error });
    throw error;
  };
}
