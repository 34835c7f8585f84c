import type { Image } from '@common/contract/images';
import { useT } from '../../app/t';
import { ColumnsMenu } from '../../ui/data-table/columns-menu';
import type { Column } from '../../ui/data-table/table-types';
import { SearchBox } from '../../ui/search-box';
import { SegmentedChips } from '../../ui/segmented-chips';
import { FilterBar } from '../../ui/toolbar';
import type { ImageListState } from './use-image-list';

interface ImageFilterBarProps {
  readonly loading: boolean;
  readonly list: ImageListState;
  readonly columns: readonly Column<Image>[];
}

export function ImageFilterBar({ loading, list, columns }: ImageFilterBarProps) {
  const t = useT();
  const { counts } = list;
  return (
    <FilterBar end={<ColumnsMenu columns={columns} hidden={list.hidden} onChange={list.setHidden} />}>
      <SearchBox label={t('Search images')} value={list.search} onChange={list.setSearch} slash />
      <SegmentedChips
        label={t('Which images')}
        value={list.filter}
        onChange={list.setFilter}
        uncounted={loading}
        options={[
          { value: 'all', label: t('All'), count: counts.all },
          { value: 'used', label: t('In use'), count: counts.used },
          { value: 'unused', label: t('Unused'), count: counts.unused },
          { value: 'untagged', label: t('Untagged'), count: counts.untagged },
        ]}
      />
    </FilterBar>
  );
}
