import type { Container } from '@common/contract/containers';
import { useId, useMemo, useState } from 'react';
import { useT } from '../../app/t';
import { Bdi } from '../../ui/bdi';
import { Checkbox } from '../../ui/checkbox';
import { classNames } from '../../ui/class-names';
import { TextField } from '../../ui/field';
import { type Chosen, type Facet, facets, facetValues, facetWord, toggled, valueWord } from './container-facets';

/** More are found by typing. */
const most = 100;

interface FacetPanelProps {
  readonly rows: readonly Container[];
  readonly chosen: Chosen;
  readonly onChoose: (chosen: Chosen) => void;
}

/** What can be filtered by: a kind at the left, the values that occur with their counts at the right. */
export function FacetPanel({ rows, chosen, onChoose }: FacetPanelProps) {
  const t = useT();
  const id = useId();
  const [facet, setFacet] = useState<Facet>('states');
  const [search, setSearch] = useState('');
  const values = useMemo(() => facetValues(rows, facet, chosen), [rows, facet, chosen]);
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const found = values.filter(({ value }) => {
    const text = valueWord(facet, value).toLowerCase();
    return words.every((word) => text.includes(word));
  });
  return (
    <div className="flex h-80 w-[460px] max-w-[calc(100vw-32px)]">
      <fieldset className="flex w-32 shrink-0 flex-col gap-0.5 border-e border-line p-1.5">
        <legend className="sr-only">{t('Filter by')}</legend>
        {facets.map((one) => (
          <button
            key={one}
            type="button"
            aria-pressed={one === facet}
            onClick={() => {
              setFacet(one);
              setSearch('');
            }}
            className={classNames(
              'flex h-7 items-center justify-between rounded-control px-2 text-start',
              one === facet ? 'bg-sel text-ink' : 'text-dim hover:bg-hover hover:text-ink',
            )}
          >
            {facetWord(one)}
            {chosen[one].length > 0 && <span className="text-small text-dim">{chosen[one].length}</span>}
          </button>
        ))}
      </fieldset>
      <div className="flex min-w-0 flex-1 flex-col gap-2 p-2">
        <TextField
          label={t('Find a value')}
          hideLabel
          placeholder={facet === 'label' ? t('key or key=value') : t('Find')}
          value={search}
          onChange={setSearch}
        />
        <ul aria-label={facetWord(facet)} className="min-h-0 flex-1 overflow-y-auto">
          {found.slice(0, most).map(({ value, count }, index) => (
            <li key={value} className="flex min-h-7 items-center gap-2 rounded-control px-1.5 hover:bg-hover">
              <Checkbox
                id={`${id}-${index}`}
                checked={chosen[facet].includes(value)}
                onChange={() => onChoose(toggled(chosen, facet, value))}
              />
              <label htmlFor={`${id}-${index}`} className="flex min-w-0 flex-1 gap-2">
                <Bdi cut="middle" className="min-w-0 flex-1">
                  {valueWord(facet, value)}
                </Bdi>
                <span className="shrink-0 text-small/5 text-dim tabular-nums">{count.toLocaleString()}</span>
              </label>
            </li>
          ))}
          {found.length === 0 && <li className="px-1.5 py-1 text-dim">{t('No container has such a value')}</li>}
          {found.length > most && (
            <li className="px-1.5 py-1 text-dim">
              {t('and {{count}} more: type to find them', { count: (found.length - most).toLocaleString() })}
            </li>
          )}
        </ul>
      </div>
    </div>
  );
}
