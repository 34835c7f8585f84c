import { create } from 'zustand';

interface ListSearch {
  /** What is searched in each list. For this window only: found again after a look at one row, forgotten at the next start. */
  readonly searches: Readonly<Record<string, string>>;
  search(list: string, text: string): void;
}

export const useListSearch = create<ListSearch>((set) => ({
  searches: {},
  search: (list, text) => set(({ searches }) => ({ searches: { ...searches, [list]: text } })),
}));
