import { parentPath } from '@common/contract/file-rules';
import type { ContainerId, EngineId } from '@common/contract/ids';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { useLocation } from 'wouter';
import { errorWords } from '../../app/error-words';
import { paths } from '../../app/paths';
import { useT } from '../../app/t';
import { useBlocked } from '../../app/use-blocked';
import { useDownload } from '../../app/use-download';
import { useBridge } from '../../bridge/bridge';
import { Button } from '../../ui/button';
import { DataTable } from '../../ui/data-table/data-table';
import type { Sort } from '../../ui/data-table/table-types';
import { EmptyState } from '../../ui/empty-state';
import { ErrorState } from '../../ui/error-state';
import { SplitPane } from '../../ui/split-pane';
import { droppedFiles } from './dropped-files';
import { byName, useFileColumns } from './file-columns';
import { type AskedFile, FileDialogs, ReplaceFiles } from './file-dialogs';
import { fileMenu } from './file-menu';
import { FilePane } from './file-pane';
import { whyNot } from './file-words';
import { FilesBar } from './files-bar';
import { FilesStatus } from './files-status';
import { FolderTree } from './folder-tree';
import { useFileActions } from './use-file-actions';
import { type FileRow, forgetFiles, type Place, useListing } from './use-listing';
import { useMarks } from './use-marks';
import { useUpload } from './use-transfers';

interface FileBrowserProps {
  readonly engine: EngineId;
  readonly container: ContainerId;
  readonly containerName: string;
  readonly folder: string;
  /** Grows when the container was started or stopped. */
  readonly stateTurn: number;
}

const idOf = ({ path }: FileRow) => path;
const nameOf = ({ name }: FileRow) => name;
const none: ReadonlySet<string> = new Set();

/** Tree, list and file side by side. */
export function FileBrowser({ engine, container, containerName, folder, stateTurn }: FileBrowserProps) {
  const t = useT();
  const { report } = useBridge();
  const queries = useQueryClient();
  const [, navigate] = useLocation();
  const blocked = useBlocked();
  const place = useMemo<Place>(() => ({ engine, container }), [engine, container]);
  const [asks, setAsks] = useState({ turn: 0, fresh: false });
  const [search, setSearch] = useState('');
  const [changedOnly, setChangedOnly] = useState(false);
  const [selected, setSelected] = useState(none);
  const [sort, setSort] = useState<Sort>();
  const [openPath, setOpenPath] = useState<string>();
  const [asked, setAsked] = useState<AskedFile>();
  const [over, setOver] = useState(false);

  const listing = useListing(place, folder, asks.turn + stateTurn, asks.fresh);
  const marks = useMarks(place, !listing.loading);
  const changed = useCallback(() => {
    forgetFiles(queries, { engine, container });
    setAsks(({ turn }) => ({ turn: turn + 1, fresh: false }));
  }, [queries, engine, container]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another state is another way to the files
  useEffect(() => {
    if (stateTurn > 0) forgetFiles(queries, { engine, container });
  }, [stateTurn]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another folder begins anew
  useEffect(() => {
    setSelected(none);
    setSearch('');
  }, [folder]);

  const actions = useFileActions(place, changed);
  const download = useDownload();
  const { upload, replacing, setReplacing, uploading } = useUpload(place, changed);

  const open = useCallback(
    (row: FileRow) => {
      if (row.mark === 'deleted') return;
      if (row.kind === 'directory') navigate(paths.files(container, row.path));
      else if (row.kind === 'file') setOpenPath(row.path);
      else if (row.kind === 'link')
        void actions
          .isFolder(row.path)
          .then((is) => (is ? navigate(paths.files(container, row.path)) : setOpenPath(row.path)));
    },
    [navigate, container, actions],
  );
  const columns = useFileColumns(place, open);
  const rows = useMemo(() => {
    const there = listing.rows.map((row) => {
      const mark = marks.of(row.path);
      return mark ? { ...row, mark } : row;
    });
    const names = new Set(there.map(({ name }) => name));
    return byName([...there, ...marks.deleted(folder).filter(({ name }) => !names.has(name))]);
  }, [listing.rows, marks, folder]);
  const shown = useMemo(() => {
    const wanted = search.trim().toLowerCase();
    return rows.filter(
      (row) => (!changedOnly || row.mark) && (wanted === '' || row.name.toLowerCase().includes(wanted)),
    );
  }, [rows, search, changedOnly]);
  const chosen = useMemo(
    () => shown.filter((row) => selected.has(row.path) && row.mark !== 'deleted'),
    [shown, selected],
  );

  const tools = {
    t,
    blocked,
    listing,
    place,
    open,
    ask: setAsked,
    download,
    copy: (text: string) => void navigator.clipboard.writeText(text).catch(report),
  };
  const noAdding = blocked ?? whyNot(listing, 'add', 'file');
  const list = (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is one way; the Upload button is the other
    <div
      className={`relative flex min-h-0 min-w-0 flex-1 flex-col ${over ? 'outline-2 -outline-offset-2 outline-accent outline-dashed' : ''}`}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes('Files')) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = noAdding === undefined ? 'copy' : 'none';
        setOver(noAdding === undefined);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        if (noAdding === undefined)
          void droppedFiles(event.dataTransfer)
            .then((files) => upload(folder, files))
            .catch(report);
      }}
    >
      <DataTable
        label={t('Files')}
        rows={shown}
        rowId={idOf}
        rowName={nameOf}
        columns={columns}
        sort={sort}
        onSort={setSort}
        selected={selected}
        onSelect={setSelected}
        onOpen={open}
        contextMenu={(row) => fileMenu(row, tools)}
        verbsWidth={8}
        stale={blocked !== undefined}
        loading={listing.loading && rows.length === 0}
        error={
          listing.error && listing.rows.length === 0 ? (
            <ErrorState
              {...errorWords(listing.error)}
              raw={listing.error.raw}
              actions={
                <>
                  <Button onClick={changed}>{t('Try again')}</Button>
                  {folder !== '/' && (
                    <Button onClick={() => navigate(paths.files(container, parentPath(folder)))}>{t('Up')}</Button>
                  )}
                </>
              }
            />
          ) : undefined
        }
        empty={
          <EmptyState title={rows.length === 0 ? t('This folder is empty') : t('Nothing matches')}>
            {rows.length === 0
              ? t('Drop files here to upload them.')
              : t('Clear the search, or show what did not change too.')}
          </EmptyState>
        }
      />
      <FilesStatus listing={listing} rows={shown} uploading={uploading} />
    </div>
  );
  return (
    <section aria-label={t('Files of {{name}}', { name: containerName })} className="flex min-h-0 flex-1 flex-col">
      <FilesBar
        container={container}
        folder={folder}
        changed={marks.count}
        changedOnly={changedOnly}
        onChangedOnly={setChangedOnly}
        search={search}
        onSearch={setSearch}
        chosen={chosen}
        onClear={() => setSelected(none)}
        noAdding={noAdding}
        noDeleting={
          blocked ?? chosen.map(({ kind }) => whyNot(listing, 'delete', kind)).find((why) => why !== undefined)
        }
        blocked={blocked}
        onAsk={setAsked}
        onUpload={(files) => void upload(folder, files)}
        onDownload={(as) =>
          download(
            folder === '/' && as === 'tar'
              ? { kind: 'container-export', engine, container }
              : { kind: 'folder', engine, container, path: folder, as },
          )
        }
        onDownloadChosen={(as) =>
          download({ kind: 'several', engine, container, paths: chosen.map(({ path }) => path), as })
        }
        onReload={() => {
          forgetFiles(queries, place);
          setAsks(({ turn }) => ({ turn: turn + 1, fresh: true }));
        }}
      />
      <div className="flex min-h-0 flex-1 border-t border-line">
        <div
          className="hidden w-56 shrink-0 flex-col border-e border-line @wide:flex"
          data-stale={blocked !== undefined || undefined}
        >
          <FolderTree
            place={place}
            folder={folder}
            marks={marks}
            onOpen={(to) => navigate(paths.files(container, to))}
          />
        </div>
        {openPath === undefined ? (
          list
        ) : (
          <SplitPane
            direction="row"
            label={t('Width of the file')}
            share={52}
            least={240}
            first={list}
            second={
              <FilePane
                key={openPath}
                place={place}
                path={openPath}
                locked={blocked ?? whyNot(listing, 'save', 'file')}
                onClose={() => setOpenPath(undefined)}
                onSaved={changed}
                onDownload={() => download({ kind: 'file', engine, container, path: openPath })}
              />
            }
          />
        )}
      </div>
      {asked && (
        <FileDialogs
          asked={asked}
          containerName={containerName}
          blocked={blocked}
          onClose={() => setAsked(undefined)}
          onDelete={(gone) => {
            setSelected(none);
            if (gone.some(({ path }) => path === openPath)) setOpenPath(undefined);
            actions.delete(gone.map(({ path }) => path));
          }}
          onRename={(row, to) => actions.rename(row.path, to)}
          onMakeFolder={actions.makeFolder}
        />
      )}
      {replacing && (
        <ReplaceFiles
          replacing={replacing}
          onClose={() => setReplacing(undefined)}
          onConfirm={() => void upload(replacing.folder, replacing.files, true)}
        />
      )}
    </section>
  );
}
