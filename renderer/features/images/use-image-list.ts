import type { Image } from '@common/contract/images';
import { useMemo } from 'react';
import { useListState } from '../../app/use-list-state';
import { useListSearch } from '../../stores/list-search';
import type { Sort } from '../../ui/data-table/table-types';
import { countImages, filterImages, type ImageFilter, type ImageUsers, isImageFilter } from './image-filter';

const noNames: readonly string[] = [];
const byRepository: Sort = { column: 'repository', direction: 'ascending' };

/** What the list shows of all images, and how that is changed. All but the search is remembered over restarts. */
export function useImageList(images: readonly Image[], users: ImageUsers) {
  const [state, change] = useListState('images');
  const { searches, search: setSearch } = useListSearch();
  const search = searches.images ?? '';
  const [kept] = state.filters.kind ?? noNames;
  const filter: ImageFilter = isImageFilter(kept) ? kept : 'all';
  const counts = useMemo(() => countImages(images, users), [images, users]);
  const shown = useMemo(() => filterImages(images, filter, search, users), [images, filter, search, users]);
  const hidden = useMemo(() => new Set(state.hidden), [state.hidden]);
  const sort: Sort = state.sort
    ? { column: state.sort.column, direction: state.sort.descending ? 'descending' : 'ascending' }
    : byRepository;
  return {
    counts,
    shown,
    filter,
    search,
    hidden,
    sort,
    setFilter: (next: ImageFilter) => change({ filters: { ...state.filters, kind: [next] } }),
    setSearch: (text: string) => setSearch('images', text),
    setSort: ({ column, direction }: Sort) => change({ sort: { column, descending: direction === 'descending' } }),
    setHidden: (next: ReadonlySet<string>) => change({ hidden: [...next] }),
    showAll: () => {
      setSearch('images', '');
      change({ filters: { ...state.filters, kind: ['all'] } });
    },
  };
}

export type ImageListState = ReturnType<typeof useImageList>;
