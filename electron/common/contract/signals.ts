/**
 * The signals one sends to a container's main process, with what they mean. No zod here: the page bundles this file.
 *
 * Linux's names and numbers: https://man7.org/linux/man-pages/man7/signal.7.html. The meaning is a sentence's key.
 */

export interface Signal {
  /** With SIG, as `docker kill --signal` and exit codes have it. */
  readonly name: string;
  readonly number: number;
  readonly meaning: string;
}

/** Those with a use, the most used first. Any other can be typed. */
export const signals = [
  { name: 'SIGKILL', number: 9, meaning: 'Ends it at once. It can’t be caught: nothing is saved or tidied up.' },
  { name: 'SIGTERM', number: 15, meaning: 'Asks it to end. This is what Stop sends first.' },
  { name: 'SIGINT', number: 2, meaning: 'Interrupts it, as Ctrl-C does in a terminal.' },
  {
    name: 'SIGQUIT',
    number: 3,
    meaning: 'Asks it to end; web servers finish open requests first, Java prints its threads.',
  },
  { name: 'SIGHUP', number: 1, meaning: 'Many servers read their configuration anew; others end.' },
  { name: 'SIGUSR1', number: 10, meaning: 'Whatever the program made of it: often it reopens its log files.' },
  {
    name: 'SIGUSR2',
    number: 12,
    meaning: 'Whatever the program made of it: often it replaces itself by a newer version.',
  },
  { name: 'SIGWINCH', number: 28, meaning: 'Says that the terminal changed size; Apache ends gracefully.' },
  {
    name: 'SIGSTOP',
    number: 19,
    meaning: 'Freezes the main process only. It can’t be caught; Pause freezes all of them.',
  },
  { name: 'SIGCONT', number: 18, meaning: 'Lets it go on after SIGSTOP.' },
  { name: 'SIGALRM', number: 14, meaning: 'A timer of the program is due.' },
  { name: 'SIGABRT', number: 6, meaning: 'Ends it as a crash, with a core dump where that is set up.' },
] as const satisfies readonly Signal[];

const realTime = /^RT(MIN|MAX)([+-]\d{1,2})?$/;

/**
 * A typed signal as the engine takes it: `hup`, `SIGHUP` and `1` are known forms; undefined when it can be none.
 *
 * A name that is not in our list passes: other systems have other signals, and the engine says when it knows none.
 */
export function readSignal(text: string): string | undefined {
  const word = text.trim().toUpperCase();
  if (/^\d+$/.test(word)) {
    const number = Number(word);
    return number >= 1 && number <= 64 ? (signals.find((one) => one.number === number)?.name ?? word) : undefined;
  }
  const bare = word.replace(/^SIG/, '');
  return /^[A-Z][A-Z0-9]{1,15}$/.test(bare) || realTime.test(bare) ? `SIG${bare}` : undefined;
}
