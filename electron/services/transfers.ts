import { randomBytes, randomUUID } from 'node:crypto';
import { BerthError } from '../common/contract/errors';
import { uploadFilesCommand } from '../common/contract/file-commands';
import { baseName, cleanPath, joinPath } from '../common/contract/file-rules';
import type { FileSource, LogDownload, Ticket, UploadTarget } from '../common/contract/transfers';
import { shownByteText } from '../common/std/byte-text';
import { type Download, pageSession, safeName, type TransferDoor, transferPath } from '../shell/transfer-door';
import { type Files, failure } from './files';
import type { FileAccess } from './files/file-access';
import { realPath } from './files/file-content';
import { isMissing, type NewFile, placeFiles, refuseTaken } from './files/file-writer';
import { openEntry } from './files/open-entry';
import { ownership } from './files/ownership';
import { severalTars } from './files/several-tars';
import { zipFolder } from './files/zip-folder';
import type { Jobs } from './jobs';
import { os } from './os';

/** ms that a ticket waits to be used. */
const ticketLife = 60_000;
/** Tickets at once; the oldest makes room. */
const mostTickets = 1_000;
/** Replaced files whose mode and owner are looked up first; in larger uploads all are new, root's, rw-r--r--. */
const mostLookedUp = 50;

type Wanted =
  | { readonly kind: 'download'; readonly source: FileSource | LogDownload }
  | { readonly kind: 'upload'; readonly target: UploadTarget };

interface Held {
  readonly wanted: Wanted;
  readonly session: string | undefined;
  readonly until: number;
}

interface TransfersDeps {
  readonly files: Files;
  readonly jobs: Jobs;
  /** Writes out what a log holds. */
  readonly saveLog: (source: LogDownload, signal: AbortSignal) => Promise<Download>;
  readonly logFileName: (source: LogDownload) => string;
  readonly now?: () => number;
}

/** Hands out tickets, and takes each once, from the session that asked for it (faults.md LB-11). */
export function createTransfers({ files, jobs, saveLog, logFileName, now = Date.now }: TransfersDeps) {
  const tickets = new Map<string, Held>();

  function hand(wanted: Wanted, fileName: string): Ticket {
    for (const [old, { until }] of tickets) if (until < now()) tickets.delete(old);
    const [oldest] = tickets.keys();
    if (tickets.size >= mostTickets && oldest !== undefined) tickets.delete(oldest);
    const ticket = randomBytes(16).toString('base64url');
    tickets.set(ticket, { wanted, session: pageSession.getStore(), until: now() + ticketLife });
    return { path: `${transferPath}${ticket}`, fileName: safeName(fileName) };
  }

  function take<K extends Wanted['kind']>(ticket: string, session: string, kind: K): Extract<Wanted, { kind: K }> {
    const held = tickets.get(ticket);
    const fits = held !== undefined && held.until >= now() && held.session === session && held.wanted.kind === kind;
    // One that is shown where it does not fit stays good for who got it.
    if (!fits) throw new BerthError('expired', { noun: 'transfer' });
    tickets.delete(ticket);
    return held.wanted as Extract<Wanted, { kind: K }>;
  }

  /** Refused before any byte is sent, as far as it can be known. */
  async function checkTaken(access: FileAccess, { folder, overwrite, ...what }: UploadTarget): Promise<void> {
    if (overwrite) return;
    const tops = topsOf(what);
    const signal = AbortSignal.timeout(30_000);
    for (let start = 0; start < tops.length; start += 8) {
      await Promise.all(tops.slice(start, start + 8).map((top) => refuseTaken(access, joinPath(folder, top), signal)));
    }
  }

  async function newFiles(access: FileAccess, { folder, files: wanted, overwrite }: UploadTarget): Promise<NewFile[]> {
    const signal = AbortSignal.timeout(60_000);
    const few = overwrite && wanted.length <= mostLookedUp;
    const made: NewFile[] = [];
    for (const { name, size, modifiedAt = now() } of wanted) {
      const old = few ? await oldOwnership(access, joinPath(folder, name), signal) : undefined;
      made.push({ name, size, modifiedAt, mode: old?.mode ?? 0o644, uid: old?.uid ?? 0, gid: old?.gid ?? 0 });
    }
    return made;
  }

  const door: TransferDoor = {
    async download(ticket, session, signal) {
      const { source } = take(ticket, session, 'download');
      if (source.kind === 'log') return saveLog(source, signal);
      const access = await files.reach(source.engine, source.container, signal);
      return download(access, source, signal);
    },

    async upload(ticket, session, body, signal) {
      const { target } = take(ticket, session, 'upload');
      const access = await files.reach(target.engine, target.container, signal);
      const folder = cleanPath(target.folder);
      const tops = topsOf(target);
      const total = target.files.reduce((sum, { size }) => sum + size, 0);
      const result = await jobs.run({
        engine: target.engine,
        verb: 'upload',
        noun: 'file',
        command: uploadFilesCommand(access.name, folder, tops.slice(0, 20)),
        items: [{ id: `${target.container} ${folder}`, name: uploadName(tops) }],
        about: joinPath(folder, ''),
        // Each upload is one of its own, even to the same folder.
        options: randomUUID(),
        async each(_, cancelled, tell) {
          const both = AbortSignal.any([signal, cancelled]);
          const list = await newFiles(access, { ...target, folder });
          await files.writing(access, [folder], () =>
            placeFiles(access, {
              folder,
              files: list,
              folders: target.folders,
              bytes: body,
              signal: both,
              progress: (done) => tell.progress({ kind: 'bytes', done, total }),
            }),
          );
        },
      });
      if (result.items[0]?.state !== 'done') throw failure(result);
    },
  };

  return {
    door,
    verbs: {
      download: os.transfers.download.handler(async ({ input: { source } }) => {
        if (source.kind === 'log') return hand({ kind: 'download', source }, logFileName(source));
        const access = await files.reach(source.engine, source.container);
        return hand({ kind: 'download', source }, downloadName(access, source));
      }),
      upload: os.transfers.upload.handler(async ({ input: { target } }) => {
        const access = await files.reach(target.engine, target.container);
        if (access.writes === 'none') throw new BerthError('wrong-state', { name: access.name, state: 'read-only' });
        const clean = { ...target, folder: cleanPath(target.folder) };
        await checkTaken(access, clean);
        return hand(
          { kind: 'upload', target: clean },
          uploadName([...target.files.map(({ name }) => name), ...target.folders]),
        );
      }),
    },
  };
}

/** What stands right in the folder afterwards. */
const topsOf = ({ files, folders }: Pick<UploadTarget, 'files' | 'folders'>): readonly string[] => [
  ...new Set([...files.map(({ name }) => name), ...folders].map((name) => name.split('/')[0] ?? name)),
];

/** One name says it for one; a few are told by the first and their number. */
const uploadName = ([first = '', ...others]: readonly string[]) =>
  others.length === 0 ? first : `${first} + ${others.length}`;

async function oldOwnership(access: FileAccess, path: string, signal: AbortSignal) {
  try {
    return await ownership(access, path, signal);
  } catch (error) {
    // A shell has no code for it; then the upload itself tells what is wrong.
    if (isMissing(error) || (error instanceof BerthError && error.data.code === 'engine-error')) return undefined;
    throw error;
  }
}

function downloadName(access: FileAccess, source: FileSource): string {
  if (source.kind === 'container-export') return `${access.name}.tar`;
  if (source.kind === 'several') return `${access.name}-${source.paths.length}.${source.as}`;
  const name = shownByteText(baseName(cleanPath(source.path))) || access.name;
  return source.kind === 'file' ? name : `${name}.${source.as}`;
}

async function download(access: FileAccess, source: FileSource, signal: AbortSignal): Promise<Download> {
  const { engine, container } = access;
  const fileName = safeName(downloadName(access, source));
  if (source.kind === 'container-export') {
    return { fileName, mediaType: 'application/x-tar', body: await engine.exportContainer(container, signal) };
  }
  if (source.kind === 'several') {
    const tar = severalTars(source.paths.map((one) => () => engine.readArchive(container, cleanPath(one), signal)));
    if (source.as === 'tar') return { fileName, mediaType: 'application/x-tar', body: tar };
    return { fileName, mediaType: 'application/zip', body: zipFolder(tar) };
  }
  const path = await realPath(access, cleanPath(source.path), signal);
  if (source.kind === 'folder') {
    const tar = await (path === '/'
      ? engine.exportContainer(container, signal)
      : engine.readArchive(container, path, signal));
    if (source.as === 'tar') return { fileName, mediaType: 'application/x-tar', body: tar };
    return { fileName, mediaType: 'application/zip', body: zipFolder(tar) };
  }
  const { entry, close } = await openEntry(access, path, signal);
  if (!'07'.includes(entry.type)) {
    await close();
    throw new BerthError('bad-input', { field: 'path', reason: 'this is not a file' });
  }
  const body = (async function* () {
    try {
      yield* entry.content();
    } finally {
      await close();
    }
  })();
  return { fileName, mediaType: 'application/octet-stream', size: entry.size, body };
}
