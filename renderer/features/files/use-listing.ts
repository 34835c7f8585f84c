import { joinPath } from '@common/contract/file-rules';
import type { FileEntry, FileListing } from '@common/contract/files';
import type { ContainerId, EngineId } from '@common/contract/ids';
import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useBridge } from '../../bridge/bridge';
import { asError, isCancelled, type PageError } from '../../bridge/errors';

/** An entry with where it is. */
export interface FileRow extends FileEntry {
  readonly path: string;
}

/** A folder as far as it is known. */
export interface Listing {
  readonly folder: string;
  readonly rows: readonly FileRow[];
  readonly loading: boolean;
  /** How it was read, once something was. */
  readonly facts?: Pick<FileListing, 'how' | 'at' | 'writes' | 'cut'>;
  readonly error?: PageError;
}

export interface Place {
  readonly engine: EngineId;
  readonly container: ContainerId;
}

const listingKey = ({ engine, container }: Place, folder: string) => [engine, 'files', 'list', { container, folder }];

/** What is known of a container's files is old: it was changed here, or started, or stopped. */
export function forgetFiles(queries: QueryClient, { engine, container }: Place): void {
  void queries.invalidateQueries({
    predicate: ({ queryKey: [first, noun, verb, more] }) =>
      first === engine &&
      noun === 'files' &&
      (verb === 'list' || verb === 'read') &&
      (more as { container?: string }).container === container,
  });
  void queries.invalidateQueries({ queryKey: [engine, 'files', 'changes', { container }] });
}

/**
 * A folder as it comes in, and anew whenever `turn` changes. The rows of the same folder stay until the new ones are whole.
 *
 * @param fresh what is kept in main is not good enough either
 */
export function useListing(place: Place, folder: string, turn: number, fresh: boolean): Listing {
  const { client } = useBridge();
  const queries = useQueryClient();
  const { engine, container } = place;
  const [listing, setListing] = useState<Listing>({ folder, rows: [], loading: true });
  // biome-ignore lint/correctness/useExhaustiveDependencies: turn asks for it anew
  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    const key = listingKey({ engine, container }, folder);
    const state = queries.getQueryState<Listing>(key);
    const known = state?.isInvalidated ? undefined : state?.data;
    setListing(
      (before) =>
        known ?? (before.folder === folder ? { ...before, loading: true } : { folder, rows: [], loading: true }),
    );
    const read = async () => {
      const rows: FileRow[] = [];
      let shown = 0;
      for await (const part of await client.files.list({ engine, container, path: folder, fresh }, { signal })) {
        const { how, at, writes, cut } = part;
        for (const entry of part.entries) rows.push({ ...entry, path: joinPath(folder, entry.name) });
        // The first at once, then each time there are twice as many: a sort for each piece would take longer than the pieces.
        if (!part.done && (rows.length === 0 || rows.length < 2 * shown)) continue;
        shown = rows.length;
        const now: Listing = {
          folder,
          rows: [...rows],
          loading: !part.done,
          facts: { how, at, writes, ...(cut && { cut }) },
        };
        if (part.done) queries.setQueryData(key, now);
        setListing((before) =>
          before.folder === folder && before.rows.length > rows.length && !part.done ? before : now,
        );
      }
    };
    read().catch((error) => {
      if (signal.aborted || isCancelled(error)) return;
      setListing((before) => ({ ...before, folder, loading: false, error: asError(error) }));
    });
    return () => controller.abort();
  }, [client, queries, engine, container, folder, turn, fresh]);
  return listing.folder === folder ? listing : { folder, rows: [], loading: true };
}

/** For the tree: a whole folder, once. */
export function folderQuery(client: ReturnType<typeof useBridge>['client'], place: Place, folder: string) {
  return {
    queryKey: listingKey(place, folder),
    queryFn: async ({ signal }: { signal: AbortSignal }): Promise<Listing> => {
      const rows: FileRow[] = [];
      let facts: Listing['facts'];
      for await (const part of await client.files.list({ ...place, path: folder }, { signal })) {
        const { how, at, writes, cut } = part;
        for (const entry of part.entries) rows.push({ ...entry, path: joinPath(folder, entry.name) });
        facts = { how, at, writes, ...(cut && { cut }) };
      }
      return { folder, rows, loading: false, ...(facts && { facts }) };
    },
  };
}
