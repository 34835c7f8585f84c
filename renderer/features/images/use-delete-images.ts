import type { EngineId } from '@common/contract/ids';
import type { Image } from '@common/contract/images';
import { useCallback } from 'react';
import { useBridge } from '../../bridge/bridge';
import { usePresses } from '../../stores/presses';

/** Deletes images with all their tags. Each answers by its row and by Activity; what could not be asked at all, by a toast. */
export function useDeleteImages(engine: EngineId) {
  const { client, report } = useBridge();
  return useCallback(
    (images: readonly Image[], options: { readonly force: boolean }): void => {
      const ids = images.map(({ id }) => id);
      void usePresses
        .getState()
        .press('delete', ids, (fresh) => client.images.delete({ engine, ids: fresh, ...options }))
        .catch(report);
    },
    [client, report, engine],
  );
}
