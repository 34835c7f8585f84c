import { allPanes, type DockLayout } from '../ui/dock-tree';

interface Kept {
  readonly open: boolean;
  readonly layout: DockLayout;
}

/** In the page's own storage: sessions live no longer than the Berth that serves this page. */
const place = 'berth.dock';
let last: Kept | undefined;

/** As the page left it at its last reload. */
export function keptDock(nothing: DockLayout): Kept {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(place) ?? 'null');
    if (isKept(kept)) return kept;
  } catch {
    // Torn, forbidden or not there: begun anew.
  }
  return { open: false, layout: nothing };
}

/** Keeps what changed. */
export function keepDock({ open, layout }: Kept): void {
  if (last?.open === open && last.layout === layout) return;
  last = { open, layout };
  try {
    localStorage.setItem(place, JSON.stringify(last));
  } catch {
    // A full or forbidden storage costs the arrangement at the next reload, nothing else.
  }
}

function isKept(value: unknown): value is Kept {
  if (typeof value !== 'object' || value === null || !('open' in value) || !('layout' in value)) return false;
  try {
    return allPanes(value.layout as DockLayout).every((pane) => typeof pane === 'string');
  } catch {
    return false;
  }
}
