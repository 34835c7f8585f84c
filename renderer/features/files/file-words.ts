import { type FileVerb, fileVerbAllowed } from '@common/contract/file-rules';
import type { FileKind } from '@common/contract/files';
import { shownByteText } from '@common/std/byte-text';
import { counted, t } from '../../app/t';
import { formatBytes } from '../../ui/format-bytes';
import { visibleString } from '../../ui/visible-text';
import type { FileRow, Listing } from './use-listing';

/** A name as it is shown: what is no text by its bytes, what would hide by its mark. */
export const shownName = (name: string) => visibleString(shownByteText(name));

const kinds: Readonly<Record<FileKind, string>> = {
  file: 'File',
  directory: 'Folder',
  link: 'Link',
  fifo: 'Pipe',
  socket: 'Socket',
  block: 'Block device',
  character: 'Character device',
  other: 'Something else',
};
export const kindWords = (kind: FileKind) => t(kinds[kind]);

/** Why a verb can't be had here; undefined when it can. */
export function whyNot(listing: Listing, verb: FileVerb, kind: FileKind): string | undefined {
  const writes = listing.facts?.writes;
  if (writes === undefined) return t('Not read yet');
  if (fileVerbAllowed(writes, verb, kind)) return undefined;
  if (writes === 'none') return t('The container’s root is read-only');
  if (verb === 'rename' && writes === 'archive')
    return t('Renaming a folder needs a shell in the running container; start it, or download and upload it');
  return t('This engine can only add files here; start the container, if it has a shell, to change more');
}

/** How the listing came to be: it decides how fresh it is. */
export function howWords({ facts, loading }: Listing): string {
  if (!facts) return loading ? t('Reading …') : '';
  if (facts.cut === 'entries') return t('Too many entries: the rest is left out');
  if (facts.cut) return t('Too much to read: the rest is left out');
  if (loading) return t('Reading …');
  if (facts.how === 'exec') return t('Read by the container’s shell');
  if (facts.how === 'archive') return t('Read from the engine’s archive of this folder');
  const time = new Date(facts.at).toLocaleTimeString(undefined, {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  return t('Read from the engine’s export at {{time}}', { time });
}

/** "7 items · 66.5 kB" */
export function countWords(rows: readonly FileRow[]): string {
  const size = rows.reduce((sum, { kind, size: one }) => sum + (kind === 'file' && one > 0 ? one : 0), 0);
  return `${counted(rows.length, '{{count}} item', '{{count}} items')} · ${formatBytes(size)}`;
}
