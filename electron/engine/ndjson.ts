import { unreadable } from './errors';

export interface JsonLine {
  readonly value: unknown;
  /** As it came: numbers beyond 2^53 are exact only here. */
  readonly text: string;
}

const newline = 0x0a;
/** Bytes. The longest seen, a create event with many labels, has some kilobytes. */
const mostLineBytes = 16 * 1024 * 1024;

/**
 * Reads JSON objects that come one a line.
 *
 * Lines are found in bytes and decoded whole, so a character cut by a packet is never broken. Blank lines and CRLF are
 * taken; so are several objects in a line, which some engines send in a burst.
 */
export class NdjsonReader {
  readonly #limit: number;
  #held: Buffer[] = [];
  #heldLength = 0;

  constructor(limit = mostLineBytes) {
    this.#limit = limit;
  }

  /** @throws BerthError `engine-answer` for what is not JSON, or for a line over the limit */
  push(bytes: Buffer): readonly JsonLine[] {
    const lines: JsonLine[] = [];
    let start = 0;
    for (let end = bytes.indexOf(newline); end >= 0; end = bytes.indexOf(newline, start)) {
      this.#hold(bytes.subarray(start, end));
      lines.push(...this.#release());
      start = end + 1;
    }
    this.#hold(bytes.subarray(start));
    return lines;
  }

  /** What is left when the stream ends without a newline. */
  end(): readonly JsonLine[] {
    return this.#release();
  }

  #hold(bytes: Buffer): void {
    this.#heldLength += bytes.length;
    if (this.#heldLength > this.#limit) throw unreadable(`a line of more than ${this.#limit} bytes`);
    if (bytes.length > 0) this.#held.push(bytes);
  }

  #release(): readonly JsonLine[] {
    const [only] = this.#held;
    const line = (this.#held.length === 1 && only ? only : Buffer.concat(this.#held)).toString('utf8').trim();
    this.#held = [];
    this.#heldLength = 0;
    if (line === '') return [];
    const value = parse(line);
    return value === undefined ? splitObjects(line).map(strictly) : [{ value, text: line }];
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function strictly(text: string): JsonLine {
  const value = parse(text);
  if (value === undefined) throw unreadable('a line is not JSON', text.slice(0, 200));
  return { value, text };
}

/** `{…}{…} {…}` at the places where no brace is open. Braces within texts do not count. */
function splitObjects(line: string): readonly string[] {
  const objects: string[] = [];
  let depth = 0;
  let start = 0;
  let inText = false;
  for (let at = 0; at < line.length; at += 1) {
    const character = line[at];
    if (inText) {
      if (character === '\\') at += 1;
      else if (character === '"') inText = false;
    } else if (character === '"') inText = true;
    else if (character === '{' || character === '[') depth += 1;
    else if (character === '}' || character === ']') {
      depth -= 1;
      if (depth === 0) {
        objects.push(line.slice(start, at + 1).trim());
        start = at + 1;
      }
    }
  }
  const rest = line.slice(start).trim();
  return rest === '' ? objects : [...objects, rest];
}
