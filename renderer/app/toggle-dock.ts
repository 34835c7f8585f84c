import { useDock } from '../stores/dock';
import { currentTab } from '../ui/dock-tree';

/** Shows the dock and goes into its terminal, or hides it. */
export function toggleDock(): void {
  const { open, layout, show, choose } = useDock.getState();
  const pane = currentTab(layout)?.active;
  if (open) show(false);
  else if (pane === undefined) show(true);
  else choose(pane);
}
