/** Between a point on the screen, a character of a drawn row, and back. A row's text is all of it but what is `data-aside`. */
import type { Spot } from './log-selection';

const isRow = '[data-place]';

/** The rows that are drawn, from top to bottom. */
export function drawnRows(block: Element): readonly HTMLElement[] {
  return [...block.children].filter((row): row is HTMLElement => row.matches(isRow));
}

export const placeOfRow = (row: HTMLElement): number => Number(row.dataset.place);

/** What stands in a row, as a copy would have it. */
export function rowText(row: Element): string {
  return textNodes(row)
    .map(({ data }) => data)
    .join('');
}

/** The character at a point of the window; at the nearest row's start or end where there is none. */
export function spotAt(block: Element, x: number, y: number): Spot | undefined {
  const rows = drawnRows(block);
  const row = rows.find((row) => y < row.getBoundingClientRect().bottom) ?? rows.at(-1);
  if (!row) return undefined;
  const place = placeOfRow(row);
  const box = row.getBoundingClientRect();
  if (y < box.top) return { place, offset: 0 };
  if (y >= box.bottom) return { place, offset: rowText(row).length };
  const caret = document.caretPositionFromPoint(x, y);
  if (!caret || !row.contains(caret.offsetNode)) {
    return { place, offset: x < box.left + box.width / 2 ? 0 : rowText(row).length };
  }
  const range = document.createRange();
  range.setStart(row, 0);
  range.setEnd(caret.offsetNode, caret.offset);
  // What is beside the text stands at its end.
  return { place, offset: Math.min(range.toString().length, rowText(row).length) };
}

/** The text node that holds a character of a row, and where in it. */
export function nodeAt(row: Element, offset: number): readonly [Node, number] {
  let left = offset;
  const nodes = textNodes(row);
  for (const node of nodes) {
    if (left <= node.length) return [node, left];
    left -= node.length;
  }
  const last = nodes.at(-1);
  return last ? [last, last.length] : [row, 0];
}

function textNodes(row: Element): readonly Text[] {
  const nodes: Text[] = [];
  const walker = document.createTreeWalker(row, NodeFilter.SHOW_TEXT, (node) =>
    node.parentElement?.closest('[data-aside]') ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
  );
  for (let node = walker.nextNode(); node; node = walker.nextNode()) nodes.push(node as Text);
  return nodes;
}
