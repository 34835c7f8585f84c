/** What typing comes to where the program has no terminal: what goes to it, and what is shown. */
export interface Typed {
  readonly send: string;
  readonly show: string;
  /** Ctrl-D on an empty line: nothing more will come. */
  readonly end?: true;
  /** Ctrl-C and Ctrl-\, which a terminal would have turned into it. */
  readonly signal?: 'SIGINT' | 'SIGQUIT';
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: keys are escape sequences
const keySequence = /\x1b(?:\[[0-?]*[ -/]*[@-~]|O.|.)?/gs;
const wide =
  /\p{Emoji_Presentation}|[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/u;

/**
 * The part of a terminal that a program without one lacks: shows what is typed, lets it be corrected, and hands over lines.
 *
 * `docker attach` leaves this to the terminal that it is started in. Like there, Ctrl-C goes to the program as a signal.
 */
export class LineEditor {
  readonly #segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
  #line = '';

  type(data: string): Typed {
    let send = '';
    let show = '';
    let signal: Typed['signal'];
    for (const { segment } of this.#segmenter.segment(data.replaceAll(keySequence, ''))) {
      switch (segment) {
        case '\r':
        case '\n':
        case '\r\n':
          send += `${this.#line}\n`;
          show += '\r\n';
          this.#line = '';
          break;
        case '\x7f':
        case '\b':
          show += this.#erase();
          break;
        case '\x15':
          while (this.#line !== '') show += this.#erase();
          break;
        case '\x03':
        case '\x1c':
          this.#line = '';
          signal = segment === '\x03' ? 'SIGINT' : 'SIGQUIT';
          show += `${signal === 'SIGINT' ? '^C' : '^\\'}\r\n`;
          break;
        case '\x04':
          if (this.#line === '') return { send, show, end: true, ...(signal && { signal }) };
          send += this.#line;
          this.#line = '';
          break;
        default:
          if (segment !== '\t' && /^\p{Cc}/u.test(segment)) break;
          this.#line += segment;
          show += segment;
      }
    }
    return { send, show, ...(signal && { signal }) };
  }

  #erase(): string {
    // Of its end only: a pasted line may be a million characters long.
    const last = [...this.#segmenter.segment(this.#line.slice(-64))].at(-1)?.segment;
    if (last === undefined) return '';
    this.#line = this.#line.slice(0, -last.length);
    return '\b \b'.repeat(wide.test(last) ? 2 : 1);
  }
}
