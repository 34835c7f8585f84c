import { deleteContainersCommand } from '@common/contract/commands';
import type { Container } from '@common/contract/containers';
import { counted, t } from '../../app/t';

export type Doomed = Pick<Container, 'id' | 'name' | 'state'>;

export interface DeletePlan {
  /** Those that go when confirmed: only of those that were shown. */
  readonly rows: readonly Doomed[];
  /** Those that run and are left, unless killed first. */
  readonly left: readonly Doomed[];
  /** Why nothing would go. */
  readonly reason: string | undefined;
  readonly command: string;
}

/** The engine deletes these only by force, which kills them. */
const alive = new Set<Container['state']>(['running', 'paused', 'restarting']);

export const isAlive = ({ state }: Doomed) => alive.has(state);

/** What a confirmed question deletes. */
export function deletePlan(shown: readonly Doomed[], options: { force: boolean; volumes: boolean }): DeletePlan {
  const rows = options.force ? shown : shown.filter((row) => !isAlive(row));
  const left = options.force ? [] : shown.filter(isAlive);
  // Force is asked of the engine only where something runs.
  const force = rows.some(isAlive);
  return {
    rows,
    left,
    reason:
      rows.length > 0
        ? undefined
        : counted(left.length, '{{name}} is running: kill it first', 'All of them are running: kill them first', {
            name: left[0]?.name ?? '',
          }),
    command: deleteContainersCommand(
      (rows.length > 0 ? rows : shown).map(({ name }) => name),
      { force: force || rows.length === 0, volumes: options.volumes },
    ),
  };
}

export function deleteTitle(shown: readonly Doomed[]): string {
  const [first] = shown;
  if (first && shown.length === 1) return t('Delete {{name}}?', { name: first.name });
  return t('Delete {{count}} containers?', { count: shown.length.toLocaleString() });
}

/** How many names a question lists before it counts. */
const most = 8;

/** The names in the question: as many as can be read, then "and 12 more". */
export function namedFirst<Row>(rows: readonly Row[]): { readonly shown: readonly Row[]; readonly more: number } {
  // Counting one instead of naming it would take the same line.
  const shown = rows.length <= most + 1 ? rows : rows.slice(0, most);
  return { shown, more: rows.length - shown.length };
}
