/** Filters by what containers have: several values of one kind are alternatives, several kinds narrow each other. */
import type { Container } from '@common/contract/containers';
import type { ListState } from '@common/contract/settings';
import { t } from '../../app/t';

export const facets = ['states', 'image', 'project', 'label', 'network'] as const;
export type Facet = (typeof facets)[number];

/** The chosen values of each kind. A label is `key` or `key=value`; a project of '' is none. */
export type Chosen = Readonly<Record<Facet, readonly string[]>>;

export const nothingChosen: Chosen = { states: [], image: [], project: [], label: [], network: [] };

/** What settings keep: longer ones are not offered. */
const longest = 500;

export function facetWord(facet: Facet): string {
  switch (facet) {
    case 'states':
      return t('State');
    case 'image':
      return t('Image');
    case 'project':
      return t('Project');
    case 'label':
      return t('Label');
    case 'network':
      return t('Network');
  }
}

/** A value as it is shown. */
export function valueWord(facet: Facet, value: string): string {
  return facet === 'project' && value === '' ? t('No project') : value;
}

function valuesOf(row: Container, facet: Facet): readonly string[] {
  switch (facet) {
    case 'states':
      return row.health ? [row.state, row.health] : [row.state];
    case 'image':
      return [row.image];
    case 'project':
      return [row.compose?.project ?? ''];
    case 'network':
      return row.networks;
    case 'label':
      return Object.entries(row.labels).flatMap(([key, value]) => [key, `${key}=${value}`]);
  }
}

/** `key` or `key=value`, without making a text of each label of each row. */
function hasLabel({ labels }: Container, wanted: string): boolean {
  if (Object.hasOwn(labels, wanted)) return true;
  const at = wanted.indexOf('=');
  if (at < 0) return false;
  const key = wanted.slice(0, at);
  return Object.hasOwn(labels, key) && labels[key] === wanted.slice(at + 1);
}

function has(row: Container, facet: Facet, chosen: readonly string[]): boolean {
  if (facet === 'label') return chosen.some((wanted) => hasLabel(row, wanted));
  const values = valuesOf(row, facet);
  return chosen.some((wanted) => values.includes(wanted));
}

/** Rows that have one of the chosen values of every kind of which any is chosen. */
export function filterByFacets(rows: readonly Container[], chosen: Chosen): readonly Container[] {
  const active = facets.filter((facet) => chosen[facet].length > 0);
  if (active.length === 0) return rows;
  return rows.filter((row) => active.every((facet) => has(row, facet, chosen[facet])));
}

export interface FacetValue {
  readonly value: string;
  /** Rows that have it. */
  readonly count: number;
}

/**
 * The values of a kind that occur, the most frequent first, those that are chosen though none has them any more among them.
 *
 * Counts are of the rows that the other kinds let through, so that none promises more than it shows.
 */
export function facetValues(rows: readonly Container[], facet: Facet, chosen: Chosen): readonly FacetValue[] {
  const counts = new Map<string, number>(chosen[facet].map((value) => [value, 0]));
  for (const row of filterByFacets(rows, { ...chosen, [facet]: [] })) {
    for (const value of valuesOf(row, facet)) {
      if (value.length <= longest) counts.set(value, (counts.get(value) ?? 0) + 1);
    }
  }
  return [...counts]
    .map(([value, count]) => ({ value, count }))
    .sort((a, b) => b.count - a.count || a.value.localeCompare(b.value));
}

/** With a value taken in, or out when it is in. */
export function toggled(chosen: Chosen, facet: Facet, value: string): Chosen {
  const values = chosen[facet];
  const next = values.includes(value) ? values.filter((one) => one !== value) : [...values, value];
  // As many as settings take.
  return { ...chosen, [facet]: next.slice(-100) };
}

/** What settings kept: the kinds are keys beside `state` and `collapsed`. */
export function chosenOf(filters: ListState['filters']): Chosen {
  const { states = [], image = [], project = [], label = [], network = [] } = filters;
  return { states, image, project, label, network };
}

/** As settings keep it; the reverse of `chosenOf`. */
export function keptOf(chosen: Chosen): ListState['filters'] {
  return Object.fromEntries(facets.map((facet) => [facet, [...chosen[facet]]]));
}
