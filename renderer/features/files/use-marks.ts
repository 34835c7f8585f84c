import { deletedIn, type FileMark, joinPath, marksOf } from '@common/contract/file-rules';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useBridge } from '../../bridge/bridge';
import { verbQuery } from '../../bridge/query';
import type { FileRow, Place } from './use-listing';

export interface Marks {
  /** How many paths differ from the image's; undefined while it is not known. */
  readonly count: number | undefined;
  of(path: string): FileMark | undefined;
  /** Rows for what is gone from a folder. */
  deleted(folder: string): readonly FileRow[];
}

/** Engines say paths in JSON, where bytes that are no text became U+FFFD. */
const asTold = (path: string) => path.replace(/[\udc80-\udcff]/gu, '\ufffd');

/**
 * What the container changed in its image's files.
 *
 * @param ready the folder is read: Docker holds the container while it compares, and a shell would have to wait
 */
export function useMarks({ engine, container }: Place, ready: boolean): Marks {
  const { client } = useBridge();
  const { data } = useQuery({ ...verbQuery(client, 'files', 'changes', { engine, container }), enabled: ready });
  return useMemo(() => {
    const changes = data?.changes ?? [];
    const marks = marksOf(changes);
    return {
      count: data && data.changes.length + data.leftOut,
      of: (path) => marks.get(asTold(path)),
      deleted: (folder) =>
        deletedIn(changes, folder).map((name) => ({
          name,
          path: joinPath(folder, name),
          kind: 'other',
          size: -1,
          mode: 0,
          owner: '',
          group: '',
          modifiedAt: 0,
          mark: 'deleted',
        })),
    };
  }, [data]);
}
