/**
 * The `docker` commands that do the same as a verb, as text that can be pasted into a shell.
 *
 * Both sides use these: the page in its dialogs, main in Activity. No zod here: the page bundles this file.
 */

/**
 * One word, quoted for a POSIX shell when it needs to be.
 *
 * Single quotes keep everything but themselves (POSIX XCU 2.2.2), so `$()`, backslashes and newlines come through as they are.
 */
export function quote(word: string): string {
  if (/^[A-Za-z0-9_@%+=:,./-]+$/.test(word)) return word;
  return `'${word.replaceAll("'", `'\\''`)}'`;
}

export function commandLine(words: readonly string[]): string {
  return words.map(quote).join(' ');
}

/** Operands that may begin with a dash are kept from being read as flags. */
function operands(names: readonly string[]): readonly string[] {
  return names.some((name) => name.startsWith('-')) ? ['--', ...names] : names;
}

const grace = (seconds: number | undefined) => (seconds === undefined ? [] : ['--time', String(seconds)]);

export const startCommand = (names: readonly string[]) => commandLine(['docker', 'start', ...operands(names)]);

export const stopCommand = (names: readonly string[], graceSeconds?: number) =>
  commandLine(['docker', 'stop', ...grace(graceSeconds), ...operands(names)]);

export const restartCommand = (names: readonly string[], graceSeconds?: number) =>
  commandLine(['docker', 'restart', ...grace(graceSeconds), ...operands(names)]);

export const deleteContainersCommand = (
  names: readonly string[],
  options: { force?: boolean; volumes?: boolean } = {},
) =>
  commandLine([
    'docker',
    'rm',
    ...(options.force ? ['--force'] : []),
    ...(options.volumes ? ['--volumes'] : []),
    ...operands(names),
  ]);

export const deleteImagesCommand = (names: readonly string[], options: { force?: boolean } = {}) =>
  commandLine(['docker', 'rmi', ...(options.force ? ['--force'] : []), ...operands(names)]);

export const execCommand = (name: string, shell: string, options: { user?: string; workingDirectory?: string } = {}) =>
  commandLine([
    'docker',
    'exec',
    '-it',
    ...(options.user ? ['--user', options.user] : []),
    ...(options.workingDirectory ? ['--workdir', options.workingDirectory] : []),
    name,
    shell,
  ]);

export const logsCommand = (name: string) => commandLine(['docker', 'logs', '--follow', '--timestamps', name]);
