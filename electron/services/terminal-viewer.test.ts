import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { TerminalViewer } from './terminal-viewer';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A page that paints at once what it is sent, and a program that says far more than can wait for it. */
function flooded() {
  const asked: boolean[] = [];
  const viewer: TerminalViewer = new TerminalViewer('page', {
    wantsScreen(_, whole) {
      asked.push(whole);
      viewer.screen({ kind: 'screen', data: '', columns: 80, rows: 24 });
    },
  });
  viewer.screen({ kind: 'screen', data: '', columns: 80, rows: 24 });
  viewer.data('x'.repeat(300 * 1024));
  return { viewer, asked };
}

test('who fell behind gets the end of the scrollback at once, and all of it as soon as output rests', async () => {
  const { asked } = flooded();
  await vi.advanceTimersByTimeAsync(300);
  expect(asked).toEqual([false]);
  await vi.advanceTimersByTimeAsync(300);
  expect(asked).toEqual([false, true]);
});

test('all of the scrollback is not made in the middle of a flood that the page follows, unless it goes on for long', async () => {
  const { viewer, asked } = flooded();
  const flood = setInterval(() => viewer.data('y'), 20);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(asked).toEqual([false]);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(asked).toEqual([false, true]);
  clearInterval(flood);
});
