import { useEffect, useRef } from 'react';
import { useBridge, useLink } from '../bridge/bridge';

/** Reloads the page when, after a lost link, another build of Berth answers: their contracts may differ. */
export function useFreshBuild(): void {
  const { client } = useBridge();
  const up = useLink().kind === 'up';
  const first = useRef<string>(undefined);
  useEffect(() => {
    if (!up) return;
    client.app.info().then(
      ({ build }) => {
        first.current ??= build;
        if (first.current !== build) location.reload();
      },
      // Lost again: asked anew when the link is back.
      () => undefined,
    );
  }, [client, up]);
}
