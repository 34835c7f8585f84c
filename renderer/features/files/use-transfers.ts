import type { UploadTarget } from '@common/contract/transfers';
import { useCallback, useState } from 'react';
import { errorLine } from '../../app/error-words';
import { counted, useT } from '../../app/t';
import { useBridge } from '../../bridge/bridge';
import { asError, type PageError } from '../../bridge/errors';
import { useToasts } from '../../stores/toasts';
import type { PickedFile } from './dropped-files';
import type { Place } from './use-listing';

/** Files that would replace others: asked about before anything is sent. */
export interface Replacing {
  readonly folder: string;
  readonly files: readonly PickedFile[];
  readonly taken: string;
}

/** Sends files; Activity shows how far they are and can cancel them. */
export function useUpload({ engine, container }: Place, onDone: () => void) {
  const t = useT();
  const { client } = useBridge();
  const show = useToasts((toasts) => toasts.show);
  const [replacing, setReplacing] = useState<Replacing>();
  const [running, setRunning] = useState(0);

  const upload = useCallback(
    async (folder: string, picked: readonly PickedFile[], overwrite = false): Promise<void> => {
      if (picked.length === 0) return;
      const files = picked.flatMap(({ name, file }) => (file ? [{ name, file }] : []));
      const folders = picked.flatMap(({ name, file }) => (file ? [] : [name]));
      const target: UploadTarget = {
        engine,
        container,
        folder,
        overwrite,
        folders,
        files: files.map(({ name, file }) => ({ name, size: file.size, modifiedAt: file.lastModified })),
      };
      setRunning((count) => count + 1);
      try {
        const { path } = await client.transfers.upload({ target });
        // Blobs of files are read from the disk as they are sent.
        const answer = await fetch(path, { method: 'PUT', body: new Blob(files.map(({ file }) => file)) });
        // Read in any case: an answer that nobody reads counts as broken off.
        const said: unknown = await answer.json();
        if (!answer.ok) throw new UploadError(said as PageError);
        const words =
          files.length > 0
            ? counted(files.length, 'Uploaded {{count}} file', 'Uploaded {{count}} files')
            : counted(folders.length, 'Uploaded {{count}} empty folder', 'Uploaded {{count}} empty folders');
        show({ tone: 'ok', title: words, detail: folder });
      } catch (error) {
        const why = error instanceof UploadError ? error.error : asError(error);
        if (why.code === 'name-taken' && !overwrite)
          setReplacing({ folder, files: picked, taken: why.params.name ?? '' });
        else if (why.code !== 'interrupted')
          show({ tone: 'bad', title: t('The upload failed'), detail: errorLine(why), activity: true });
      } finally {
        setRunning((count) => count - 1);
        onDone();
      }
    },
    [client, engine, container, onDone, show, t],
  );
  return { upload, replacing, setReplacing, uploading: running > 0 };
}

class UploadError extends Error {
  constructor(readonly error: PageError) {
    super(error.code);
  }
}
