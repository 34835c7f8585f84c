import type { DownloadSource } from '@common/contract/transfers';
import { Copy, Download, FilePen, FolderArchive, Pencil, Trash2 } from 'lucide-react';
import type { Translate } from '../../app/t';
import type { MenuEntry } from '../../ui/menu-entry';
import type { AskedFile } from './file-dialogs';
import { whyNot } from './file-words';
import type { FileRow, Listing, Place } from './use-listing';

export interface FileTools {
  readonly t: Translate;
  readonly blocked: string | undefined;
  readonly listing: Listing;
  readonly place: Place;
  open(row: FileRow): void;
  ask(asked: AskedFile): void;
  download(source: DownloadSource): void;
  copy(text: string): void;
}

/** All that can be done with an entry. */
export function fileMenu(row: FileRow, tools: FileTools): readonly MenuEntry[] {
  const { t, blocked, listing, place } = tools;
  const gone = row.mark === 'deleted' ? t('It is no longer there') : undefined;
  const off = gone ?? blocked;
  const folder = row.kind === 'directory';
  const save = (as: 'tar' | 'zip') => tools.download({ kind: 'folder', ...place, path: row.path, as });
  const downloads: readonly MenuEntry[] = folder
    ? [
        { kind: 'item', label: t('Download as tar'), icon: Download, disabledReason: off, onSelect: () => save('tar') },
        {
          kind: 'item',
          label: t('Download as zip'),
          icon: FolderArchive,
          disabledReason: off,
          onSelect: () => save('zip'),
        },
      ]
    : [
        {
          kind: 'item',
          label: t('Download'),
          icon: Download,
          disabledReason: off,
          onSelect: () => tools.download({ kind: 'file', ...place, path: row.path }),
        },
      ];
  return [
    {
      kind: 'item',
      label: t('Open'),
      icon: FilePen,
      keys: 'Enter',
      disabledReason: off,
      onSelect: () => tools.open(row),
    },
    ...downloads,
    { kind: 'item', label: t('Copy path'), icon: Copy, onSelect: () => tools.copy(row.path) },
    { kind: 'separator', id: 'change' },
    {
      kind: 'item',
      label: t('Rename …'),
      icon: Pencil,
      disabledReason: off ?? whyNot(listing, 'rename', row.kind),
      onSelect: () => tools.ask({ kind: 'rename', row }),
    },
    {
      kind: 'item',
      label: t('Delete …'),
      icon: Trash2,
      danger: true,
      disabledReason: off ?? whyNot(listing, 'delete', row.kind),
      onSelect: () => tools.ask({ kind: 'delete', rows: [row] }),
    },
  ];
}
