import { BerthError } from '../common/contract/errors';
import {
  deleteFilesCommand,
  makeFolderCommand,
  renameFileCommand,
  saveFileCommand,
} from '../common/contract/file-commands';
import { baseName, cleanPath, parentPath } from '../common/contract/file-rules';
import type { FileChanges, FileContent, FileSave } from '../common/contract/files';
import type { ContainerId, EngineId } from '../common/contract/ids';
import type { JobItem, JobResult } from '../common/contract/jobs';
import type { EngineKeeper } from './engines';
import { createFileAccess, type FileAccess } from './files/file-access';
import { readFile, savedVersion } from './files/file-content';
import { createFileLists } from './files/file-lists';
import { makeFolder, placeFiles, remove, rename } from './files/file-writer';
import { forgetOnEvents } from './files/forget-on-events';
import { ownership } from './files/ownership';
import { createTurns } from './files/turns';
import type { Jobs } from './jobs';
import { os } from './os';

interface FilesDeps {
  readonly engines: EngineKeeper;
  readonly jobs: Jobs;
}

/** Changes that are told; a build cache can have millions. */
const mostChanges = 20_000;
/** Bytes of a file that can be edited, as the contract's largest `limit`. */
const mostEdited = 8_388_608;

export type Files = ReturnType<typeof createFiles>;

export function createFiles({ engines, jobs }: FilesDeps) {
  const accessTo = createFileAccess();
  const lists = createFileLists();
  const events = forgetOnEvents(engines, lists);
  /** Two windows that save one file: the second sees what the first wrote. */
  const turns = createTurns();

  async function reach(engine: EngineId, container: ContainerId, signal?: AbortSignal): Promise<FileAccess> {
    events.listen(engine);
    return accessTo(engines.get(engine), container, signal);
  }

  /** Writes, and drops what was kept of the folders that were written to. */
  async function writing<T>(access: FileAccess, folders: readonly string[], work: () => Promise<T>): Promise<T> {
    if (access.writes === 'none') throw new BerthError('wrong-state', { name: access.name, state: 'read-only' });
    events.expect(access);
    try {
      return await work();
    } finally {
      events.expect(access);
      for (const folder of folders) lists.wrote(access, folder);
    }
  }

  async function save(
    access: FileAccess,
    input: { readonly path: string; readonly text: string; readonly version?: string | undefined },
    signal: AbortSignal,
  ): Promise<FileSave> {
    const { content: now } = await readFile(access, input.path, mostEdited, signal);
    if (input.version !== undefined && input.version !== now.version) return { kind: 'changed-underneath', now };
    const data = Buffer.from(input.text, 'utf8');
    const modifiedAt = Math.floor(Date.now() / 1000) * 1000;
    const { mode, uid, gid } = await ownership(access, now.realPath, signal);
    const file = { name: baseName(now.realPath), size: data.length, mode, uid, gid, modifiedAt };
    const folder = parentPath(now.realPath);
    await writing(access, [folder], () =>
      placeFiles(access, { folder, files: [file], bytes: once(data), again: () => once(data), signal }),
    );
    return { kind: 'saved', version: savedVersion(modifiedAt, data) };
  }

  const verbs = {
    list: os.files.list.handler(async function* ({ input, signal = new AbortController().signal }) {
      const access = await reach(input.engine, input.container, signal);
      yield* lists.list(access, cleanPath(input.path), input.fresh, signal);
    }),

    changes: os.files.changes.handler(async ({ input, signal }): Promise<FileChanges> => {
      const all = await engines.get(input.engine).containerChanges(input.container, signal);
      return { changes: all.slice(0, mostChanges), leftOut: Math.max(0, all.length - mostChanges) };
    }),

    read: os.files.read.handler(async ({ input, signal = new AbortController().signal }): Promise<FileContent> => {
      const access = await reach(input.engine, input.container, signal);
      return (await readFile(access, cleanPath(input.path), input.limit, signal)).content;
    }),

    save: os.files.save.handler(({ input }) => {
      const path = cleanPath(input.path);
      return turns(`${input.container} ${path}`, async (): Promise<FileSave> => {
        const access = await reach(input.engine, input.container);
        let saved: FileSave | undefined;
        const result = await jobs.run({
          engine: input.engine,
          verb: 'save',
          noun: 'file',
          command: saveFileCommand(access.name, path),
          items: [{ id: `${input.container} ${path}`, name: path }],
          about: access.name,
          options: crypto.randomUUID(),
          each: async (_, signal) => {
            saved = await save(access, { ...input, path }, signal);
            if (saved.kind === 'changed-underneath') throw new BerthError('changed-since', { name: path });
          },
        });
        if (saved) return saved;
        throw failure(result);
      });
    }),

    makeFolder: os.files.makeFolder.handler(async ({ input }) => {
      const path = cleanPath(input.path);
      const access = await reach(input.engine, input.container);
      return jobs.run({
        engine: input.engine,
        verb: 'make-folder',
        noun: 'file',
        command: makeFolderCommand(access.name, path),
        items: [{ id: `${input.container} ${path}`, name: path }],
        about: access.name,
        each: (_, signal) => writing(access, [parentPath(path)], () => makeFolder(access, path, signal)),
      });
    }),

    rename: os.files.rename.handler(async ({ input }) => {
      const [path, to] = [cleanPath(input.path), cleanPath(input.to)];
      const access = await reach(input.engine, input.container);
      return jobs.run({
        engine: input.engine,
        verb: 'rename',
        noun: 'file',
        command: renameFileCommand(access.name, path, to),
        items: [{ id: `${input.container} ${path}`, name: path }],
        about: to,
        options: to,
        each: (_, signal) =>
          writing(access, [parentPath(path), parentPath(to)], () => rename(access, path, to, signal)),
      });
    }),

    delete: os.files.delete.handler(async ({ input }) => {
      const paths = [...new Set(input.paths.map(cleanPath))];
      const access = await reach(input.engine, input.container);
      const idOf = (path: string) => `${input.container} ${path}`;
      return jobs.run({
        engine: input.engine,
        verb: 'delete',
        noun: 'file',
        command: deleteFilesCommand(access.name, paths),
        items: paths.map((path) => ({ id: idOf(path), name: path })),
        about: access.name,
        each: (id, signal) => {
          const path = id.slice(input.container.length + 1);
          return writing(access, [path, parentPath(path)], () => remove(access, path, signal));
        },
      });
    }),
  };

  return { verbs, reach, writing, close: () => events.close() };
}

async function* once(data: Buffer): AsyncGenerator<Buffer> {
  if (data.length > 0) yield data;
}

/** Of a job with one item: why it did not end well. */
export function failure({ items }: JobResult): unknown {
  const [item] = items;
  return item?.error ? asError(item) : new BerthError('interrupted');
}

function asError({ error }: JobItem): BerthError {
  if (!error) return new BerthError('interrupted');
  return new BerthError(error.code, error.params, error.raw === undefined ? {} : { raw: error.raw });
}
