import { type ContainerState, containerStates } from '../../common/contract/containers';
import { asText } from './raw';

/** Podman's further states; `stopped` is also what it says between two restarts. */
const folded: Readonly<Record<string, ContainerState>> = {
  stopped: 'exited',
  configured: 'created',
  initialized: 'created',
  stopping: 'running',
};

/** A word that no engine is known to say counts as `dead`: nothing is promised for it. */
export function asState(value: unknown): ContainerState {
  const word = asText(value).toLowerCase();
  if ((containerStates as readonly string[]).includes(word)) return word as ContainerState;
  return (Object.hasOwn(folded, word) ? folded[word] : undefined) ?? 'dead';
}
