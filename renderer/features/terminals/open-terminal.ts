import type { ContainerId, EngineId, TerminalId } from '@common/contract/ids';
import { useCallback } from 'react';
import { create } from 'zustand';
import { useBridge } from '../../bridge/bridge';
import { asError, isCancelled, type PageError } from '../../bridge/errors';
import type { TerminalRequest } from '../../stores/dock';
import type { Size } from '../../terminal/terminal-screen';
import { noteSession } from './use-terminals';

interface Place {
  readonly opening?: boolean;
  /** Of the last try, until the next. */
  readonly error?: PageError;
  /** The session looked at last. */
  readonly active?: TerminalId;
}

/** Outlives a change of tabs: a shell that is being opened must not be opened twice. */
const usePlaces = create<Readonly<Record<string, Place>>>(() => ({}));
const noPlace: Place = {};

function change(key: string, part: Place): void {
  usePlaces.setState((places) => ({ [key]: { ...places[key], ...part } }));
}

export interface ContainerPlace extends Place {
  open(size: Size, request: TerminalRequest): void;
  look(session: TerminalId): void;
}

/** A container's terminals on its own page: which is looked at, what is being opened, and why that failed. */
export function useContainerPlace(engine: EngineId, container: ContainerId): ContainerPlace {
  const bridge = useBridge();
  const key = `${engine} ${container}`;
  const place = usePlaces((places) => places[key]) ?? noPlace;
  const look = useCallback((active: TerminalId) => change(key, { active, error: undefined }), [key]);
  const open = useCallback(
    (size: Size, request: TerminalRequest) => {
      if (usePlaces.getState()[key]?.opening) return;
      change(key, { opening: true, error: undefined });
      bridge.client.terminals.open({ ...request, ...size }).then(
        (session) => {
          noteSession(bridge, session);
          change(key, { opening: false, active: session.id });
        },
        (error: unknown) => change(key, { opening: false, error: isCancelled(error) ? undefined : asError(error) }),
      );
    },
    [bridge, key],
  );
  return { ...place, open, look };
}
