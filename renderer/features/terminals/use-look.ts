import type { Settings } from '@common/contract/settings';
import { useCallback } from 'react';
import { useSettings } from '../../bridge/settings';

const sizes = { least: 8, most: 32, usual: 13 };

export interface LookChanges {
  /** Letters larger (1), smaller (-1), or as at first (0). */
  letters(by: 1 | -1 | 0): void;
  /** px */
  dockHeight(height: number): void;
}

/** How terminals look, and what changes it. */
export function useLook(): readonly [look: Settings['terminal'], change: LookChanges] {
  const [{ terminal }, change] = useSettings();
  const letters = useCallback<LookChanges['letters']>(
    (by) => {
      const size = by === 0 ? sizes.usual : terminal.fontSize + by;
      change({ terminal: { ...terminal, fontSize: Math.min(sizes.most, Math.max(sizes.least, size)) } });
    },
    [terminal, change],
  );
  const dockHeight = useCallback<LookChanges['dockHeight']>(
    (height) => change({ terminal: { ...terminal, dockHeight: Math.round(height) } }),
    [terminal, change],
  );
  return [terminal, { letters, dockHeight }];
}
