import type { TerminalId } from '@common/contract/ids';
import type { TerminalSession } from '@common/contract/terminals';
import { useCallback } from 'react';
import { create } from 'zustand';
import { type Bridge, useBridge } from '../../bridge/bridge';
import { asError, isCancelled, type PageError } from '../../bridge/errors';
import { type Opening, useDock } from '../../stores/dock';
import type { Size } from '../../terminal/terminal-screen';
import { noteSession } from './use-terminals';

export type Try = 'under-way' | PageError | undefined;

/** By the opening's key. Outlives its pane on screen, for what is being opened must not be opened twice, and goes with the opening. */
export const useTries = create<Readonly<Record<string, Try>>>(() => ({}));

const isOpening = (key: string) => useDock.getState().openings.some((opening) => opening.key === key);

useDock.subscribe(({ openings }, before) => {
  if (openings === before.openings) return;
  useTries.setState(Object.fromEntries(Object.entries(useTries.getState()).filter(([key]) => isOpening(key))), true);
});

export const useTry = (key: string): Try => useTries((tries) => tries[key]);

/** Opens it once; what came of it is told by `useTry`, and by the session in its pane. */
export async function tryOpening(bridge: Bridge, { key, request }: Opening, size: Size): Promise<void> {
  if (useTries.getState()[key] === 'under-way') return;
  useTries.setState({ [key]: 'under-way' });
  const dock = useDock.getState();
  dock.count(1);
  try {
    const session = await bridge.client.terminals.open({ ...request, ...size });
    // Closed meanwhile: nobody would know of it.
    if (!isOpening(key)) {
      await bridge.client.terminals.close({ terminal: session.id });
      return;
    }
    noteSession(bridge, session);
    dock.settle(key, session.id);
  } catch (error) {
    if (isOpening(key)) useTries.setState({ [key]: asError(error) });
  } finally {
    dock.count(-1);
  }
}

/** Opens the same anew in an ended one's place. */
export function useAgain(): (session: TerminalSession, size: Size) => Promise<TerminalId | undefined> {
  const bridge = useBridge();
  return useCallback(
    async ({ id }, size) => {
      const dock = useDock.getState();
      dock.count(1);
      try {
        const made = await bridge.client.terminals.again({ terminal: id, ...size });
        noteSession(bridge, made, id);
        dock.settle(id, made.id);
        return made.id;
      } catch (error) {
        if (!isCancelled(error)) bridge.report(error);
        return undefined;
      } finally {
        dock.count(-1);
      }
    },
    [bridge],
  );
}
