import type { ContainerId, EngineId } from '@common/contract/ids';
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

/** An edit that could not be done: what its form began with, and what was typed. */
export interface FailedEdit {
  readonly engine: EngineId;
  /** The container that makes it over again has its name, and another id at times. */
  readonly name: string;
  readonly began: RunSpec;
  readonly typed: RunSpec;
}

interface Dialogs {
  readonly dialog: OpenDialog | undefined;
  /** What was to be run and could not be: the form offers it again, so that nothing typed is lost. */
  readonly failedRun: RunSpec | undefined;
  /** The same of an edit. */
  readonly failedEdit: FailedEdit | undefined;
  open(dialog: OpenDialog): void;
  close(): void;
  keepFailedRun(spec: RunSpec | undefined): void;
  keepFailedEdit(edit: FailedEdit | undefined): void;
}

export const useDialogs = create<Dialogs>((set) => ({
  dialog: undefined,
  failedRun: undefined,
  failedEdit: undefined,
  open: (dialog) => set({ dialog }),
  close: () => set({ dialog: undefined }),
  keepFailedRun: (failedRun) => set({ failedRun }),
  keepFailedEdit: (failedEdit) => set({ failedEdit }),
}));
