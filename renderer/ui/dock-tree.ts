/** How the dock's terminals are arranged: tabs in order, each a pane or panes beside and below each other. Pure. */

export type DockTree =
  | { readonly kind: 'pane'; readonly pane: string }
  | {
      readonly kind: 'split';
      readonly id: string;
      /** Side by side, or one above the other. */
      readonly direction: 'row' | 'column';
      /** Of the second, in percent. */
      readonly share: number;
      readonly first: DockTree;
      readonly second: DockTree;
    };

export interface DockTab {
  readonly id: string;
  readonly tree: DockTree;
  /** The pane that was used last. */
  readonly active: string;
}

export interface DockLayout {
  readonly tabs: readonly DockTab[];
  /** The tab that is shown. */
  readonly current: string | undefined;
}

export const noTabs: DockLayout = { tabs: [], current: undefined };

/** From the top left on. */
export function panesOf(tree: DockTree): readonly string[] {
  return tree.kind === 'pane' ? [tree.pane] : [...panesOf(tree.first), ...panesOf(tree.second)];
}

export const allPanes = ({ tabs }: DockLayout): readonly string[] => tabs.flatMap(({ tree }) => panesOf(tree));

export const currentTab = ({ tabs, current }: DockLayout): DockTab | undefined =>
  tabs.find(({ id }) => id === current) ?? tabs[0];

const tabOf = ({ tabs }: DockLayout, pane: string): DockTab | undefined =>
  tabs.find(({ tree }) => panesOf(tree).includes(pane));

/** At the end; shown when it is chosen. */
export function addTab(layout: DockLayout, pane: string, chosen = true): DockLayout {
  const tab: DockTab = { id: `tab-${pane}`, tree: { kind: 'pane', pane }, active: pane };
  return {
    tabs: [...layout.tabs, tab],
    current: chosen || layout.current === undefined ? tab.id : layout.current,
  };
}

/** Shows a pane's tab and makes the pane its active one. */
export function choosePane(layout: DockLayout, pane: string): DockLayout {
  const tab = tabOf(layout, pane);
  if (!tab) return layout;
  if (layout.current === tab.id && tab.active === pane) return layout;
  return { tabs: layout.tabs.map((one) => (one === tab ? { ...one, active: pane } : one)), current: tab.id };
}

function editTree(layout: DockLayout, edit: (tree: DockTree) => DockTree | undefined): DockLayout {
  const tabs = layout.tabs.flatMap((tab) => {
    const tree = edit(tab.tree);
    if (tree === tab.tree) return [tab];
    if (!tree) return [];
    const panes = panesOf(tree);
    return [{ ...tab, tree, active: panes.includes(tab.active) ? tab.active : (panes[0] ?? tab.active) }];
  });
  if (tabs.length === layout.tabs.length && tabs.every((tab, at) => tab === layout.tabs[at])) return layout;
  return { tabs, current: nextCurrent(layout, tabs) };
}

/** Of a tab that is gone: the one that has taken its place, or the last. */
function nextCurrent(before: DockLayout, tabs: readonly DockTab[]): string | undefined {
  if (tabs.some(({ id }) => id === before.current)) return before.current;
  const at = before.tabs.findIndex(({ id }) => id === before.current);
  const after = before.tabs.slice(at).find((tab) => tabs.some(({ id }) => id === tab.id));
  return (after ?? tabs.at(-1))?.id;
}

function mapPane(tree: DockTree, pane: string, edit: (found: DockTree) => DockTree | undefined): DockTree | undefined {
  if (tree.kind === 'pane') return tree.pane === pane ? edit(tree) : tree;
  const first = mapPane(tree.first, pane, edit);
  const second = mapPane(tree.second, pane, edit);
  if (first === tree.first && second === tree.second) return tree;
  if (!first || !second) return first ?? second;
  return { ...tree, first, second };
}

/** Halves a pane, the new one to the right or below, and goes there. */
export function splitPane(layout: DockLayout, pane: string, direction: 'row' | 'column', made: string): DockLayout {
  const split = (found: DockTree): DockTree => ({
    kind: 'split',
    id: `split-${made}`,
    direction,
    share: 50,
    first: found,
    second: { kind: 'pane', pane: made },
  });
  return choosePane(
    editTree(layout, (tree) => mapPane(tree, pane, split)),
    made,
  );
}

export const removePane = (layout: DockLayout, pane: string): DockLayout =>
  editTree(layout, (tree) => mapPane(tree, pane, () => undefined));

/** Puts one in another's place; where it stood before it stands no more. */
export function replacePane(layout: DockLayout, pane: string, by: string): DockLayout {
  if (pane === by || !tabOf(layout, pane)) return layout;
  const { tabs, current } = removePane(layout, by);
  const put = (tree: DockTree) => mapPane(tree, pane, () => ({ kind: 'pane', pane: by })) ?? tree;
  return {
    tabs: tabs.map((tab) => ({ ...tab, tree: put(tab.tree), active: tab.active === pane ? by : tab.active })),
    current,
  };
}

/** Leaves out what is gone, and adds what is new at the end without going there. */
export function keepPanes(layout: DockLayout, there: readonly string[]): DockLayout {
  const known = new Set(there);
  const kept = allPanes(layout)
    .filter((pane) => !known.has(pane))
    .reduce(removePane, layout);
  const shown = new Set(allPanes(kept));
  return there.filter((pane) => !shown.has(pane)).reduce((all, pane) => addTab(all, pane, false), kept);
}

/** Moves a tab to a place among the others. */
export function moveTab(layout: DockLayout, id: string, to: number): DockLayout {
  const at = layout.tabs.findIndex((tab) => tab.id === id);
  const place = Math.min(layout.tabs.length - 1, Math.max(0, to));
  const [tab] = layout.tabs.slice(at, at + 1);
  if (at < 0 || at === place || !tab) return layout;
  return { ...layout, tabs: layout.tabs.toSpliced(at, 1).toSpliced(place, 0, tab) };
}

/** Remembers where a bar was left. */
export function setShare(layout: DockLayout, split: string, share: number): DockLayout {
  const set = (tree: DockTree): DockTree => {
    if (tree.kind === 'pane') return tree;
    if (tree.id === split) return { ...tree, share };
    const [first, second] = [set(tree.first), set(tree.second)];
    return first === tree.first && second === tree.second ? tree : { ...tree, first, second };
  };
  return editTree(layout, set);
}

export type Direction = 'left' | 'right' | 'up' | 'down';

/** The pane on that side of another, nearest by its place in the tree. */
export function neighbour(tree: DockTree, pane: string, to: Direction): string | undefined {
  if (tree.kind === 'pane') return undefined;
  const along = tree.direction === (to === 'left' || to === 'right' ? 'row' : 'column');
  const forth = to === 'right' || to === 'down';
  const [from, next] = forth ? [tree.first, tree.second] : [tree.second, tree.first];
  const inside = panesOf(from).includes(pane) ? from : next;
  const found = neighbour(inside, pane, to);
  if (found !== undefined || !along || inside !== from) return found;
  const panes = panesOf(next);
  return forth ? panes[0] : panes.at(-1);
}
