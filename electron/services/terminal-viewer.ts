import type { TerminalOutput } from '../common/contract/terminals';
import { feedIterator } from './feed-iterator';
import type { Outcome } from './terminal-program';

/** Characters sent to a page and not painted there, as VS Code's `FlowControlConstants`: beyond, nothing more is sent. */
const unpaintedMost = 100_000;
/**
 * Characters that wait to be sent before the program waits too, and from where on it goes on. Read ahead while the page
 * paints: else each 100,000 would cost the whole way to the engine and back.
 */
const waitingMost = 128 * 1024;
const waitingLow = 32 * 1024;
/** Characters of one message. */
const longestMessage = 65_536;
/** ms between messages, so that a flood of small chunks is few messages; the first after a pause goes at once. */
const betweenMessages = 8;
/** ms without an acknowledgement after which the program no longer waits: the page hangs, or the browser slows it down. */
const patience = 3_000;

/** One page's view of a session: what it has to be told, and how much of it is painted. */
export class TerminalViewer {
  readonly name: string;
  readonly #becameFree: () => void;
  readonly #wantsScreen: (viewer: TerminalViewer) => void;
  /** Before its first screen: everything that comes is kept for after it. */
  #started = false;
  /** It stopped painting: what came since is dropped, and it gets a new screen once it has painted what it was sent. */
  #behind = false;
  #events: TerminalOutput[] = [];
  #pending = '';
  /** Sent and not painted. */
  #unpainted = 0;
  #blocking = false;
  #ended = false;
  #sentAt = 0;
  #timer: NodeJS.Timeout | undefined;
  #patience: NodeJS.Timeout | undefined;
  #wake: () => void = () => undefined;

  constructor(name: string, options: { becameFree(): void; wantsScreen(viewer: TerminalViewer): void }) {
    this.name = name;
    this.#becameFree = options.becameFree;
    this.#wantsScreen = options.wantsScreen;
  }

  /** Whether the program has to wait for this page. */
  get blocking(): boolean {
    return this.#blocking;
  }

  /** The state that everything pushed from now on continues. */
  screen(screen: TerminalOutput & { readonly kind: 'screen' }): void {
    this.#started = true;
    this.#events.unshift(screen);
    this.#wake();
  }

  data(text: string): void {
    if (this.#behind) return;
    this.#pending += text;
    this.#weigh();
    this.#wakeSoon();
  }

  resized(columns: number, rows: number): void {
    if (this.#behind) return;
    this.#cut();
    this.#events.push({ kind: 'resized', columns, rows });
    this.#wake();
  }

  /** Ends the stream after what is still to be told. */
  end({ exitCode, reason }: Outcome): void {
    this.#cut();
    this.#events.push({ kind: 'ended', exitCode, reason });
    this.#ended = true;
    this.#wake();
  }

  acknowledge(characters: number): void {
    this.#unpainted = Math.max(0, this.#unpainted - characters);
    if (this.#behind) {
      if (this.#unpainted > 0) return;
      this.#behind = false;
      this.#started = false;
      this.#wantsScreen(this);
      return;
    }
    clearTimeout(this.#patience);
    this.#patience = undefined;
    this.#weigh();
    this.#wake();
  }

  /** What the page is told, in order. `left` is called when it goes. */
  stream(signal: AbortSignal | undefined, left: () => void): AsyncIteratorObject<TerminalOutput, void, void> {
    const open = (wake: () => void) => {
      this.#wake = wake;
      return () => {
        this.#wake = () => undefined;
        clearTimeout(this.#timer);
        clearTimeout(this.#patience);
        left();
      };
    };
    return feedIterator({ take: () => this.#take(), ended: () => this.#ended && !this.#hasMore(), open }, signal);
  }

  #hasMore(): boolean {
    return this.#events.length > 0 || this.#pending.length > 0;
  }

  #take(): TerminalOutput | undefined {
    if (!this.#started || this.#behind) return undefined;
    const full = this.#unpainted >= unpaintedMost;
    const [event] = this.#events;
    if (event) {
      if (event.kind === 'data' && full) return undefined;
      this.#events.shift();
      return event.kind === 'data' ? this.#sent(event.data) : event;
    }
    if (this.#pending === '' || full || !this.#isDue()) return undefined;
    const length = messageLength(this.#pending);
    const data = this.#pending.slice(0, length);
    this.#pending = this.#pending.slice(length);
    return this.#sent(data);
  }

  #sent(data: string): TerminalOutput {
    this.#sentAt = Date.now();
    this.#unpainted += data.length;
    this.#weigh();
    return { kind: 'data', data };
  }

  #isDue(): boolean {
    if (this.#pending.length >= longestMessage || this.#blocking || this.#ended) return true;
    const wait = this.#sentAt + betweenMessages - Date.now();
    if (wait <= 0) return true;
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#wake();
    }, wait);
    return false;
  }

  #wakeSoon(): void {
    if (this.#timer && this.#pending.length < longestMessage && !this.#blocking) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#wake();
  }

  /** What follows has to come after what is pending. */
  #cut(): void {
    while (this.#pending !== '') {
      const length = messageLength(this.#pending);
      this.#events.push({ kind: 'data', data: this.#pending.slice(0, length) });
      this.#pending = this.#pending.slice(length);
    }
  }

  #weigh(): void {
    const queued = this.#events.reduce((sum, event) => sum + (event.kind === 'data' ? event.data.length : 0), 0);
    const waiting = this.#pending.length + queued;
    if (waiting > waitingMost) this.#blocking = true;
    else if (this.#blocking && waiting < waitingLow) {
      this.#blocking = false;
      clearTimeout(this.#patience);
      this.#patience = undefined;
      this.#becameFree();
    }
    if (this.#blocking) this.#patience ??= setTimeout(() => this.#giveUp(), patience);
  }

  #giveUp(): void {
    this.#patience = undefined;
    // What is left is little then, and nothing waits for it.
    if (this.#ended) return;
    this.#behind = true;
    this.#blocking = false;
    this.#pending = '';
    this.#events = [];
    this.#becameFree();
  }
}

/** Never between the two halves of a surrogate pair. */
function messageLength(text: string): number {
  if (text.length <= longestMessage) return text.length;
  const last = text.charCodeAt(longestMessage - 1);
  return last >= 0xd800 && last <= 0xdbff ? longestMessage - 1 : longestMessage;
}
