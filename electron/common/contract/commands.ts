/**
 * The `docker` commands that do the same as a verb, as text that can be pasted into a shell.
 *
 * Both sides use these: the page in its dialogs, main in Activity. No zod here: the page bundles this file.
 */

import { writeSize } from '../run-line/units';
import type { ContainerUpdate } from './containers';

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

export const pauseCommand = (names: readonly string[]) => commandLine(['docker', 'pause', ...operands(names)]);

export const unpauseCommand = (names: readonly string[]) => commandLine(['docker', 'unpause', ...operands(names)]);

export const killCommand = (names: readonly string[], signal = 'SIGKILL') =>
  commandLine([
    'docker',
    'kill',
    ...(signal === 'SIGKILL' ? [] : ['--signal', signal.replace(/^SIG/, '')]),
    ...operands(names),
  ]);

export const renameCommand = (name: string, next: string) =>
  commandLine(['docker', 'rename', ...operands([name, next])]);

export function updateCommand(names: readonly string[], change: ContainerUpdate): string {
  const { restartPolicy, cpus, memory, memoryReservation, memorySwap, pids } = change;
  const times = restartPolicy?.maximumRetryCount ? `:${restartPolicy.maximumRetryCount}` : '';
  return commandLine([
    'docker',
    'update',
    ...(restartPolicy ? ['--restart', `${restartPolicy.name}${times}`] : []),
    ...(cpus === undefined ? [] : ['--cpus', String(cpus)]),
    ...(memory === undefined ? [] : ['--memory', writeSize(memory)]),
    ...(memoryReservation === undefined ? [] : ['--memory-reservation', writeSize(memoryReservation)]),
    ...(memorySwap === undefined ? [] : ['--memory-swap', memorySwap < 0 ? '-1' : writeSize(memorySwap)]),
    ...(pids === undefined ? [] : ['--pids-limit', String(pids)]),
    ...operands(names),
  ]);
}

export const connectCommand = (
  network: string,
  name: string,
  options: { aliases?: readonly string[]; ipv4?: string | undefined; ipv6?: string | undefined } = {},
) =>
  commandLine([
    'docker',
    'network',
    'connect',
    ...(options.aliases ?? []).flatMap((alias) => ['--alias', alias]),
    ...(options.ipv4 ? ['--ip', options.ipv4] : []),
    ...(options.ipv6 ? ['--ip6', options.ipv6] : []),
    ...operands([network, name]),
  ]);

export const disconnectCommand = (network: string, name: string, options: { force?: boolean } = {}) =>
  commandLine(['docker', 'network', 'disconnect', ...(options.force ? ['--force'] : []), ...operands([network, name])]);

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

export const pullCommand = (reference: string, options: { platform?: string | undefined } = {}) =>
  commandLine([
    'docker',
    'pull',
    ...(options.platform ? ['--platform', options.platform] : []),
    ...operands([reference]),
  ]);

/**
 * What Berth does when it makes a container anew, as lines for a shell; `back`: what brings the old one back.
 *
 * @param run the `docker run` line of the new one
 */
export function recreateCommand(
  name: string,
  aside: string | undefined,
  run: string | undefined,
  { running = true, paused = false, back }: { running?: boolean; paused?: boolean | undefined; back?: string } = {},
): string {
  if (aside === undefined || run === undefined) {
    const lines = [commandLine(['docker', 'rm', '--force', ...operands([name])])];
    if (back !== undefined) lines.push(renameCommand(back, name), startCommand([name]));
    if (back !== undefined && paused) lines.push(pauseCommand([name]));
    return lines.join(' && ');
  }
  return [
    ...(running ? [stopCommand([name])] : []),
    renameCommand(name, aside),
    run,
    ...(paused ? [pauseCommand([name])] : []),
    deleteContainersCommand([aside]),
  ].join(' && ');
}

export const commitCommand = (
  name: string,
  reference: string,
  options: { message?: string; author?: string; pause?: boolean } = {},
) =>
  commandLine([
    'docker',
    'commit',
    ...(options.author ? ['--author', options.author] : []),
    ...(options.message ? ['--message', options.message] : []),
    ...(options.pause === false ? ['--pause=false'] : []),
    ...operands([name]),
    reference,
  ]);

export const execCommand = (
  name: string,
  program: readonly string[],
  options: {
    user?: string | undefined;
    workingDirectory?: string | undefined;
    env?: readonly string[] | undefined;
    privileged?: boolean | undefined;
  } = {},
) =>
  commandLine([
    'docker',
    'exec',
    '-it',
    ...(options.user ? ['--user', options.user] : []),
    ...(options.workingDirectory ? ['--workdir', options.workingDirectory] : []),
    ...(options.env ?? []).flatMap((each) => ['--env', each]),
    ...(options.privileged ? ['--privileged'] : []),
    name,
    ...program,
  ]);

/** @param deaf without input, which leaving could close */
export function attachCommand(name: string, detachKeys?: string, deaf?: boolean): string {
  const options = [...(deaf ? ['--no-stdin'] : []), ...(detachKeys ? ['--detach-keys', detachKeys] : [])];
  return commandLine(['docker', 'attach', ...options, ...operands([name])]);
}

export const statsCommand = (name: string) => commandLine(['docker', 'stats', ...operands([name])]);

export const topCommand = (name: string) => commandLine(['docker', 'top', ...operands([name])]);

/** A signal to a process that is not the main one. As root, which may signal those of every user. */
export const killProcessCommand = (name: string, pid: number, signal: string) =>
  commandLine(['docker', 'exec', '--user', '0', name, 'kill', '-s', signal.replace(/^SIG/, ''), String(pid)]);

export const logsCommand = (name: string) => commandLine(['docker', 'logs', '--follow', '--timestamps', name]);
