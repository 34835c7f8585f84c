import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { placeOn, readPlace, type WindowPlace, writePlace } from './window-place';

const first = { x: 0, y: 0, width: 1920, height: 1080 };
const second = { x: 1920, y: 0, width: 2560, height: 1440 };
const place = (x: number, y: number, more: Partial<WindowPlace> = {}): WindowPlace => ({
  x,
  y,
  width: 1000,
  height: 700,
  maximized: false,
  ...more,
});

describe('EL-06: where the window opens', () => {
  test('the first time: in the middle of the main screen', () => {
    expect(placeOn([first], undefined)).toEqual({ x: 320, y: 140, width: 1280, height: 800, maximized: false });
  });

  test('where it was, on whichever screen that is', () => {
    expect(placeOn([first, second], place(2000, 100))).toEqual(place(2000, 100));
  });

  test.each([
    ['the screen is gone', place(2000, 100)],
    ['above the screen', place(100, -50)],
    ['below the screen', place(100, 1070)],
    ['only a sliver of it on the left', place(-950, 100)],
  ])('%s: in the middle of the main screen, in its size', (_, remembered) => {
    expect(placeOn([first], remembered)).toEqual(place(460, 190));
  });

  test('a smaller screen: no larger than that', () => {
    expect(placeOn([first], place(0, 0, { width: 4000, height: 3000 }))).toEqual(
      place(0, 0, { width: 1920, height: 1080 }),
    );
  });
});

test('a place that was written is read; what can not be understood is none', () => {
  const folder = mkdtempSync(join(tmpdir(), 'berth-place-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'window.json');
  expect(readPlace(file)).toBeUndefined();
  writePlace(file, place(5, 6, { maximized: true }));
  expect(readPlace(file)).toEqual(place(5, 6, { maximized: true }));
  for (const torn of [
    '',
    '{"x":1',
    'null',
    '{"x":"1","y":2,"width":1000,"height":700}',
    '{"x":0,"y":0,"width":1,"height":1}',
  ]) {
    writeFileSync(file, torn);
    expect(readPlace(file)).toBeUndefined();
  }
});
