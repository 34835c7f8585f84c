import type { DownloadSource } from '@common/contract/transfers';
import { useCallback } from 'react';
import { useBridge } from '../bridge/bridge';

/** A download of the browser's own, by a ticket that is good once. */
export function useDownload(): (source: DownloadSource) => void {
  const { client, report } = useBridge();
  return useCallback(
    (source) => {
      client.transfers
        .download({ source })
        .then(({ path, fileName }) => {
          const link = document.createElement('a');
          link.href = path;
          link.download = fileName;
          link.click();
        })
        .catch(report);
    },
    [client, report],
  );
}
