import { create } from 'zustand';

/** Text that was typed and not saved yet, and the version of the file it was typed on. */
export interface FileDraft {
  readonly text: string;
  readonly version: string;
}

interface FileDrafts {
  /** By container and path: an unsaved text survives a look at the log. */
  readonly drafts: ReadonlyMap<string, FileDraft>;
  keep(key: string, draft: FileDraft): void;
  drop(key: string): void;
}

export const useFileDrafts = create<FileDrafts>((set) => ({
  drafts: new Map(),
  keep: (key, draft) => set(({ drafts }) => ({ drafts: new Map(drafts).set(key, draft) })),
  drop: (key) =>
    set(({ drafts }) => {
      const rest = new Map(drafts);
      return rest.delete(key) ? { drafts: rest } : {};
    }),
}));

/** Closing the window would lose them: the browser asks. */
export function guardDrafts(): () => void {
  const ask = (event: BeforeUnloadEvent) => {
    if (useFileDrafts.getState().drafts.size > 0) event.preventDefault();
  };
  window.addEventListener('beforeunload', ask);
  return () => window.removeEventListener('beforeunload', ask);
}
