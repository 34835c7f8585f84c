/** Pure rules about containers that both sides need. No zod here: the page bundles this file. */
import type { ContainerState } from './containers';

export const containerVerbs = ['start', 'stop', 'restart', 'delete'] as const;
export type ContainerVerb = (typeof containerVerbs)[number];

export function isContainerVerb(word: string): word is ContainerVerb {
  return containerVerbs.some((verb) => verb === word);
}

/**
 * In which states the engine accepts a verb.
 *
 * start and stop answer 304 when there is nothing to do; those states are left out, so that the button says it first.
 * Source: https://docs.docker.com/reference/api/engine/ (ContainerStart, ContainerStop, ContainerRestart, ContainerDelete).
 * A running container is deleted only by force, which the question offers; `removing` accepts nothing more.
 */
export const allowedStates: Readonly<Record<ContainerVerb, readonly ContainerState[]>> = {
  start: ['created', 'exited', 'dead'],
  stop: ['running', 'paused', 'restarting'],
  restart: ['created', 'running', 'paused', 'restarting', 'exited', 'dead'],
  delete: ['created', 'running', 'paused', 'restarting', 'exited', 'dead'],
};

export function allows(verb: ContainerVerb, state: ContainerState): boolean {
  return allowedStates[verb].includes(state);
}
