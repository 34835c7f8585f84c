import { allows } from '@common/contract/container-rules';
import type { Container } from '@common/contract/containers';
import { Square, Trash2 } from 'lucide-react';
import type { MenuEntry } from '../../ui/menu-entry';
import type { MenuTools } from './container-menu';

/** Neither runs nor is on its way: what "Delete all stopped" is about, and `docker container prune` as well. */
const stopped = new Set<Container['state']>(['created', 'exited', 'dead']);

/**
 * Verbs on all of the engine's containers, whatever the filter shows. Each first shows exactly what it will touch and then
 * touches only that: no prune, which would take what came meanwhile (DE-03).
 */
export function allEntries(rows: readonly Container[], { t, blocked, ask }: MenuTools): readonly MenuEntry[] {
  const running = rows.filter(({ state }) => allows('stop', state));
  const ended = rows.filter(({ state }) => stopped.has(state));
  return [
    {
      kind: 'item',
      label: t('Stop all…'),
      icon: Square,
      disabledReason: blocked ?? (running.length === 0 ? t('No container is running') : undefined),
      onSelect: () => ask('stop', running),
    },
    {
      kind: 'item',
      label: t('Delete all stopped…'),
      icon: Trash2,
      danger: true,
      disabledReason: blocked ?? (ended.length === 0 ? t('No container is stopped') : undefined),
      onSelect: () => ask('delete', ended),
    },
  ];
}
