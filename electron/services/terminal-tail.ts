/** Escape sequences that introduce one: ESC, and the 8-bit DCS, SOS, CSI, OSC, PM, APC (ECMA-48 5.3). */
const introducers = ['\u001b', '\u0090', '\u0098', '\u009b', '\u009d', '\u009e', '\u009f'];

// biome-ignore-start lint/suspicious/noControlCharactersInRegex: they are what sequences are made of
/** What a sequence needs to be whole, by its kind; C0 controls within one are executed and do not end it. */
const whole = {
  // Parameters, intermediates, one final; CAN and SUB cancel.
  csi: /^[\0-?]*[@-~\x18\x1a]/,
  // Up to BEL or the 8-bit string terminator: an ESC would itself be the last introducer.
  osc: /[\x07\x18\x1a\u009c]/,
  string: /[\x18\x1a\u009c]/,
  // Intermediates and a final.
  plain: /^[\0-/]*[0-~]/,
} as const;
// biome-ignore-end lint/suspicious/noControlCharactersInRegex: see above

/**
 * Where a terminal's output, cut at any place, breaks off inside an escape sequence; -1 when it does not.
 *
 * An ESC begins anew whatever went before, so only what follows the last introducer counts.
 */
export function unfinishedFrom(text: string): number {
  const at = Math.max(...introducers.map((introducer) => text.lastIndexOf(introducer)));
  if (at < 0) return -1;
  const [kind, length] = kindAt(text, at);
  return whole[kind].test(text.slice(at + length)) ? -1 : at;
}

function kindAt(text: string, at: number): readonly [keyof typeof whole, number] {
  switch (text[at]) {
    case '\u009b':
      return ['csi', 1];
    case '\u009d':
      return ['osc', 1];
    case '\u001b':
      break;
    default:
      return ['string', 1];
  }
  switch (text[at + 1]) {
    case '[':
      return ['csi', 2];
    case ']':
      return ['osc', 2];
    case 'P':
    case 'X':
    case '^':
    case '_':
      return ['string', 2];
    default:
      return ['plain', 1];
  }
}

/** Kept of a sequence without end: its head swallows the rest as the whole would have. */
const longestKept = 4_096;

/** Follows output chunk by chunk and keeps the sequence that it last broke off in. */
export class UnfinishedTail {
  #tail = '';

  get text(): string {
    return this.#tail;
  }

  push(chunk: string): void {
    const text = this.#tail + chunk;
    const at = unfinishedFrom(text);
    this.#tail = at < 0 ? '' : text.slice(at, at + longestKept);
  }
}
