import { StringDecoder } from 'node:string_decoder';
import type { ITerminalAddon } from '@xterm/headless';
import type { TerminalSession as Session, TerminalOutput } from '../common/contract/terminals';
import { TerminalEmulator } from './terminal-emulator';
import type { Outcome, TerminalProgram } from './terminal-program';
import { pidSequence } from './terminal-shell';
import { UnfinishedTail } from './terminal-tail';
import { TerminalViewer } from './terminal-viewer';

/** Characters that wait for the emulator; the engine's socket is not read beyond. */
const backlogMost = 256 * 1024;
const backlogLow = 32 * 1024;
/** Bytes that a program has not read: beyond, writers wait, and the terminal's own answers are dropped. */
const unreadMost = 256 * 1024;
const unreadAnswers = 64 * 1024;
const titleMost = 200;
/** Of the scrollback, for a page that can't follow a flood. */
const fewLines = 200;

export type SessionFacts = Omit<Session, 'name' | 'state' | 'exitCode' | 'reason' | 'title'> & {
  readonly name?: string;
};

export interface TerminalSessionOptions {
  readonly facts: SessionFacts;
  readonly program: TerminalProgram;
  readonly size: { readonly columns: number; readonly rows: number };
  /** @see graphemesAddon */
  readonly graphemes: ITerminalAddon;
  /** Its title or state changed. */
  changed(): void;
}

/** One program in a container with its true screen. Lives until it ends or is closed, whoever looks. */
export class TerminalSession {
  readonly facts: SessionFacts;
  readonly #program: TerminalProgram;
  readonly #changed: () => void;
  #emulator: TerminalEmulator | undefined;
  /** Of an ended one: screen and size, instead of the emulator's many megabytes. */
  #frozen: (TerminalOutput & { readonly kind: 'screen' }) | undefined;
  readonly #decoder = new StringDecoder('utf8');
  readonly #tail = new UnfinishedTail();
  readonly #viewers = new Set<TerminalViewer>();
  #backlog = 0;
  #title: string | undefined;
  #name: string | undefined;
  #outcome: Outcome | undefined;
  #pid: number | undefined;
  #asked: { columns: number; rows: number } | undefined;
  #resizing = false;
  #ending: Promise<void> | undefined;
  readonly #over: Promise<void>;

  constructor({ facts, program, size, graphemes, changed }: TerminalSessionOptions) {
    this.facts = facts;
    this.#name = facts.name;
    this.#program = program;
    this.#changed = changed;
    const emulator = new TerminalEmulator(size, graphemes, {
      answer: (data) => this.#answer(data),
      title: (title) => this.#named(title),
    });
    this.#emulator = emulator;
    const undo = emulator.onSequence(pidSequence, (text) => {
      // Once: what comes later is not the carrier's.
      undo();
      this.#pid = /^[1-9]\d{0,9}$/.test(text) ? Number(text) : undefined;
    });
    this.#over = new Promise((resolve) => {
      const ended = () => void this.#end().then(resolve);
      program.stream.on('data', (bytes: Buffer) => this.#take(this.#lines(this.#decoder.write(bytes))));
      program.stream.once('close', ended).once('end', ended);
      // The end follows, and the exit code tells whether the program or the engine was it.
      program.stream.on('error', () => program.stream.destroy());
      // Broken before anybody listened: it says so no more.
      if (program.stream.closed) setImmediate(ended);
    });
  }

  /** As the contract tells it. */
  get state(): Session {
    const { facts } = this;
    const title = this.#title === undefined || this.#title === facts.shell ? {} : { title: this.#title };
    const shown = { ...facts, name: this.#name ?? facts.shell, ...title };
    if (!this.#outcome) return { ...shown, state: 'running' };
    const { exitCode, reason } = this.#outcome;
    return { ...shown, state: 'ended', ...(exitCode !== undefined && { exitCode }), reason };
  }

  /** What a person called it; undefined while it goes by its program. */
  get givenName(): string | undefined {
    return this.#name;
  }

  get ended(): boolean {
    return this.#outcome !== undefined;
  }

  /** The program's id inside its container, once it was told. */
  get pid(): number | undefined {
    return this.#pid;
  }

  /** Resolves when it has ended. */
  get over(): Promise<void> {
    return this.#over;
  }

  /** The screen, then what changes it. A name that attaches again replaces its former stream. */
  attach(name: string, signal?: AbortSignal): AsyncIteratorObject<TerminalOutput, void, void> {
    const viewer: TerminalViewer = new TerminalViewer(name, {
      wantsScreen: (_, whole) => this.#show(viewer, whole ? undefined : fewLines),
    });
    this.#viewers.add(viewer);
    this.#show(viewer);
    if (this.#outcome) viewer.end(this.#outcome);
    return viewer.stream(signal, () => {
      this.#viewers.delete(viewer);
    });
  }

  acknowledge(name: string, characters: number): void {
    for (const viewer of this.#viewers) if (viewer.name === name) viewer.acknowledge(characters);
  }

  /** Keys and pastes. Resolves when the program has room for more; what is written to an ended one is dropped. `bytes`: one a character. */
  async write(data: string, bytes = false): Promise<void> {
    const { stream } = this.#program;
    if (this.#outcome) return;
    const { send, show } = this.#program.typed?.(data) ?? { send: data, show: '' };
    // The keys that let go count to the end.
    if (!stream.writable) return;
    this.#take(show);
    if (send !== '') stream.write(send, bytes ? 'latin1' : 'utf8');
    if (stream.writableLength <= unreadMost) return;
    await Promise.race([new Promise<void>((resolve) => stream.once('drain', resolve)), this.#over]);
  }

  /** Takes effect in order: output before it was written for the former size. */
  resize(columns: number, rows: number): void {
    for (const viewer of this.#viewers) viewer.resized(columns, rows);
    this.#emulator?.write('', () => this.#emulator?.resize(columns, rows));
    this.#asked = { columns, rows };
    void this.#tellSize();
  }

  /** What its tab says; nothing: the program. */
  rename(name: string): void {
    this.#name = name || undefined;
    this.#changed();
  }

  /** Lets go of the program's stream. To end the program is the caller's. */
  destroy(): void {
    this.#program.stream.destroy();
  }

  /** What a terminal in between would have made of it. */
  #lines(text: string): string {
    return this.#program.plain ? text.replaceAll(/\r?\n/g, '\r\n') : text;
  }

  #take(text: string): void {
    if (text === '') return;
    this.#tail.push(text);
    this.#backlog += text.length;
    for (const viewer of this.#viewers) viewer.data(text);
    this.#emulator?.write(text, () => {
      this.#backlog -= text.length;
      this.#flow();
    });
    this.#flow();
  }

  /** Reads the engine's socket only as fast as the emulator goes; a page that can't follow skips. */
  #flow(): void {
    const { stream } = this.#program;
    if (stream.isPaused()) {
      if (this.#backlog <= backlogLow) stream.resume();
    } else if (this.#backlog > backlogMost) stream.pause();
  }

  #show(viewer: TerminalViewer, lines?: number): void {
    if (this.#frozen) {
      viewer.screen(this.#frozen);
      return;
    }
    // Called when all before is on the screen and nothing after is; the viewer keeps what comes meanwhile.
    const tail = this.#tail.text;
    this.#emulator?.write('', () => {
      const screen = this.#screen(lines);
      if (screen) viewer.screen({ ...screen, data: screen.data + tail });
    });
  }

  #screen(lines?: number): (TerminalOutput & { readonly kind: 'screen' }) | undefined {
    const emulator = this.#emulator;
    if (!emulator) return this.#frozen;
    return { kind: 'screen', data: emulator.serialize(lines), columns: emulator.columns, rows: emulator.rows };
  }

  #answer(data: string): void {
    const { stream, plain } = this.#program;
    if (plain) return;
    // A program that asks without reading would else fill the memory with answers.
    if (stream.writable && stream.writableLength < unreadAnswers) stream.write(data);
  }

  #named(title: string): void {
    const clean = title
      .slice(0, 10 * titleMost)
      .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
      .trim()
      .slice(0, titleMost);
    if (clean === (this.#title ?? '')) return;
    this.#title = clean || undefined;
    this.#changed();
  }

  /** One call at a time, the newest size last. That the program has just ended is no error. */
  async #tellSize(): Promise<void> {
    if (this.#resizing) return;
    this.#resizing = true;
    while (this.#asked && !this.#outcome) {
      const { columns, rows } = this.#asked;
      this.#asked = undefined;
      await this.#program.resize(columns, rows).catch(() => undefined);
    }
    this.#resizing = false;
  }

  async #end(): Promise<void> {
    if (this.#ending) return this.#ending;
    this.#ending = this.#finish();
    return this.#ending;
  }

  async #finish(): Promise<void> {
    this.#take(this.#lines(this.#decoder.end()));
    const drained = new Promise<void>((resolve) => this.#emulator?.write('', resolve));
    const [outcome] = await Promise.all([this.#program.outcome(), drained]);
    this.#outcome = outcome;
    this.#frozen = this.#screen();
    this.#emulator?.dispose();
    this.#emulator = undefined;
    for (const viewer of this.#viewers) viewer.end(outcome);
    this.#program.stream.destroy();
    this.#changed();
  }
}
