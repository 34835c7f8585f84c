import type { Settings } from '@common/contract/settings';
import { skipToken, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { useBridge } from './bridge';
import { type LiveValue, useLiveValue } from './live-value';

const kept: LiveValue<Settings> = {
  name: 'settings',
  open: (client, options) => client.settings.watch(undefined, options),
};

/** As the contract's schema has them; restated, since the page carries no zod. */
export const defaultSettings: Settings = {
  theme: 'system',
  zoom: 100,
  sidebarFolded: false,
  lists: {},
  log: { timestamps: 'local', wrap: false },
  logBytes: 1024 ** 3,
  toolboxImage: '',
  terminal: { fontSize: 13, theme: 'app', copyOnSelect: false, screenReader: false, dockHeight: 300 },
  uses: {},
};

export type ChangeSettings = (change: Partial<Settings>) => void;

const pendingKey = ['berth', 'settings-pending'];
const noChanges: readonly Partial<Settings>[] = [];

/**
 * What the person set, and how to change it.
 *
 * A change shows at once and is taken back, with a word to the person, when main could not keep it.
 */
export function useSettings(): readonly [settings: Settings, change: ChangeSettings] {
  const bridge = useBridge();
  const cache = useQueryClient();
  const heard = useLiveValue(kept);
  const { data: pending = noChanges } = useQuery<readonly Partial<Settings>[]>({
    queryKey: pendingKey,
    queryFn: skipToken,
    structuralSharing: false,
  });
  const change = useCallback<ChangeSettings>(
    (patch) => {
      const edit = (edited: (list: readonly Partial<Settings>[]) => readonly Partial<Settings>[]) =>
        cache.setQueryData<readonly Partial<Settings>[]>(pendingKey, (list) => edited(list ?? noChanges));
      edit((list) => [...list, patch]);
      bridge.client.settings
        .change(patch)
        .then((answer) => cache.setQueryData(['berth', kept.name], answer), bridge.report)
        .finally(() => edit((list) => list.filter((other) => other !== patch)));
    },
    [bridge, cache],
  );
  const settings = useMemo<Settings>(() => Object.assign({}, defaultSettings, heard, ...pending), [heard, pending]);
  return [settings, change];
}

/** Whether main has told the settings yet; before that the defaults stand in. */
export function useSettingsHeard(): boolean {
  return useLiveValue(kept) !== undefined;
}
