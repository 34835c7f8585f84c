import type { Terminal as HeadlessTerminal } from '@xterm/headless';

/** What a cell and the cursor's own looks have in common in xterm 6.0.0. */
interface Looks {
  isBold(): number;
  isDim(): number;
  isItalic(): number;
  isUnderline(): number;
  isBlink(): number;
  isInverse(): number;
  isInvisible(): number;
  isStrikethrough(): number;
  isOverline(): number;
  getFgColorMode(): number;
  getFgColor(): number;
  getBgColorMode(): number;
  getBgColor(): number;
}
interface Internals {
  readonly _core: { readonly _inputHandler: { readonly _curAttrData: Looks } };
}

/**
 * Output that puts the cursor behind the last column of `row` (1 is the first), where it waits before it wraps.
 *
 * No sequence addresses that place: only a letter written into the last column leads there, so the one that is there is
 * written again, in its own looks.
 */
export function waitBehindLastColumn(terminal: HeadlessTerminal, row: number): string {
  const buffer = terminal.buffer.active;
  const line = buffer.getLine(buffer.baseY + buffer.cursorY);
  const last = terminal.cols - 1;
  // A wide letter stands in the cell before; its second half has no width.
  const column = line?.getCell(last)?.getWidth() === 0 ? last - 1 : last;
  const cell = line?.getCell(column);
  if (!cell) return '';
  const current = (terminal as unknown as Internals)._core._inputHandler._curAttrData;
  const letter = `${sgr(cell)}${cell.getChars() || ' '}${sgr(current)}`;
  const { insertMode } = terminal.modes;
  return `\x1b[${row};${column + 1}H${insertMode ? `\x1b[4l${letter}\x1b[4h` : letter}`;
}

/** The looks as "select graphic rendition" (ECMA-48 8.3.117, and xterm's 38 and 48 for colours). */
function sgr(looks: Looks): string {
  const codes: (number | string)[] = [0];
  if (looks.isBold()) codes.push(1);
  if (looks.isDim()) codes.push(2);
  if (looks.isItalic()) codes.push(3);
  if (looks.isUnderline()) codes.push(4);
  if (looks.isBlink()) codes.push(5);
  if (looks.isInverse()) codes.push(7);
  if (looks.isInvisible()) codes.push(8);
  if (looks.isStrikethrough()) codes.push(9);
  if (looks.isOverline()) codes.push(53);
  codes.push(...colour(30, looks.getFgColorMode(), looks.getFgColor()));
  codes.push(...colour(40, looks.getBgColorMode(), looks.getBgColor()));
  return `\x1b[${codes.join(';')}m`;
}

/** xterm's ways to keep a colour: of 16, of 256, or red, green and blue; none is the default's. */
const modes = { of16: 1 << 24, of256: 2 << 24, rgb: 3 << 24 } as const;

function colour(base: 30 | 40, mode: number, value: number): string[] {
  if (mode === modes.of16) return [String(value < 8 ? base + value : base + 60 + value - 8)];
  if (mode === modes.of256) return [`${base + 8};5;${value}`];
  if (mode !== modes.rgb) return [];
  return [`${base + 8};2;${(value >> 16) & 255};${(value >> 8) & 255};${value & 255}`];
}
