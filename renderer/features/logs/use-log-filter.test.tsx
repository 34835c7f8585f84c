// @vitest-environment jsdom
import type { LogFilter } from '@common/contract/logs';
import { act, renderHook, waitFor } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import type { LogLinesHandle } from './log-lines';
import type { LogSession } from './log-session';
import { noState } from './log-state';
import { useLogFilter } from './use-log-filter';

function narrowed(following: boolean) {
  const at = { following };
  const goTo = vi.fn();
  const handle = { top: () => 5, following: () => at.following, goTo } as unknown as LogLinesHandle;
  const shown: { filter: LogFilter | undefined } = { filter: undefined };
  const session = Object.assign(shown, {
    show(filter: LogFilter | undefined) {
      shown.filter = filter;
    },
    placeOf: async (line: number) => line + 100,
    keep: () => () => undefined,
  }) as unknown as LogSession;
  const lines = { current: handle };
  const none = {};
  const { result, rerender } = renderHook(
    (filteredTo: number | undefined) => {
      const view =
        filteredTo === undefined ? undefined : { first: 0, end: 9, filteredFrom: 0, filteredTo, done: true, era: 0 };
      return useLogFilter(session, { ...noState, view }, undefined, lines, undefined, none);
    },
    { initialProps: undefined as number | undefined },
  );
  act(() => result.current.narrow({ streams: ['err'] }));
  expect(shown.filter).toEqual({ streams: ['err'] });
  return { at, goTo, rerender };
}

it('what was at the top stays in view when another filter has come past it', async () => {
  const { goTo, rerender } = narrowed(false);
  rerender(5);
  rerender(6);
  await waitFor(() => expect(goTo.mock.calls).toEqual([[105]]));
});

it('who follows the end while filtering and leaves it later is not taken back by the next line that comes', async () => {
  const { at, goTo, rerender } = narrowed(true);
  rerender(10);
  at.following = false;
  rerender(11);
  await new Promise((resolve) => setTimeout(resolve));
  expect(goTo).not.toHaveBeenCalled();
});
