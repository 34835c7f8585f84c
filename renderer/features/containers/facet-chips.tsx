import { X } from 'lucide-react';
import { useT } from '../../app/t';
import { MiddleCut } from '../../ui/bdi';
import { Button } from '../../ui/button';
import { visibleString } from '../../ui/visible-text';
import { type Chosen, facets, facetWord, nothingChosen, toggled, valueWord } from './container-facets';

interface FacetChipsProps {
  readonly chosen: Chosen;
  readonly onChoose: (chosen: Chosen) => void;
}

/** What the list is filtered by, each with its way out. No line of its own while there is nothing to say. */
export function FacetChips({ chosen, onChoose }: FacetChipsProps) {
  const t = useT();
  const active = facets.flatMap((facet) => chosen[facet].map((value) => ({ facet, value })));
  if (active.length === 0) return null;
  return (
    <ul aria-label={t('Filters')} className="flex shrink-0 flex-wrap items-center gap-1.5 px-4 pb-2">
      {active.map(({ facet, value }) => {
        const text = `${facetWord(facet)} ${visibleString(valueWord(facet, value))}`;
        return (
          <li key={`${facet} ${value}`} className="min-w-0">
            <button
              type="button"
              data-tip={text}
              data-tip-if="cut"
              onClick={() => onChoose(toggled(chosen, facet, value))}
              className="inline-flex h-6 max-w-80 items-center gap-1.5 rounded-full border border-line2 ps-2.5 pe-1.5 text-small text-ink hover:bg-hover"
            >
              <span className="sr-only">{t('Remove filter')}</span>
              <span className="shrink-0 text-dim">{facetWord(facet)}</span>
              <MiddleCut>{valueWord(facet, value)}</MiddleCut>
              <X aria-hidden size={12} className="shrink-0 text-dim" />
            </button>
          </li>
        );
      })}
      <li>
        <Button kind="ghost" onClick={() => onChoose(nothingChosen)}>
          {t('Clear filters')}
        </Button>
      </li>
    </ul>
  );
}
