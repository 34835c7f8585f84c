import { create } from 'zustand';

interface Screen {
  readonly activityOpen: boolean;
  /** Jobs that ended after this were not seen yet; ms since the epoch. */
  readonly activitySeenAt: number;
  readonly keysOpen: boolean;
  readonly paletteOpen: boolean;
  toggleActivity(open?: boolean): void;
  showKeys(open: boolean): void;
  showPalette(open: boolean): void;
}

export const useScreen = create<Screen>((set) => ({
  activityOpen: false,
  activitySeenAt: Date.now(),
  keysOpen: false,
  paletteOpen: false,
  // Seen while it is open and up to the moment it is closed.
  toggleActivity: (open) =>
    set((screen) => ({ activityOpen: open ?? !screen.activityOpen, activitySeenAt: Date.now() })),
  showKeys: (keysOpen) => set({ keysOpen }),
  showPalette: (paletteOpen) => set({ paletteOpen }),
}));
