import { skipToken, useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useBridge } from './bridge';
import type { Client } from './connection';
import { follow } from './follow';

/** A stream that sends one whole value at each change: the engines, the settings … */
export interface LiveValue<T> {
  readonly name: string;
  readonly open: (client: Client, options: { signal: AbortSignal }) => Promise<AsyncIterator<T>>;
}

/** The last value heard; undefined before the first. Declare `value` outside of components: it is compared by identity. */
export function useLiveValue<T>(value: LiveValue<T>): T | undefined {
  const bridge = useBridge();
  useEffect(
    () =>
      bridge.shared.hold(value.name, () =>
        follow(bridge.connection, {
          open: value.open,
          next: (heard) => bridge.queries.setQueryData(['berth', value.name], heard),
        }),
      ),
    [bridge, value],
  );
  return useQuery<T>({ queryKey: ['berth', value.name], queryFn: skipToken }).data;
}
