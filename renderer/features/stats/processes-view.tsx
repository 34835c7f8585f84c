import { topCommand } from '@common/contract/commands';
import type { ContainerId, EngineId } from '@common/contract/ids';
import type { Process } from '@common/contract/processes';
import { useQuery } from '@tanstack/react-query';
import { Zap } from 'lucide-react';
import { useCallback, useState } from 'react';
import { errorWords } from '../../app/error-words';
import { useT } from '../../app/t';
import { useBlocked } from '../../app/use-blocked';
import { useBridge } from '../../bridge/bridge';
import { asError } from '../../bridge/errors';
import { useRows } from '../../bridge/live';
import { verbQuery } from '../../bridge/query';
import { Button } from '../../ui/button';
import { CopyButton } from '../../ui/copyable';
import { DataTable } from '../../ui/data-table/data-table';
import type { Sort } from '../../ui/data-table/table-types';
import { EmptyState } from '../../ui/empty-state';
import { ErrorState } from '../../ui/error-state';
import { IconButton } from '../../ui/icon-button';
import { FilterBar } from '../../ui/toolbar';
import { KillProcess } from './kill-process';
import { useProcessColumns } from './process-columns';

export interface ProcessesViewProps {
  readonly engine: EngineId;
  readonly container: ContainerId;
}

/** ms. No engine tells of processes by itself: they are asked for, only while this is on screen. */
const every = 2_000;

const idOf = ({ pid, hostPid }: Process) => String(hostPid ?? pid);
const nameOf = ({ command, pid, hostPid }: Process) => `${command.split(/\s/, 1)[0]} ${pid ?? hostPid}`;

/** What runs in a container, and how to send it a signal. */
export function ProcessesView({ engine, container }: ProcessesViewProps) {
  const t = useT();
  const { client } = useBridge();
  const blocked = useBlocked();
  const row = useRows('containers', engine).byId.get(container);
  const running = row?.state === 'running' || row?.state === 'paused';
  const { data, error, refetch } = useQuery({
    ...verbQuery(client, 'processes', 'list', { engine, id: container }),
    enabled: running && blocked === undefined,
    staleTime: 0,
    refetchInterval: every,
  });
  const columns = useProcessColumns();
  const [sort, setSort] = useState<Sort>({ column: 'pid', direction: 'ascending' });
  const [asked, setAsked] = useState<Process>();
  const name = row?.name ?? container.slice(0, 12);
  const verbs = useCallback(
    (process: Process) => (
      <IconButton
        size="row"
        icon={Zap}
        label={t('Kill')}
        disabledReason={blocked ?? whyNot(process, t)}
        onClick={() => setAsked(process)}
      />
    ),
    [blocked, t],
  );
  if (!running) {
    return (
      <EmptyState title={t('No processes')}>
        {t('The container is not running. They show as soon as it does.')}
      </EmptyState>
    );
  }
  const rows = data ?? [];
  return (
    <>
      <FilterBar end={<CopyButton text={topCommand(name)} label={t('Copy the command')} />}>
        <span className="text-small text-dim">{t('Asked for every 2 s while this is open')}</span>
      </FilterBar>
      <div className="flex min-h-0 flex-1 flex-col border-t border-line">
        <DataTable
          label={t('Processes')}
          rows={rows}
          rowId={idOf}
          rowName={nameOf}
          columns={columns}
          sort={sort}
          onSort={setSort}
          verbs={verbs}
          verbsWidth={56}
          stale={blocked !== undefined}
          loading={data === undefined && !error}
          empty={<EmptyState title={t('No processes')} />}
          error={
            error && rows.length === 0 ? (
              <ErrorState
                {...errorWords(asError(error))}
                actions={<Button onClick={() => void refetch()}>{t('Try again')}</Button>}
              />
            ) : undefined
          }
        />
      </div>
      {asked && (
        <KillProcess
          engine={engine}
          container={container}
          name={name}
          process={asked}
          blocked={blocked}
          onClose={() => setAsked(undefined)}
        />
      )}
    </>
  );
}

function whyNot({ pid }: Process, t: ReturnType<typeof useT>): string | undefined {
  return pid === undefined
    ? t(
        'The engine tells only the number that it has on its own machine, and a signal needs the one inside the container',
      )
    : undefined;
}
