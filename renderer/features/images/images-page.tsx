import type { EngineState } from '@common/contract/engines';
import type { Image } from '@common/contract/images';
import { Ellipsis, Layers, Play, Trash2 } from 'lucide-react';
import { useCallback, useMemo, useState } from 'react';
import { useLocation } from 'wouter';
import { paths } from '../../app/paths';
import { PullButton } from '../../app/run-buttons';
import { useT } from '../../app/t';
import { useBlocked } from '../../app/use-blocked';
import { useEscape } from '../../app/use-escape';
import { usePending } from '../../app/use-pending';
import { useBridge } from '../../bridge/bridge';
import { useCurrentEngine } from '../../bridge/engine';
import { useRows } from '../../bridge/live';
import { useDialogs } from '../../stores/dialogs';
import { Button } from '../../ui/button';
import { DataTable } from '../../ui/data-table/data-table';
import { selectedRows } from '../../ui/data-table/selection';
import { IconButton } from '../../ui/icon-button';
import { MenuButton } from '../../ui/menu';
import { PageHead } from '../../ui/page-head';
import { SelectionToolbar } from '../../ui/toolbar';
import { DeleteImages } from './delete-images';
import { useImageColumns } from './image-columns';
import { usersOfImages } from './image-filter';
import { ImageFilterBar } from './image-filter-bar';
import { type ImageTools, imageMenu } from './image-menu';
import { imageName, runName } from './image-names';
import { NoImages, NothingFound } from './no-images';
import { sizeSummary } from './size-summary';
import { useImageList } from './use-image-list';

/** All images of the engine, several tags of one image as one row. */
export function ImagesPage() {
  const engine = useCurrentEngine();
  return engine ? <ImageList key={engine.id} engine={engine} /> : null;
}

const idOf = ({ id }: Image) => id;
const byName = (images: readonly Image[]) => [...images].sort((a, b) => imageName(a).localeCompare(imageName(b)));
const none: ReadonlySet<string> = new Set();

function ImageList({ engine }: { readonly engine: EngineState }) {
  const t = useT();
  const { rows, loading } = useRows('images', engine.id);
  const { rows: containers } = useRows('containers', engine.id);
  const users = useMemo(() => usersOfImages(containers), [containers]);
  const columns = useImageColumns(engine, users);
  const list = useImageList(rows, users);
  const [selected, setSelected] = useState(none);
  const [asked, setAsked] = useState<readonly Image[]>();
  const blocked = useBlocked();
  const tools = useImageTools(blocked, setAsked);
  const pending = usePending();
  const deleting = useMemo(() => new Map([...pending.keys()].map((id) => [id, t('deleting')])), [pending, t]);
  const verbs = useCallback((image: Image) => <RowVerbs image={image} tools={tools} />, [tools]);
  const contextMenu = useCallback((image: Image) => imageMenu(image, tools), [tools]);
  const chosen = useMemo(() => selectedRows(list.shown, idOf, selected), [list.shown, selected]);
  const clear = useCallback(() => setSelected(none), []);
  useEscape(chosen.length > 0 && asked === undefined, clear);
  return (
    <>
      <PageHead title={t('Images')} detail={loading ? undefined : sizeSummary(rows)}>
        <PullButton kind="primary" />
      </PageHead>
      {chosen.length > 0 ? (
        <SelectionToolbar count={chosen.length} onClear={clear}>
          <Button icon={Trash2} kind="danger" disabledReason={blocked} onClick={() => tools.askDelete(chosen)}>
            {t('Delete')}
          </Button>
        </SelectionToolbar>
      ) : (
        <ImageFilterBar loading={loading} list={list} columns={columns} />
      )}
      <div className="flex min-h-0 flex-1 flex-col border-t border-line">
        <DataTable
          label={t('Images')}
          rows={list.shown}
          rowId={idOf}
          rowName={imageName}
          columns={columns}
          hiddenColumns={list.hidden}
          sort={list.sort}
          onSort={list.setSort}
          selected={selected}
          onSelect={setSelected}
          onOpen={(image) => tools.open(paths.image(image.id))}
          verbs={verbs}
          verbsWidth={100}
          contextMenu={contextMenu}
          pending={deleting}
          stale={blocked !== undefined}
          loading={loading}
          empty={rows.length === 0 ? <NoImages /> : <NothingFound onShowAll={list.showAll} />}
        />
      </div>
      {asked && (
        <DeleteImages
          engine={engine}
          asked={asked}
          users={users}
          blocked={blocked}
          onClose={() => setAsked(undefined)}
        />
      )}
    </>
  );
}

function useImageTools(blocked: string | undefined, askDelete: ImageTools['askDelete']): ImageTools {
  const t = useT();
  const { report } = useBridge();
  const [, navigate] = useLocation();
  return useMemo(
    () => ({
      t,
      blocked,
      askDelete: (images) => askDelete(byName(images)),
      open: navigate,
      run: (image) => useDialogs.getState().open({ kind: 'run', image: runName(image) }),
      copy: (text) => void navigator.clipboard.writeText(text).catch(report),
    }),
    [t, blocked, askDelete, navigate, report],
  );
}

function RowVerbs({ image, tools }: { readonly image: Image; readonly tools: ImageTools }) {
  const { t } = tools;
  return (
    <>
      <IconButton
        size="row"
        icon={Play}
        label={t('Run')}
        disabledReason={tools.blocked}
        onClick={() => tools.run(image)}
      />
      <IconButton
        size="row"
        icon={Layers}
        label={t('Layers')}
        onClick={() => tools.open(paths.image(image.id, 'layers'))}
      />
      <MenuButton look="row" icon={Ellipsis} label={t('More')} entries={() => imageMenu(image, tools)} />
    </>
  );
}
