import type { Health } from '../../common/contract/containers';

/** What only a list row's sentence says: `Exited (3) 2 hours ago`, `Restarting (1) 5 seconds ago`, `Up 2 minutes (healthy)`, `Up 5 seconds (health: starting)`. */
export function readStatusText(status: string): { readonly exitCode?: number; readonly health?: Health } {
  const exit = /^(?:Exited|Restarting) \((-?\d+)\)/.exec(status)?.[1];
  const health = /\((?:health: )?(starting|healthy|unhealthy)\)/.exec(status)?.[1] as Health | undefined;
  return { ...(exit !== undefined && { exitCode: Number(exit) }), ...(health && { health }) };
}

export function asHealth(value: unknown): Health | undefined {
  return value === 'starting' || value === 'healthy' || value === 'unhealthy' ? value : undefined;
}
