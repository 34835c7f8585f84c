import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { Rectangle } from 'electron';

/** Where the window was when it was last closed. */
export interface WindowPlace extends Rectangle {
  readonly maximized: boolean;
}

const usual = { width: 1280, height: 800 };
/** look.md: windows from 960x600. */
export const smallest = { width: 960, height: 600 };

/** So much of the window's top has to be on a screen that a hand can get hold of it. Pixels. */
const grip = { width: 120, height: 32 };

/**
 * Where to open the window: the remembered place where it can still be seen, else the middle of the first screen.
 *
 * A screen may have been unplugged since, or made smaller. `areas` are the screens' usable parts, first the main one.
 */
export function placeOn(areas: readonly Rectangle[], remembered: WindowPlace | undefined): WindowPlace {
  const [main = { x: 0, y: 0, ...usual }] = areas;
  const fitting = areas.find((area) => remembered !== undefined && gripIsOn(area, remembered));
  if (remembered && fitting) {
    return {
      ...remembered,
      width: Math.min(remembered.width, Math.max(fitting.width, smallest.width)),
      height: Math.min(remembered.height, Math.max(fitting.height, smallest.height)),
    };
  }
  const width = Math.min(remembered?.width ?? usual.width, main.width);
  const height = Math.min(remembered?.height ?? usual.height, main.height);
  return {
    x: main.x + Math.round((main.width - width) / 2),
    y: main.y + Math.round((main.height - height) / 2),
    width,
    height,
    maximized: remembered?.maximized ?? false,
  };
}

function gripIsOn(area: Rectangle, { x, y, width }: Rectangle): boolean {
  const across = Math.min(x + width, area.x + area.width) - Math.max(x, area.x);
  const down = area.y + area.height - y;
  return across >= grip.width && y >= area.y && down >= grip.height;
}

/** undefined when there is none or it can't be understood: a window's place is not worth a word to the person. */
export function readPlace(file: string): WindowPlace | undefined {
  try {
    const read: Partial<WindowPlace> = JSON.parse(readFileSync(file, 'utf8'));
    const { x, y, width, height, maximized } = read;
    const numbers = [x, y, width, height].every((value) => Number.isSafeInteger(value));
    if (!numbers || Number(width) < smallest.width || Number(height) < smallest.height) return undefined;
    return { x: Number(x), y: Number(y), width: Number(width), height: Number(height), maximized: maximized === true };
  } catch {
    return undefined;
  }
}

export function writePlace(file: string, place: WindowPlace): void {
  try {
    // Whole or not at all, also when the machine goes down meanwhile.
    writeFileSync(`${file}.new`, `${JSON.stringify(place)}\n`, { mode: 0o600 });
    renameSync(`${file}.new`, file);
  } catch {
    // The data folder can't be written, which services tell the person.
  }
}
