import type { Container } from '@common/contract/containers';
import type { EngineState } from '@common/contract/engines';
import { Ellipsis } from 'lucide-react';
import { useCallback, useMemo, useState } from 'react';
import { PullButton, RunButton } from '../../app/run-buttons';
import { useT } from '../../app/t';
import { useBlocked } from '../../app/use-blocked';
import { useEscape } from '../../app/use-escape';
import { useCurrentEngine } from '../../bridge/engine';
import { useRows } from '../../bridge/live';
import { DataTable } from '../../ui/data-table/data-table';
import { selectedRows } from '../../ui/data-table/selection';
import { MenuButton } from '../../ui/menu';
import { PageHead } from '../../ui/page-head';
import { allEntries } from './all-entries';
import type { Asked } from './asked';
import { useContainerColumns } from './container-columns';
import { ContainerDialogs } from './container-dialogs';
import { ContainerFilterBar } from './container-filter-bar';
import { containerMenu } from './container-menu';
import { FacetChips } from './facet-chips';
import { NoContainers, NothingFound } from './no-containers';
import { projectGroups } from './project-groups';
import { RowVerbs } from './row-verbs';
import { SelectionVerbs } from './selection-verbs';
import { UnfinishedEdits } from './unfinished-edits';
import { useContainerList } from './use-container-list';
import { useMenuTools } from './use-menu-tools';
import { usePendingWords } from './use-pending-words';
import { useSeenUsage } from './use-seen-usage';

/** All containers of the engine: found, sorted, grouped, and what can be done with one or many. */
export function ContainersPage() {
  const engine = useCurrentEngine();
  return engine ? <ContainerList key={engine.id} engine={engine} /> : null;
}

const idOf = ({ id }: Container) => id;
const nameOf = ({ name }: Container) => name;
const none: ReadonlySet<string> = new Set();

function ContainerList({ engine }: { readonly engine: EngineState }) {
  const t = useT();
  const { rows, byId, loading } = useRows('containers', engine.id);
  const onSeen = useSeenUsage(engine.id, byId);
  const columns = useContainerColumns(engine);
  const list = useContainerList(rows);
  const [selected, setSelected] = useState(none);
  const [asked, setAsked] = useState<Asked>();
  const blocked = useBlocked();
  const tools = useMenuTools(engine, blocked, setAsked);
  const pending = usePendingWords();
  const verbs = useCallback((row: Container) => <RowVerbs row={row} tools={tools} />, [tools]);
  const contextMenu = useCallback((row: Container) => containerMenu(row, tools), [tools]);
  const groups = useMemo(() => (list.grouped ? projectGroups(tools) : undefined), [list.grouped, tools]);
  const chosen = useMemo(() => selectedRows(list.shown, idOf, selected), [list.shown, selected]);
  const closeDialog = useCallback(() => setAsked(undefined), []);
  const clear = useCallback(() => setSelected(none), []);
  useEscape(chosen.length > 0 && asked === undefined, clear);
  return (
    <>
      <PageHead title={t('Containers')} detail={loading ? undefined : rows.length.toLocaleString()}>
        <PullButton />
        <RunButton />
        <MenuButton look="icon" icon={Ellipsis} label={t('All containers')} entries={() => allEntries(rows, tools)} />
      </PageHead>
      <UnfinishedEdits engine={engine} />
      {chosen.length > 0 ? (
        <SelectionVerbs selected={chosen} tools={tools} onClear={clear} />
      ) : (
        <ContainerFilterBar rows={rows} loading={loading} list={list} columns={columns} />
      )}
      <FacetChips chosen={list.chosen} onChoose={list.setChosen} />
      <div className="flex min-h-0 flex-1 flex-col border-t border-line">
        <DataTable
          label={t('Containers')}
          rows={list.shown}
          rowId={idOf}
          rowName={nameOf}
          columns={columns}
          hiddenColumns={list.hidden}
          sort={list.sort}
          onSort={list.setSort}
          selected={selected}
          onSelect={setSelected}
          groups={groups}
          collapsed={list.collapsed}
          onCollapse={list.setCollapsed}
          onOpen={tools.openRow}
          verbs={verbs}
          contextMenu={contextMenu}
          onSeen={onSeen}
          pending={pending}
          stale={blocked !== undefined}
          loading={loading}
          empty={rows.length === 0 ? <NoContainers /> : <NothingFound onShowAll={list.showAll} />}
        />
      </div>
      <ContainerDialogs asked={asked} actions={tools.actions} blocked={blocked} onClose={closeDialog} />
    </>
  );
}
