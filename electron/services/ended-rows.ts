import type { Container } from '../common/contract/containers';
import type { ContainerId } from '../common/contract/ids';
import type { LiveTable } from './live-table';

/** From each look to the next, ms. */
const waits = [60, 120, 250, 600, 1_500, 4_000];

/**
 * Looks again at the row of a container that ended, for as long as the engine's list still says that it runs.
 *
 * Docker 20.10 tells `die` before it takes the end into its list (seen 20 times of 20, up to 0.4 s on a busy machine), and no event
 * may follow: the row would say "running" for ever. One that its restart policy started again is looked at some times in vain.
 */
export function lookUntilEnded(
  table: Pick<LiveTable<Container, ContainerId>, 'rows' | 'changed'>,
  id: ContainerId,
  [wait, ...later]: readonly number[] = waits,
): void {
  if (wait === undefined) return;
  const timer = setTimeout(() => {
    const state = table.rows()?.get(id)?.state;
    if (state !== 'running' && state !== 'paused') return;
    table.changed(id);
    lookUntilEnded(table, id, later);
  }, wait);
  timer.unref();
}
