import type { EngineState, EnginesState } from '@common/contract/engines';
import { type LiveValue, useLiveValue } from './live-value';
import { useSettings } from './settings';

const engines: LiveValue<EnginesState> = {
  name: 'engines',
  open: (client, options) => client.engines.watch(undefined, options),
};

/** All engines with their connection, and how they were found; undefined until main has said so. */
export function useEngines(): EnginesState | undefined {
  return useLiveValue(engines);
}

/** The engine that the person looks at: the one chosen last, else the first that is connected, else the first. */
export function useCurrentEngine(): EngineState | undefined {
  const known = useEngines()?.engines ?? [];
  const [{ engine: chosen }] = useSettings();
  return known.find(({ id }) => id === chosen) ?? known.find(({ phase }) => phase === 'connected') ?? known[0];
}
