import { deleteImagesCommand } from '../common/contract/commands';
import type { Container } from '../common/contract/containers';
import type { EngineId, ImageId } from '../common/contract/ids';
import type { Image } from '../common/contract/images';
import type { EngineKeeper } from './engines';
import { createEventRules } from './event-rules';
import type { Jobs } from './jobs';
import { createLiveTables } from './live-tables';
import type { Log } from './log';
import { os } from './os';

interface ImagesDeps {
  readonly engines: EngineKeeper;
  readonly jobs: Jobs;
  readonly log: Log;
  /** The engine's containers, for "used by". */
  containers(engine: EngineId, signal?: AbortSignal): Promise<readonly Container[]>;
}

export function createImages({ engines, jobs, log, containers }: ImagesDeps) {
  const rules = createEventRules(log);
  // An image's events name it by tag as often as by id, and one tag moves between two rows: the list is read whole.
  const tables = createLiveTables<Image, ImageId>({
    engines,
    log,
    idOf: (row) => row.id,
    list: (engine, signal) => engine.listImages({ signal }),
    onEvent(event, table) {
      if (rules.forImages(event) === 'list') table.relist();
    },
  });

  async function namesOf(engine: EngineId, ids: readonly ImageId[]): Promise<readonly string[]> {
    const known = tables.of(engine).rows();
    // One that was made a moment ago is not in the table yet.
    const rows =
      known && ids.every((id) => known.has(id))
        ? [...known.values()]
        : await engines
            .get(engine)
            .listImages()
            .catch(() => []);
    const names = new Map(rows.map((row) => [row.id, row.tags[0]]));
    return ids.map((id) => names.get(id) ?? id.replace('sha256:', '').slice(0, 12));
  }

  const verbs = {
    watch: os.images.watch.handler(({ input, signal }) => tables.of(input.engine).watch(signal)),
    inspect: os.images.inspect.handler(async ({ input, signal }) => {
      const [details, all] = await Promise.all([
        engines.get(input.engine).inspectImage(input.id, signal),
        containers(input.engine, signal),
      ]);
      const usedBy = all.filter((one) => one.imageId === details.id).map(({ id, name }) => ({ id, name }));
      return { ...details, usedBy };
    }),
    delete: os.images.delete.handler(async ({ input: { engine, ids, force } }) => {
      engines.get(engine); // an engine that is away is one error, not one for each image
      const names = await namesOf(engine, ids);
      return jobs.run({
        engine,
        verb: 'delete',
        noun: 'image',
        command: deleteImagesCommand(names, { force }),
        items: ids.map((id, index) => ({ id, name: names[index] ?? id })),
        options: { force },
        each: (id) => engines.get(engine).deleteImage(id as ImageId, { force }),
      });
    }),
  };
  return { verbs, close: tables.close };
}
