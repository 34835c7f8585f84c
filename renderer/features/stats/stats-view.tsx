import { statsCommand } from '@common/contract/commands';
import type { ContainerId, EngineId } from '@common/contract/ids';
import { useQuery } from '@tanstack/react-query';
import { Pause, Play, Table2 } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useT } from '../../app/t';
import { useBlocked } from '../../app/use-blocked';
import { useNow } from '../../app/use-now';
import { useBridge } from '../../bridge/bridge';
import { useCurrentEngine } from '../../bridge/engine';
import { useRows } from '../../bridge/live';
import { verbQuery } from '../../bridge/query';
import { Button } from '../../ui/button';
import { CopyButton } from '../../ui/copyable';
import { SegmentedChips } from '../../ui/segmented-chips';
import { FilterBar } from '../../ui/toolbar';
import { ChartPanel } from './chart-panel';
import { StatsTable } from './stats-table';
import { chartKinds } from './stats-words';
import { useContainerStats } from './use-container-stats';

export interface StatsViewProps {
  readonly engine: EngineId;
  readonly container: ContainerId;
}

const minutes = ['1', '5', '30'] as const;
type Minutes = (typeof minutes)[number];

/** What a container uses, against what it is allowed, as lines over time. */
export function StatsView({ engine, container }: StatsViewProps) {
  const t = useT();
  const { client } = useBridge();
  const row = useRows('containers', engine).byId.get(container);
  const { data: details } = useQuery(verbQuery(client, 'containers', 'inspect', { engine, id: container }));
  const samples = useContainerStats(engine, container);
  const [range, setRange] = useState<Minutes>('5');
  const [held, setHeld] = useState<{ readonly samples: typeof samples; readonly at: number }>();
  const [asTable, setAsTable] = useState(false);
  const now = useNow(held === undefined);
  const blocked = useBlocked();
  const running = row?.state === 'running' || row?.state === 'paused';
  const shift = useCurrentEngine()?.clockOffset ?? 0;
  const shown = held?.samples ?? samples;
  const to = held?.at ?? now;
  const from = to - Number(range) * 60_000;
  const inRange = useMemo(() => shown.filter(({ at }) => at - shift >= from), [shown, shift, from]);
  const limits = details?.limits ?? {};
  return (
    <>
      <FilterBar
        end={
          <>
            <span className="me-1 truncate text-small text-dim">
              {statusWords(t, { running, blocked, any: shown.length > 0 })}
            </span>
            <CopyButton text={statsCommand(row?.name ?? container.slice(0, 12))} label={t('Copy the command')} />
            <Button kind="ghost" icon={Table2} aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
              {t('Table')}
            </Button>
            <Button
              kind="ghost"
              icon={held ? Play : Pause}
              onClick={() => setHeld(held ? undefined : { samples, at: now })}
            >
              {held ? t('Go on') : t('Pause')}
            </Button>
          </>
        }
      >
        <SegmentedChips
          label={t('Range')}
          value={range}
          onChange={setRange}
          options={minutes.map((value) => ({ value, label: t('{{count}} min', { count: value }) }))}
        />
      </FilterBar>
      {asTable ? (
        <StatsTable label={t('Stats')} samples={inRange} shift={shift} />
      ) : (
        <div className="@container min-h-0 flex-1 overflow-y-auto border-t border-line">
          <div className="grid grid-cols-1 @min-[860px]:grid-cols-2 @min-[860px]:[&>*:nth-child(odd)]:border-e">
            {chartKinds.map((kind) => (
              <ChartPanel
                key={kind.id}
                kind={kind}
                samples={shown}
                limits={limits}
                from={from}
                to={to}
                shift={shift}
                live={running && blocked === undefined}
                group={container}
              />
            ))}
          </div>
        </div>
      )}
    </>
  );
}

function statusWords(
  t: ReturnType<typeof useT>,
  { running, blocked, any }: { readonly running: boolean; readonly blocked: string | undefined; readonly any: boolean },
): string {
  if (blocked !== undefined) return blocked;
  if (!running) return any ? t('Not running: what is shown is from before') : t('Not running: it uses nothing');
  return t('Kept for 30 minutes while it is looked at');
}
