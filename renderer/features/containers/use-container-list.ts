import type { Container } from '@common/contract/containers';
import { useMemo } from 'react';
import { useListState } from '../../app/use-list-state';
import { useListSearch } from '../../stores/list-search';
import type { Sort } from '../../ui/data-table/table-types';
import { hiddenAtFirst } from './container-columns';
import { type Chosen, chosenOf, filterByFacets, keptOf, nothingChosen } from './container-facets';
import { type ContainerFilter, countContainers, filterContainers, isContainerFilter } from './container-filter';

const initial = { hidden: [...hiddenAtFirst] };
const noNames: readonly string[] = [];

/** What the list shows of all rows, and how that is changed. All but the search is remembered over restarts. */
export function useContainerList(rows: readonly Container[]) {
  const [state, change] = useListState('containers', initial);
  const { searches, search: setSearch } = useListSearch();
  const search = searches.containers ?? '';
  const [kept] = state.filters.state ?? noNames;
  const filter: ContainerFilter = isContainerFilter(kept) ? kept : 'all';
  const counts = useMemo(() => countContainers(rows), [rows]);
  const chosen = useMemo(() => chosenOf(state.filters), [state.filters]);
  const narrowed = useMemo(() => filterByFacets(rows, chosen), [rows, chosen]);
  const shown = useMemo(() => filterContainers(narrowed, filter, search), [narrowed, filter, search]);
  const projects = useMemo(() => rows.some(({ compose }) => compose), [rows]);
  const grouped = projects && state.grouped !== false;
  const hidden = useMemo(() => new Set(grouped ? [...state.hidden, 'project'] : state.hidden), [grouped, state.hidden]);
  const collapsed = useMemo(() => new Set(state.filters.collapsed), [state.filters]);
  return {
    counts,
    shown,
    filter,
    chosen,
    search,
    grouped,
    /** Whether any row has a project to be grouped by. */
    projects,
    hidden,
    collapsed,
    sort: toSort(state.sort),
    setFilter: (next: ContainerFilter) => change({ filters: { ...state.filters, state: [next] } }),
    setChosen: (next: Chosen) => change({ filters: { ...state.filters, ...keptOf(next) } }),
    setSearch: (text: string) => setSearch('containers', text),
    setGrouped: (on: boolean) => change({ grouped: on }),
    setSort: ({ column, direction }: Sort) => change({ sort: { column, descending: direction === 'descending' } }),
    setHidden: (next: ReadonlySet<string>) => {
      // Hidden by the grouping is not hidden by the person.
      const own = [...next].filter((id) => id !== 'project' || !grouped || state.hidden.includes('project'));
      change({ hidden: own });
    },
    setCollapsed: (next: ReadonlySet<string>) =>
      // What settings take: names of sane length, and so many.
      change({ filters: { ...state.filters, collapsed: [...next].filter((id) => id.length <= 500).slice(-100) } }),
    showAll: () => {
      setSearch('containers', '');
      change({ filters: { ...state.filters, ...keptOf(nothingChosen), state: ['all'] } });
    },
  };
}

export type ContainerListState = ReturnType<typeof useContainerList>;

const byName: Sort = { column: 'name', direction: 'ascending' };

function toSort(kept: { column: string; descending: boolean } | undefined): Sort {
  return kept ? { column: kept.column, direction: kept.descending ? 'descending' : 'ascending' } : byName;
}
