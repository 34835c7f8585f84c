import type { Container } from '@common/contract/containers';
import { containerWords } from './container-words';

export const containerFilters = ['all', 'running', 'stopped', 'look'] as const;
export type ContainerFilter = (typeof containerFilters)[number];

export function isContainerFilter(word: string | undefined): word is ContainerFilter {
  return containerFilters.some((filter) => filter === word);
}

/** Neither runs nor is stopped: paused, restarting, on its way out. */
const stopped = new Set<Container['state']>(['created', 'exited', 'dead']);

function passes(row: Container, filter: ContainerFilter): boolean {
  switch (filter) {
    case 'all':
      return true;
    case 'running':
      return row.state === 'running';
    case 'stopped':
      return stopped.has(row.state);
    case 'look':
      return containerWords(row).needsLook;
  }
}

/** Everything a row is found by, in one lower-case text; kept per row object, which lives as long as it says the same. */
const haystacks = new WeakMap<Container, string>();

function haystackOf(row: Container): string {
  const known = haystacks.get(row);
  if (known !== undefined) return known;
  const labels = Object.entries(row.labels).map(([name, value]) => `${name}=${value}`);
  const text = [row.name, row.image, row.id, row.compose?.project, row.compose?.service, ...labels]
    .filter(Boolean)
    // A line end can't be typed: a search never runs from one field into the next.
    .join('\n')
    .toLowerCase();
  haystacks.set(row, text);
  return text;
}

/** Rows of a filter in which every word of the search occurs: in name, image, id, project, service or labels. */
export function filterContainers(
  rows: readonly Container[],
  filter: ContainerFilter,
  search: string,
): readonly Container[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  if (filter === 'all' && words.length === 0) return rows;
  return rows.filter((row) => {
    if (!passes(row, filter)) return false;
    if (words.length === 0) return true;
    const text = haystackOf(row);
    return words.every((word) => text.includes(word));
  });
}

/** How many rows each filter has, whatever is searched. */
export function countContainers(rows: readonly Container[]): Readonly<Record<ContainerFilter, number>> {
  const count = { all: rows.length, running: 0, stopped: 0, look: 0 };
  for (const row of rows) {
    if (row.state === 'running') count.running++;
    else if (stopped.has(row.state)) count.stopped++;
    if (containerWords(row).needsLook) count.look++;
  }
  return count;
}
