import type { ContainerId, EngineId, TerminalId } from '@common/contract/ids';
import { useCallback } from 'react';
import { create } from 'zustand';
import { useBridge } from '../../bridge/bridge';
import { asError, isCancelled, type PageError } from '../../bridge/errors';
import type { Size } from '../../terminal/terminal-screen';

/** What to run; main finds a shell when none is named. */
export interface Wanted {
  readonly shell?: string;
  readonly user?: string;
  readonly workingDirectory?: string;
}

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
  open(size: Size, wanted?: Wanted): void;
  look(session: TerminalId): void;
}

/** A container's terminals on this page: which is looked at, what is being opened, and why that failed. */
export function useContainerPlace(engine: EngineId, container: ContainerId): ContainerPlace {
  const { client } = useBridge();
  const key = `${engine} ${container}`;
  const place = usePlaces((places) => places[key]) ?? noPlace;
  const look = useCallback((active: TerminalId) => change(key, { active, error: undefined }), [key]);
  const open = useCallback(
    (size: Size, wanted: Wanted = {}) => {
      if (usePlaces.getState()[key]?.opening) return;
      change(key, { opening: true, error: undefined });
      client.terminals.open({ kind: 'exec', engine, container, ...size, ...wanted }).then(
        ({ id }) => change(key, { opening: false, active: id }),
        (error: unknown) => change(key, { opening: false, error: isCancelled(error) ? undefined : asError(error) }),
      );
    },
    [client, engine, container, key],
  );
  return { ...place, open, look };
}
