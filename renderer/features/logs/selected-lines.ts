/**
 * The selected text of the drawn lines, one line a row and exactly as shown.
 *
 * @returns undefined when nothing of them is selected
 */
export function selectedLines(container: Element): string | undefined {
  const selection = container.ownerDocument.getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return undefined;
  const range = selection.getRangeAt(0);
  const lines: string[] = [];
  for (const row of container.querySelectorAll('[data-line]')) {
    if (!range.intersectsNode(row)) continue;
    const part = container.ownerDocument.createRange();
    part.selectNodeContents(row);
    if (range.compareBoundaryPoints(Range.START_TO_START, part) > 0)
      part.setStart(range.startContainer, range.startOffset);
    if (range.compareBoundaryPoints(Range.END_TO_END, part) < 0) part.setEnd(range.endContainer, range.endOffset);
    lines.push(part.toString());
  }
  return lines.length === 0 ? undefined : lines.join('\n');
}
