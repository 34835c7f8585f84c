import type { ContainerId } from '@common/contract/ids';
import { Download, FileUp, FolderArchive, FolderPlus, FolderUp, Pencil, RefreshCw, Trash2, Upload } from 'lucide-react';
import { useRef } from 'react';
import { useT } from '../../app/t';
import { Button } from '../../ui/button';
import { IconButton } from '../../ui/icon-button';
import { MenuButton } from '../../ui/menu';
import { SearchBox } from '../../ui/search-box';
import { ToggleChip } from '../../ui/segmented-chips';
import { SelectionToolbar } from '../../ui/toolbar';
import { type PickedFile, pickedFiles } from './dropped-files';
import type { AskedFile } from './file-dialogs';
import { PathBar } from './path-bar';
import type { FileRow } from './use-listing';

interface FilesBarProps {
  readonly container: ContainerId;
  readonly folder: string;
  readonly changed: number | undefined;
  readonly changedOnly: boolean;
  readonly onChangedOnly: (only: boolean) => void;
  readonly search: string;
  readonly onSearch: (text: string) => void;
  readonly chosen: readonly FileRow[];
  readonly onClear: () => void;
  readonly noAdding: string | undefined;
  readonly noDeleting: string | undefined;
  readonly blocked: string | undefined;
  readonly onAsk: (asked: AskedFile) => void;
  readonly onUpload: (files: readonly PickedFile[]) => void;
  readonly onDownload: (as: 'tar' | 'zip') => void;
  readonly onDownloadChosen: (as: 'tar' | 'zip') => void;
  readonly onReload: () => void;
}

/** Where one is and what can be done here; with a selection, what can be done with that. */
export function FilesBar(props: FilesBarProps) {
  const { container, folder, changed, changedOnly, onChangedOnly, search, onSearch, chosen, onClear } = props;
  const { noAdding, noDeleting, blocked, onAsk, onUpload, onDownload, onDownloadChosen, onReload } = props;
  const t = useT();
  const files = useRef<HTMLInputElement>(null);
  const folders = useRef<HTMLInputElement>(null);
  const [one] = chosen;
  if (chosen.length > 0)
    return (
      <SelectionToolbar count={chosen.length} onClear={onClear}>
        {chosen.length === 1 && one && (
          <Button icon={Pencil} disabledReason={noDeleting} onClick={() => onAsk({ kind: 'rename', row: one })}>
            {t('Rename')}
          </Button>
        )}
        <MenuButton
          kind="plain"
          look="words"
          align="start"
          icon={Download}
          label={t('Download')}
          disabledReason={blocked}
          entries={() => [
            { kind: 'item', label: t('As tar'), icon: Download, onSelect: () => onDownloadChosen('tar') },
            { kind: 'item', label: t('As zip'), icon: FolderArchive, onSelect: () => onDownloadChosen('zip') },
          ]}
        />
        <Button
          icon={Trash2}
          kind="danger"
          disabledReason={noDeleting}
          onClick={() => onAsk({ kind: 'delete', rows: chosen })}
        >
          {t('Delete')}
        </Button>
      </SelectionToolbar>
    );
  const picked = (input: HTMLInputElement) => {
    if (input.files) onUpload(pickedFiles(input.files));
    // The same file may be picked again.
    input.value = '';
  };
  return (
    <div className="flex h-11 shrink-0 items-center gap-2 px-4">
      <PathBar container={container} folder={folder} />
      {changed !== undefined && (
        <ToggleChip
          pressed={changedOnly}
          onChange={onChangedOnly}
          label={t('Changed {{count}} since the image: show only these', { count: changed.toLocaleString() })}
        >
          {t('Changed {{count}}', { count: changed.toLocaleString() })}
        </ToggleChip>
      )}
      <SearchBox label={t('Search files')} value={search} onChange={onSearch} slash className="w-44" />
      <IconButton icon={RefreshCw} label={t('Read again')} disabledReason={blocked} onClick={onReload} />
      <Button
        kind="ghost"
        icon={FolderPlus}
        disabledReason={noAdding}
        onClick={() => onAsk({ kind: 'make-folder', folder })}
      >
        {t('New folder')}
      </Button>
      <MenuButton
        kind="ghost"
        look="words"
        icon={Upload}
        label={t('Upload')}
        entries={() => [
          {
            kind: 'item',
            label: t('Files …'),
            icon: FileUp,
            disabledReason: noAdding,
            onSelect: () => files.current?.click(),
          },
          {
            kind: 'item',
            label: t('A folder …'),
            icon: FolderUp,
            disabledReason: noAdding,
            onSelect: () => folders.current?.click(),
          },
        ]}
      />
      <MenuButton
        look="words"
        icon={Download}
        label={t('Download')}
        entries={() => [
          {
            kind: 'item',
            label: t('This folder as tar'),
            icon: Download,
            disabledReason: blocked,
            onSelect: () => onDownload('tar'),
          },
          {
            kind: 'item',
            label: t('This folder as zip'),
            icon: FolderArchive,
            disabledReason: blocked,
            onSelect: () => onDownload('zip'),
          },
        ]}
      />
      <input
        ref={files}
        type="file"
        multiple
        hidden
        aria-label={t('Files to upload')}
        onChange={(event) => picked(event.currentTarget)}
      />
      <input
        ref={(input) => {
          folders.current = input;
          // React knows no such property.
          input?.setAttribute('webkitdirectory', '');
        }}
        type="file"
        hidden
        aria-label={t('Folder to upload')}
        onChange={(event) => picked(event.currentTarget)}
      />
    </div>
  );
}
