import type { TerminalOutput } from '../common/contract/terminals';
import { feedIterator } from './feed-iterator';
import type { Outcome } from './terminal-program';

/** Characters sent to a page and not painted there, as VS Code's `FlowControlConstants`: beyond, nothing more is sent. */
const unpaintedMost = 100_000;
/**
 * Characters that wait to be sent beyond which they are of no use any more: a screen as it is now says more, and costs less than
 * painting them all. So no page, slow or hidden, ever holds a program up.
 */
const waitingMost = 256 * 1024;
/** Characters of one message. */
const longestMessage = 65_536;
/** ms between messages, so that a flood of small chunks is few messages; the first after a pause goes at once. */
const betweenMessages = 8;
/** ms between the screens of a page that falls behind again and again. */
const betweenScreens = 100;
/**
 * ms without falling behind after which it gets the whole scrollback too. To serialize that takes a third of a second, in which
 * Ctrl-C would wait: not while output still comes, unless it goes on for long.
 */
const calmAfter = 400;
const quietAfter = 100;
const calmLatest = 3_000;

/** One page's view of a session: what it has to be told, and how much of it is painted. */
export class TerminalViewer {
  readonly name: string;
  readonly #wantsScreen: (viewer: TerminalViewer, whole: boolean) => void;
  /** Before its first screen: everything that comes is kept for after it. */
  #started = false;
  /** What came since is dropped; it gets a screen once it has painted what it was sent. */
  #behind = false;
  /** The next screen has all of the scrollback. */
  #whole = false;
  /** Its last screen had only some of the scrollback. */
  #partial = false;
  #screenAt = 0;
  #dataAt = 0;
  #screenTimer: NodeJS.Timeout | undefined;
  #calm: NodeJS.Timeout | undefined;
  #events: TerminalOutput[] = [];
  #pending = '';
  /** Sent and not painted. */
  #unpainted = 0;
  #ended = false;
  #sentAt = 0;
  #timer: NodeJS.Timeout | undefined;
  #wake: () => void = () => undefined;

  constructor(name: string, options: { wantsScreen(viewer: TerminalViewer, whole: boolean): void }) {
    this.name = name;
    this.#wantsScreen = options.wantsScreen;
  }

  /** The state that everything pushed from now on continues. */
  screen(screen: TerminalOutput & { readonly kind: 'screen' }): void {
    this.#started = true;
    this.#events.unshift(screen);
    this.#wake();
  }

  data(text: string): void {
    this.#dataAt = Date.now();
    if (this.#behind) return;
    this.#pending += text;
    if (this.#waiting() > waitingMost) this.#fallBehind(false);
    else this.#wakeSoon();
  }

  resized(columns: number, rows: number): void {
    if (this.#behind) return;
    this.#cut();
    this.#events.push({ kind: 'resized', columns, rows });
    this.#wake();
  }

  /** Ends the stream after what is still to be told. */
  end({ exitCode, reason }: Outcome): void {
    // Or waits for a screen that may not come any more.
    if (this.#behind || this.#partial || !this.#started) {
      this.#drop();
      this.#behind = false;
      this.#wantsScreen(this, true);
    } else this.#cut();
    this.#events.push({ kind: 'ended', exitCode, reason });
    this.#ended = true;
    this.#wake();
  }

  acknowledge(characters: number): void {
    this.#unpainted = Math.max(0, this.#unpainted - characters);
    if (this.#behind) this.#catchUp();
    else this.#wake();
  }

  /** What the page is told, in order. `left` is called when it goes. */
  stream(signal: AbortSignal | undefined, left: () => void): AsyncIteratorObject<TerminalOutput, void, void> {
    const open = (wake: () => void) => {
      this.#wake = wake;
      return () => {
        this.#wake = () => undefined;
        clearTimeout(this.#timer);
        clearTimeout(this.#screenTimer);
        clearTimeout(this.#calm);
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
    return { kind: 'data', data };
  }

  #isDue(): boolean {
    if (this.#pending.length >= longestMessage || this.#ended) return true;
    const wait = this.#sentAt + betweenMessages - Date.now();
    if (wait <= 0) return true;
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#wake();
    }, wait);
    return false;
  }

  #wakeSoon(): void {
    if (this.#timer && this.#pending.length < longestMessage) return;
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

  #waiting(): number {
    const queued = this.#events.reduce((sum, event) => sum + (event.kind === 'data' ? event.data.length : 0), 0);
    return this.#pending.length + queued;
  }

  #drop(): void {
    this.#pending = '';
    this.#events = [];
  }

  #fallBehind(whole: boolean): void {
    this.#behind = true;
    this.#whole = whole;
    this.#drop();
    clearTimeout(this.#calm);
    this.#catchUp();
  }

  /** Once all is painted that was sent, and not too often. */
  #catchUp(): void {
    if (!this.#behind || this.#unpainted > 0 || this.#screenTimer) return;
    const wait = this.#screenAt + betweenScreens - Date.now();
    if (wait <= 0) {
      this.#askForScreen();
      return;
    }
    this.#screenTimer = setTimeout(() => {
      this.#screenTimer = undefined;
      this.#askForScreen();
    }, wait);
  }

  #askForScreen(): void {
    if (!this.#behind) return; // ended meanwhile
    this.#behind = false;
    this.#started = false;
    this.#partial = !this.#whole;
    this.#screenAt = Date.now();
    if (this.#partial) this.#calm = setTimeout(() => this.#calmed(), calmAfter);
    this.#wantsScreen(this, this.#whole);
  }

  #calmed(): void {
    if (this.#ended || this.#behind) return;
    const now = Date.now();
    if (now - this.#dataAt < quietAfter && now - this.#screenAt < calmLatest)
      this.#calm = setTimeout(() => this.#calmed(), quietAfter);
    else this.#fallBehind(true);
  }
}

/** Never between the two halves of a surrogate pair. */
function messageLength(text: string): number {
  if (text.length <= longestMessage) return text.length;
  const last = text.charCodeAt(longestMessage - 1);
  return last >= 0xd800 && last <= 0xdbff ? longestMessage - 1 : longestMessage;
}
