import type { ContainerId } from '@common/contract/ids';
import type { RunSpec } from '@common/contract/run-spec';
import type { TerminalTarget } from '@common/contract/terminals';
import { create } from 'zustand';

/** A dialog that any page may open, and what it begins with. */
export type OpenDialog =
  | { readonly kind: 'run'; readonly image?: string; readonly spec?: RunSpec; readonly line?: string }
  | { readonly kind: 'pull'; readonly reference?: string }
  /** A container's settings, an image of it, its files; a shell in it, its main process, one command. */
  | {
      readonly kind: 'edit' | 'commit' | 'export' | 'shell' | 'attach' | 'command';
      readonly container: ContainerId;
      readonly name: string;
    }
  | { readonly kind: 'debug'; readonly target: TerminalTarget; readonly name: string };

interface Dialogs {
  readonly dialog: OpenDialog | undefined;
  /** What was to be run and could not be: the form offers it again, so that nothing typed is lost. */
  readonly failedRun: RunSpec | undefined;
  open(dialog: OpenDialog): void;
  close(): void;
  keepFailedRun(spec: RunSpec | undefined): void;
}

export const useDialogs = create<Dialogs>((set) => ({
  dialog: undefined,
  failedRun: undefined,
  open: (dialog) => set({ dialog }),
  close: () => set({ dialog: undefined }),
  keepFailedRun: (failedRun) => set({ failedRun }),
}));
