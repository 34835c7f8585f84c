/** Docker's own, where nothing else is asked for. */
export const usualDetachKeys = 'ctrl-p,ctrl-q';

/**
 * What is wrong with a sequence; undefined: nothing.
 *
 * Source: `docker attach --detach-keys`: a letter, or `ctrl-` and one of a to z, @, [, ], \, ^, _; commas between.
 */
export function wrongKey(keys: string): string | undefined {
  if (keys.trim() === '') return undefined;
  return keys
    .split(',')
    .map((key) => key.trim())
    .find((key) => !/^(?:[A-Za-z]|ctrl-[a-z@[\]\\^_])$/.test(key));
}

/** As they are pressed: "Ctrl-P Ctrl-Q". */
export function keysWords(keys = usualDetachKeys): string {
  return keys
    .split(',')
    .map((key) => key.trim().replace(/^ctrl-(.)$/, (_all, letter: string) => `Ctrl-${letter.toUpperCase()}`))
    .join(' ');
}
