import type { Container } from '@common/contract/containers';
import { FolderTree, ListFilter } from 'lucide-react';
import { useT } from '../../app/t';
import { Button } from '../../ui/button';
import { ColumnsMenu } from '../../ui/data-table/columns-menu';
import type { Column } from '../../ui/data-table/table-types';
import { PopoverButton } from '../../ui/popover-button';
import { SearchBox } from '../../ui/search-box';
import { SegmentedChips } from '../../ui/segmented-chips';
import { FilterBar } from '../../ui/toolbar';
import { FacetPanel } from './facet-panel';
import type { ContainerListState } from './use-container-list';

interface ContainerFilterBarProps {
  /** All of them, for the values that can be filtered by. */
  readonly rows: readonly Container[];
  readonly loading: boolean;
  readonly list: ContainerListState;
  readonly columns: readonly Column<Container>[];
}

export function ContainerFilterBar({ rows, loading, list, columns }: ContainerFilterBarProps) {
  const t = useT();
  const { counts } = list;
  return (
    <FilterBar
      end={
        <>
          <Button
            kind="ghost"
            icon={FolderTree}
            aria-pressed={list.grouped}
            disabledReason={list.projects ? undefined : t('No container belongs to a Compose project')}
            className="aria-pressed:bg-sel aria-pressed:text-ink"
            onClick={() => list.setGrouped(!list.grouped)}
          >
            {t('By project')}
          </Button>
          <ColumnsMenu
            columns={list.grouped ? columns.filter(({ id }) => id !== 'project') : columns}
            hidden={list.hidden}
            onChange={list.setHidden}
          />
        </>
      }
    >
      <SearchBox label={t('Search containers')} value={list.search} onChange={list.setSearch} slash />
      <SegmentedChips
        label={t('State')}
        value={list.filter}
        onChange={list.setFilter}
        uncounted={loading}
        options={[
          { value: 'all', label: t('All'), count: counts.all },
          { value: 'running', label: t('Running'), count: counts.running },
          { value: 'stopped', label: t('Stopped'), count: counts.stopped },
          {
            value: 'look',
            label: t('Needs a look'),
            count: counts.look,
            ...(counts.look > 0 && { tone: 'warn' as const }),
          },
        ]}
      />
      <PopoverButton icon={ListFilter} label={t('Filter')}>
        {() => <FacetPanel rows={rows} chosen={list.chosen} onChoose={list.setChosen} />}
      </PopoverButton>
    </FilterBar>
  );
}
