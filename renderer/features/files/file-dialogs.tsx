import { deleteFilesCommand, makeFolderCommand, renameFileCommand } from '@common/contract/file-commands';
import { joinPath, nameProblem, parentPath } from '@common/contract/file-rules';
import { type FormEvent, useRef, useState } from 'react';
import { counted, t, useT } from '../../app/t';
import { AlertDialog } from '../../ui/alert-dialog';
import { Button } from '../../ui/button';
import { CommandBlock } from '../../ui/command-block';
import { Dialog } from '../../ui/dialog';
import { TextField } from '../../ui/field';
import { shownName } from './file-words';
import type { FileRow } from './use-listing';
import type { Replacing } from './use-transfers';

/** What is asked about just now. */
export type AskedFile =
  | { readonly kind: 'delete'; readonly rows: readonly FileRow[] }
  | { readonly kind: 'rename'; readonly row: FileRow }
  | { readonly kind: 'make-folder'; readonly folder: string };

interface FileDialogsProps {
  readonly asked: AskedFile;
  readonly containerName: string;
  readonly blocked: string | undefined;
  readonly onClose: () => void;
  readonly onDelete: (rows: readonly FileRow[]) => void;
  readonly onRename: (row: FileRow, to: string) => void;
  readonly onMakeFolder: (path: string) => void;
}

export function FileDialogs({ asked, containerName, blocked, onClose, ...does }: FileDialogsProps) {
  const t = useT();
  switch (asked.kind) {
    case 'delete':
      return (
        <DeleteFiles
          rows={asked.rows}
          containerName={containerName}
          blocked={blocked}
          onClose={onClose}
          onConfirm={() => does.onDelete(asked.rows)}
        />
      );
    case 'rename':
      return (
        <NameDialog
          title={t('Rename {{name}}', { name: shownName(asked.row.name) })}
          verb={t('Rename')}
          first={asked.row.name}
          blocked={blocked}
          command={(name) =>
            renameFileCommand(containerName, asked.row.path, joinPath(parentPath(asked.row.path), name))
          }
          onClose={onClose}
          onConfirm={(name) => does.onRename(asked.row, joinPath(parentPath(asked.row.path), name))}
        />
      );
    case 'make-folder':
      return (
        <NameDialog
          title={t('New folder')}
          verb={t('Make folder')}
          first=""
          blocked={blocked}
          command={(name) => makeFolderCommand(containerName, joinPath(asked.folder, name))}
          onClose={onClose}
          onConfirm={(name) => does.onMakeFolder(joinPath(asked.folder, name))}
        />
      );
  }
}

function DeleteFiles({
  rows,
  containerName,
  blocked,
  onClose,
  onConfirm,
}: {
  readonly rows: readonly FileRow[];
  readonly containerName: string;
  readonly blocked: string | undefined;
  readonly onClose: () => void;
  readonly onConfirm: () => void;
}) {
  const t = useT();
  const [first] = rows;
  const folders = rows.filter(({ kind }) => kind === 'directory').length;
  const one = rows.length === 1 && first ? shownName(first.name) : undefined;
  return (
    <AlertDialog
      open
      onClose={onClose}
      title={
        one
          ? t('Delete {{name}}?', { name: one })
          : counted(rows.length, 'Delete {{count}} entry?', 'Delete {{count}} entries?')
      }
      loss={
        folders > 0
          ? t('Gone from the container for good; folders with all that is in them.')
          : t('Gone from the container for good.')
      }
      verb={t('Delete')}
      disabledReason={blocked}
      onConfirm={() => {
        onConfirm();
        onClose();
      }}
    >
      {rows.length > 1 && (
        <ul
          aria-label={t('What is deleted')}
          className="max-h-40 overflow-auto rounded-block border border-line bg-sunk px-3 py-1.5 font-mono text-small/5"
        >
          {rows.slice(0, 100).map((row) => (
            <li key={row.path}>{shownName(row.name)}</li>
          ))}
          {rows.length > 100 && <li>{t('and {{count}} more', { count: rows.length - 100 })}</li>}
        </ul>
      )}
      <CommandBlock
        command={deleteFilesCommand(
          containerName,
          rows.slice(0, 20).map(({ path }) => path),
        )}
      />
    </AlertDialog>
  );
}

const problems = {
  empty: 'A name is wanted',
  reserved: 'This name means the folder itself or the one above',
  slash: 'A name holds no slash',
  long: 'A name has 255 bytes at most',
} as const;

interface NameDialogProps {
  readonly title: string;
  readonly verb: string;
  readonly first: string;
  readonly blocked: string | undefined;
  readonly command: (name: string) => string;
  readonly onClose: () => void;
  readonly onConfirm: (name: string) => void;
}

function NameDialog({ title, verb, first, blocked, command, onClose, onConfirm }: NameDialogProps) {
  const t = useT();
  const [name, setName] = useState(first);
  const input = useRef<HTMLInputElement>(null);
  const problem = nameProblem(name);
  const off = blocked ?? (problem ? t(problems[problem]) : name === first ? t('It has this name') : undefined);
  const confirm = (event?: FormEvent) => {
    event?.preventDefault();
    if (off !== undefined) return;
    onConfirm(name);
    onClose();
  };
  return (
    <Dialog
      open
      width="small"
      title={title}
      onClose={onClose}
      initialFocus={input}
      actions={
        <>
          <Button onClick={onClose}>{t('Cancel')}</Button>
          <Button kind="primary" disabledReason={off} onClick={() => confirm()}>
            {verb}
          </Button>
        </>
      }
    >
      <form onSubmit={confirm} className="flex flex-col gap-3">
        <TextField
          ref={input}
          label={t('Name')}
          mono
          value={name}
          onChange={setName}
          problem={problem && problem !== 'empty' ? t(problems[problem]) : undefined}
        />
        <CommandBlock command={command(name)} />
      </form>
    </Dialog>
  );
}

/** Before files are replaced by an upload. */
export function ReplaceFiles({
  replacing,
  onClose,
  onConfirm,
}: {
  readonly replacing: Replacing;
  readonly onClose: () => void;
  readonly onConfirm: () => void;
}) {
  return (
    <AlertDialog
      open
      onClose={onClose}
      title={t('Replace {{name}}?', { name: shownName(replacing.taken) })}
      loss={t(
        'It is in {{folder}} already. What the upload has of the same name replaces it, with its mode and owner kept; other files stay.',
        { folder: replacing.folder },
      )}
      verb={t('Replace')}
      onConfirm={() => {
        onConfirm();
        onClose();
      }}
    />
  );
}
