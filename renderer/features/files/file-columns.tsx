import { type FileMark, modeText } from '@common/contract/file-rules';
import { shownByteText } from '@common/std/byte-text';
import { File, FileCog, FileSymlink, Folder } from 'lucide-react';
import { useMemo } from 'react';
import { hrefOf, paths } from '../../app/paths';
import { t, useT } from '../../app/t';
import { Bdi } from '../../ui/bdi';
import { Bytes } from '../../ui/bytes';
import { classNames } from '../../ui/class-names';
import type { Column } from '../../ui/data-table/table-types';
import { RelativeTime } from '../../ui/relative-time';
import { TextLink } from '../../ui/text-link';
import { kindWords } from './file-words';
import type { FileRow, Place } from './use-listing';

const marks: Readonly<Record<FileMark, { readonly sign: string; readonly tone: string; readonly word: string }>> = {
  added: { sign: '+', tone: 'text-ok', word: 'Added since the image' },
  changed: { sign: '±', tone: 'text-warn', word: 'Changed since the image' },
  deleted: { sign: '−', tone: 'text-bad', word: 'Deleted since the image' },
};

/** A sign with its word: never by colour alone. */
export function MarkSign({ mark }: { readonly mark: FileMark | undefined }) {
  if (!mark) return null;
  const { sign, tone, word } = marks[mark];
  return (
    <span role="img" aria-label={t(word)} data-tip={t(word)} className={classNames('font-mono font-semibold', tone)}>
      {sign}
    </span>
  );
}

const icons = { file: File, directory: Folder, link: FileSymlink } as const;

function Name({
  row,
  place,
  onOpen,
}: {
  readonly row: FileRow;
  readonly place: Place;
  readonly onOpen: (row: FileRow) => void;
}) {
  const Icon = row.kind in icons ? icons[row.kind as keyof typeof icons] : FileCog;
  const deleted = row.mark === 'deleted';
  const folder = row.kind === 'directory' ? row.path : row.path.replace(/\/[^/]*$/, '') || '/';
  return (
    <span className="flex min-w-0 items-center gap-2" data-tip={row.kind in icons ? undefined : kindWords(row.kind)}>
      <Icon
        aria-hidden
        size={14}
        className={classNames('shrink-0', row.kind === 'directory' ? 'text-dim' : 'text-faint')}
      />
      {deleted ? (
        <s className="min-w-0 text-faint">
          <Bdi cut="middle">{shownByteText(row.name)}</Bdi>
        </s>
      ) : (
        <TextLink
          quiet
          href={hrefOf(paths.files(place.container, folder))}
          className="min-w-0"
          onClick={(event) => {
            if (event.ctrlKey || event.metaKey || event.shiftKey) return;
            event.preventDefault();
            onOpen(row);
          }}
        >
          <Bdi cut="middle">{shownByteText(row.name)}</Bdi>
        </TextLink>
      )}
      {row.linkTarget !== undefined && (
        <span className="flex min-w-0 items-center gap-1 text-faint">
          <span aria-hidden>→</span>
          <Bdi cut="middle">{shownByteText(row.linkTarget)}</Bdi>
        </span>
      )}
    </span>
  );
}

/** Folders first, then by name; figures in names count as figures. */
const collator = new Intl.Collator(undefined, { numeric: true });
/** Beyond it a plain comparison: a person's order takes a second at 100,000. */
const mostCollated = 5_000;
export const byName = (rows: readonly FileRow[]) => {
  const compare =
    rows.length > mostCollated
      ? (a: string, b: string) => (a < b ? -1 : 1)
      : (a: string, b: string) => collator.compare(a, b);
  return [...rows].sort(
    (a, b) => Number(b.kind === 'directory') - Number(a.kind === 'directory') || compare(a.name, b.name),
  );
};

export function useFileColumns(place: Place, onOpen: (row: FileRow) => void): readonly Column<FileRow>[] {
  const t = useT();
  return useMemo(
    () => [
      {
        id: 'name',
        header: t('Name'),
        width: 140,
        flex: 1,
        fixed: true,
        sortBy: (row) => `${row.kind === 'directory' ? '0' : '1'}${row.name.toLowerCase()}`,
        cell: (row) => <Name row={row} place={place} onOpen={onOpen} />,
      },
      {
        id: 'mark',
        header: t('Mark'),
        width: 52,
        priority: 2,
        sortBy: (row) => row.mark,
        cell: (row) => <MarkSign mark={row.mark} />,
      },
      {
        id: 'size',
        header: t('Size'),
        width: 84,
        align: 'end',
        priority: 1,
        sortFirst: 'descending',
        sortBy: (row) => (row.kind === 'file' ? row.size : undefined),
        cell: (row) => (row.kind === 'file' ? <Bytes value={row.size} /> : <span className="text-faint">–</span>),
      },
      {
        id: 'mode',
        header: t('Mode'),
        width: 100,
        priority: 4,
        sortBy: (row) => row.mode,
        cell: (row) =>
          row.mark !== 'deleted' && (
            <span data-tip={row.mode.toString(8).padStart(4, '0')} className="font-mono text-small text-dim">
              {modeText(row.kind, row.mode)}
            </span>
          ),
      },
      {
        id: 'owner',
        header: t('Owner'),
        width: 92,
        priority: 5,
        sortBy: (row) => row.owner,
        cell: (row) => (
          <span data-tip={row.group && `${row.owner}:${row.group}`} className="text-dim">
            {row.owner}
          </span>
        ),
      },
      {
        id: 'age',
        header: t('Age'),
        width: 70,
        align: 'end',
        priority: 3,
        sortFirst: 'descending',
        sortBy: (row) => row.modifiedAt || undefined,
        cell: (row) => row.mark !== 'deleted' && <RelativeTime at={row.modifiedAt} />,
      },
    ],
    [t, place, onOpen],
  );
}
