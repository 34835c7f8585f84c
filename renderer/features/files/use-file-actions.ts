import { useMemo } from 'react';
import { useBridge } from '../../bridge/bridge';
import type { Place } from './use-listing';

/** What is done to files. How it ended is told by Activity's toast, with the engine's reason. */
export function useFileActions({ engine, container }: Place, changed: () => void) {
  const { client, report } = useBridge();
  return useMemo(() => {
    const done = (call: Promise<unknown>) => void call.catch(report).finally(changed);
    return {
      delete: (gone: string[]) => done(client.files.delete({ engine, container, paths: gone })),
      rename: (path: string, to: string) => done(client.files.rename({ engine, container, path, to })),
      makeFolder: (path: string) => done(client.files.makeFolder({ engine, container, path })),
      /** Where a link leads. A listing that begins says yes; it is ended at once. */
      isFolder: async (path: string): Promise<boolean> => {
        const controller = new AbortController();
        try {
          for await (const _ of await client.files.list({ engine, container, path }, { signal: controller.signal }))
            return true;
          return true;
        } catch {
          return false;
        } finally {
          controller.abort();
        }
      },
    };
  }, [client, report, engine, container, changed]);
}
