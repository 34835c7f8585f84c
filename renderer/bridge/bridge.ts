import { notifyManager, QueryClient } from '@tanstack/react-query';
import { createContext, useContext, useSyncExternalStore } from 'react';
import { boundUnseen } from './bound-unseen';
import type { OpenCarrier } from './carrier';
import { type Client, Connection, type LinkState } from './connection';
import { asError, isCancelled, type PageError } from './errors';
import { Shared } from './shared';

// A change is drawn in the turn that brought it; the default waits for a timer, which a busy or hidden page delays.
notifyManager.setScheduler(queueMicrotask);

/** All that carries facts between main and the page. One a page. */
export interface Bridge {
  readonly client: Client;
  readonly connection: Connection;
  readonly queries: QueryClient;
  readonly shared: Shared;
  /** Tells the person of an error that no component shows (a setting that could not be kept …). */
  report(error: unknown): void;
  close(): void;
}

export function createBridge(open: OpenCarrier, onProblem: (error: PageError) => void = () => {}): Bridge {
  const connection = new Connection(open);
  const shared = new Shared();
  const queries = new QueryClient({
    defaultOptions: {
      queries: {
        // Facts change by the engine's events, not by the window's focus or by time.
        staleTime: Number.POSITIVE_INFINITY,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        retry: false,
        networkMode: 'always',
      },
      mutations: { networkMode: 'always' },
    },
  });
  const unbind = boundUnseen(queries.getQueryCache());
  return {
    client: connection.client,
    connection,
    queries,
    shared,
    report: (error) => {
      if (!isCancelled(error)) onProblem(asError(error));
    },
    close: () => {
      shared.close();
      connection.close();
      unbind();
      queries.clear();
    },
  };
}

const BridgeContext = createContext<Bridge | undefined>(undefined);
export const BridgeProvider = BridgeContext.Provider;

export function useBridge(): Bridge {
  const bridge = useContext(BridgeContext);
  if (!bridge) throw new Error('useBridge outside of its provider');
  return bridge;
}

/** The connection between this page and Berth itself. */
export function useLink(): LinkState {
  const { connection } = useBridge();
  return useSyncExternalStore(connection.onChange, () => connection.state);
}
