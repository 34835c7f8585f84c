import { useLink } from '../bridge/bridge';
import { useCurrentEngine } from '../bridge/engine';
import { blockWords } from './engine-words';

/** Why verbs can't be pressed now, as words for their tooltips; undefined when they can. */
export function useBlocked(): string | undefined {
  return blockWords(useLink(), useCurrentEngine());
}
