import { expect, test } from 'vitest';
import {
  addTab,
  allPanes,
  choosePane,
  currentTab,
  type DockLayout,
  keepPanes,
  moveTab,
  neighbour,
  noTabs,
  panesOf,
  removePane,
  replacePane,
  setShare,
  splitPane,
} from './dock-tree';

const ids = ({ tabs }: DockLayout) => tabs.map(({ tree }) => panesOf(tree).join('|'));
const abc = ['a', 'b', 'c'].reduce((layout, pane) => addTab(layout, pane), noTabs);

test('a split pane halves its place and is the one that is used; taken out, the other has all of it again', () => {
  const split = splitPane(abc, 'b', 'row', 'x');
  expect(ids(split)).toEqual(['a', 'b|x', 'c']);
  expect(currentTab(split)?.active).toBe('x');
  const back = removePane(split, 'x');
  expect(ids(back)).toEqual(['a', 'b', 'c']);
  expect(currentTab(back)?.active).toBe('b');
});

test('who closes the shown tab sees the one that takes its place; the last one, the one before', () => {
  expect(currentTab(removePane(choosePane(abc, 'b'), 'b'))?.active).toBe('c');
  expect(currentTab(removePane(abc, 'c'))?.active).toBe('b');
  expect(currentTab(removePane(addTab(noTabs, 'a'), 'a'))).toBeUndefined();
});

test('sessions that are gone leave, those opened elsewhere come at the end and are not gone to', () => {
  const layout = choosePane(splitPane(abc, 'a', 'column', 'd'), 'a');
  const kept = keepPanes(layout, ['e', 'c', 'a']);
  expect(ids(kept)).toEqual(['a', 'c', 'e']);
  expect(currentTab(kept)?.active).toBe('a');
  expect(keepPanes(kept, ['a', 'c', 'e'])).toBe(kept);
});

test('a session that was opened takes the place that was kept for it, wherever the list has put it meanwhile', () => {
  const waiting = keepPanes(splitPane(abc, 'b', 'row', 'opening-1'), ['a', 'b', 'c', 'opening-1', 'new']);
  expect(ids(waiting)).toEqual(['a', 'b|opening-1', 'c', 'new']);
  const opened = replacePane(waiting, 'opening-1', 'new');
  expect(ids(opened)).toEqual(['a', 'b|new', 'c']);
  expect(currentTab(opened)?.active).toBe('new');
});

test('tabs are moved among the others and stop at both ends', () => {
  const [, b] = abc.tabs;
  if (!b) throw new Error('three tabs');
  expect(ids(moveTab(abc, b.id, 0))).toEqual(['b', 'a', 'c']);
  expect(ids(moveTab(abc, b.id, 9))).toEqual(['a', 'c', 'b']);
  expect(moveTab(abc, b.id, 1)).toBe(abc);
});

test('the pane beside is found across splits of both directions', () => {
  const split = splitPane(splitPane(addTab(noTabs, 'a'), 'a', 'row', 'b'), 'b', 'column', 'c');
  const { tree } = currentTab(split) ?? {};
  if (!tree) throw new Error('one tab');
  expect(neighbour(tree, 'a', 'right')).toBe('b');
  expect(neighbour(tree, 'b', 'down')).toBe('c');
  expect(neighbour(tree, 'c', 'left')).toBe('a');
  expect(neighbour(tree, 'c', 'up')).toBe('b');
  expect(neighbour(tree, 'a', 'left')).toBeUndefined();
  expect(neighbour(tree, 'a', 'down')).toBeUndefined();
});

test('a share is kept by its split only', () => {
  const split = splitPane(abc, 'c', 'row', 'd');
  expect(currentTab(setShare(split, 'split-d', 30))?.tree).toMatchObject({ share: 30 });
  expect(setShare(split, 'split-x', 30)).toBe(split);
  expect(allPanes(split)).toEqual(['a', 'b', 'c', 'd']);
});
