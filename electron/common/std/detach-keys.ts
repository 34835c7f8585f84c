/**
 * Docker's detach keys: `ctrl-p,ctrl-q`, or letters and `ctrl-` ones in any row.
 *
 * Source: https://docs.docker.com/reference/cli/docker/container/attach/#detach-keys. Nothing of Node or the DOM.
 */

/** What each engine uses unless told otherwise. */
export const usualDetachKeys = 'ctrl-p,ctrl-q';

/** The characters that the keys send; undefined for what is no such row. */
export function detachSequence(keys: string): string | undefined {
  let sequence = '';
  for (const key of keys.split(',')) {
    const [, letter] = /^ctrl-([a-z@[\\\]^_])$/i.exec(key.trim()) ?? [];
    if (letter !== undefined) sequence += String.fromCharCode(letter.toUpperCase().charCodeAt(0) & 31);
    else if (/^[\x20-\x7e]$/.test(key)) sequence += key;
    else return undefined;
  }
  return sequence;
}

/** Follows what is typed and looks for the keys; the begun row is held back until it is clear what becomes of it, as Docker does. */
export class DetachWatch {
  readonly #sequence: string;
  #held = '';

  constructor(sequence: string) {
    this.#sequence = sequence;
  }

  /** What is for the program; `detached` once the row is whole, whatever follows it. */
  type(data: string): { readonly pass: string; readonly detached: boolean } {
    let pass = '';
    for (const character of data) {
      this.#held += character;
      // What does not go on as the row does may still end with its beginning.
      while (!this.#sequence.startsWith(this.#held)) {
        pass += this.#held[0];
        this.#held = this.#held.slice(1);
      }
      if (this.#held === this.#sequence) return { pass, detached: true };
    }
    return { pass, detached: false };
  }
}
