/** Pure rules about containers that both sides need. No zod here: the page bundles this file. */
import type { ContainerDetails, ContainerState } from './containers';
import type { Deafness } from './terminals';

export const containerVerbs = [
  'start',
  'stop',
  'restart',
  'pause',
  'unpause',
  'kill',
  'rename',
  'update',
  'connect',
  'disconnect',
  'delete',
] as const;
export type ContainerVerb = (typeof containerVerbs)[number];

/**
 * In which states the engine accepts a verb.
 *
 * start and stop answer 304 when there is nothing to do; those states are left out, so that the button says it first.
 * Source: https://docs.docker.com/reference/api/engine/ (ContainerStart, ContainerStop, ContainerRestart, ContainerPause,
 * ContainerUnpause, ContainerKill, ContainerRename, ContainerUpdate, NetworkConnect, NetworkDisconnect, ContainerDelete).
 * Kill wants a process: a paused one gets the signal, one that restarts is kept from the next start. A running container is
 * deleted only by force, which the question offers; `removing` accepts nothing more, and `dead` only its end.
 */
const allowedStates: Readonly<Record<ContainerVerb, readonly ContainerState[]>> = {
  start: ['created', 'exited', 'dead'],
  stop: ['running', 'paused', 'restarting'],
  restart: ['created', 'running', 'paused', 'restarting', 'exited', 'dead'],
  pause: ['running'],
  unpause: ['paused'],
  kill: ['running', 'paused', 'restarting'],
  rename: ['created', 'running', 'paused', 'restarting', 'exited'],
  update: ['created', 'running', 'paused', 'restarting', 'exited'],
  connect: ['created', 'running', 'paused', 'restarting', 'exited'],
  disconnect: ['created', 'running', 'paused', 'restarting', 'exited'],
  delete: ['created', 'running', 'paused', 'restarting', 'exited', 'dead'],
};

export function allows(verb: ContainerVerb, state: ContainerState): boolean {
  return allowedStates[verb].includes(state);
}

/**
 * Whether the engine would take this name.
 *
 * Source: `names must match [a-zA-Z0-9][a-zA-Z0-9_.-]+`, which Docker and Podman answer to any other; seen: two characters at
 * least, 300 accepted.
 */
export function isContainerName(name: string): boolean {
  return /^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/.test(name) && name.length <= 300;
}

/**
 * Why a person attached to it can't type; undefined: what is typed arrives. Without a terminal an engine closes the input of a
 * `StdinOnce` container when who was attached leaves (moby, daemon/stream/attach.go), and its program, which should live on, may end.
 */
export function deafness({
  tty,
  openStdin,
  stdinOnce,
}: Pick<ContainerDetails, 'tty' | 'openStdin' | 'stdinOnce'>): Deafness | undefined {
  if (!openStdin) return 'no-input';
  return stdinOnce && !tty ? 'input-once' : undefined;
}
