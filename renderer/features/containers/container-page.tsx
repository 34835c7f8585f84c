import type { Container, ContainerDetails } from '@common/contract/containers';
import type { EngineState } from '@common/contract/engines';
import type { ContainerId } from '@common/contract/ids';
import { type ReactNode, useState } from 'react';
import { DetailsProblem } from '../../app/details-problem';
import { InspectView } from '../../app/inspect-view';
import { type ContainerTab, hrefOf, paths } from '../../app/paths';
import { useT } from '../../app/t';
import { useBlocked } from '../../app/use-blocked';
import { useDetails } from '../../app/use-details';
import { useBridge } from '../../bridge/bridge';
import { useCurrentEngine } from '../../bridge/engine';
import { useRows } from '../../bridge/live';
import { verbQuery } from '../../bridge/query';
import { Banner } from '../../ui/banner';
import { DetailsHeader } from '../../ui/details-header';
import { RelativeTime } from '../../ui/relative-time';
import { SkeletonRows } from '../../ui/skeleton';
import { StateBadge } from '../../ui/state-mark';
import { Tabs } from '../../ui/tabs';
import { ButtonLink } from '../../ui/text-link';
import type { Asked } from './asked';
import { clockOffset } from './container-columns';
import { ContainerDialogs } from './container-dialogs';
import { ContainerOverview } from './container-overview';
import { ContainerVerbs } from './container-verbs';
import { containerWords, type StateFacts } from './container-words';
import { UnfinishedEdits } from './unfinished-edits';
import { useContainerActions } from './use-container-actions';
import { useCopyAs } from './use-copy-as';
import { useNoUpdate } from './use-menu-tools';
import { usePendingWords } from './use-pending-words';

interface ContainerPageProps {
  readonly id: ContainerId;
  readonly tab: ContainerTab;
  /** The tabs that other features fill. */
  readonly logs: ReactNode;
  readonly terminal: ReactNode;
  readonly files: ReactNode;
  readonly stats: ReactNode;
  readonly processes: ReactNode;
  /** What it uses now, for the overview. */
  readonly usage: (details: ContainerDetails) => ReactNode;
}

/** One container: what is wrong with it, how it starts, its log, a shell. */
export function ContainerPage(props: ContainerPageProps) {
  const engine = useCurrentEngine();
  return engine ? <ContainerOfEngine key={engine.id} engine={engine} {...props} /> : null;
}

function ContainerOfEngine(props: ContainerPageProps & { readonly engine: EngineState }) {
  const { engine, id, tab, logs, terminal, files, stats, processes, usage } = props;
  const t = useT();
  const { client } = useBridge();
  const { byId, loading } = useRows('containers', engine.id);
  const row = byId.get(id);
  const { data, error, refetch } = useDetails(
    verbQuery(client, 'containers', 'inspect', { engine: engine.id, id }),
    row,
    engine.phase,
  );
  const [asked, setAsked] = useState<Asked>();
  const blocked = useBlocked();
  const actions = useContainerActions(engine.id);
  const noUpdate = useNoUpdate(engine);
  const copyAs = useCopyAs(engine.id);
  const pending = usePendingWords().get(id);
  const lastRow = useLast(row);
  if (!data && error && !row) {
    return (
      <DetailsProblem
        error={error}
        listHref={hrefOf(paths.containers())}
        listWords={t('Go to Containers')}
        onRetry={() => void refetch()}
      />
    );
  }
  const known = lastRow ?? data;
  const gone = !loading && row === undefined && known !== undefined;
  const name = known?.name ?? id.slice(0, 12);
  // The row is newer than the details until these are asked again.
  const state = known && containerWords(stateFacts(known, data));
  const since = data && (data.state === 'running' ? data.startedAt : data.finishedAt);
  return (
    <>
      <DetailsHeader
        list={t('Containers')}
        listHref={hrefOf(paths.containers())}
        name={name}
        badge={
          state &&
          (gone ? (
            <StateBadge state="unknown" label={t('no longer exists')} />
          ) : (
            <StateBadge state={state.mark} label={pending ?? state.text} />
          ))
        }
        summary={
          known && (
            <>
              <RelativeTime at={(since ?? known.createdAt) - clockOffset(engine)} />
              {` · ${known.image}`}
            </>
          )
        }
        actions={
          <ContainerVerbs
            id={id}
            state={known?.state}
            gone={gone}
            blocked={blocked}
            pending={pending}
            actions={actions}
            row={row}
            noUpdate={noUpdate}
            copyAs={copyAs}
            onAsk={(question) => row && setAsked({ question, rows: [row] })}
          />
        }
      />
      <UnfinishedEdits engine={engine} />
      {gone && (
        <div className="px-4 pb-3">
          <Banner
            kind="warning"
            title={t('This container no longer exists')}
            actions={<ButtonLink href={hrefOf(paths.containers())}>{t('Go to Containers')}</ButtonLink>}
          >
            {t(
              'It was deleted here or by another program. What you see is the last that was known; what was read of its log stays readable here.',
            )}
          </Banner>
        </div>
      )}
      <Tabs
        label={name}
        current={tab}
        tabs={[
          { id: 'overview', label: t('Overview'), href: hrefOf(paths.container(id, 'overview')) },
          { id: 'logs', label: t('Logs'), href: hrefOf(paths.container(id, 'logs')) },
          { id: 'terminal', label: t('Terminal'), href: hrefOf(paths.container(id, 'terminal')) },
          { id: 'stats', label: t('Stats'), href: hrefOf(paths.container(id, 'stats')) },
          { id: 'files', label: t('Files'), href: hrefOf(paths.container(id, 'files')) },
          { id: 'processes', label: t('Processes'), href: hrefOf(paths.container(id, 'processes')) },
          { id: 'inspect', label: t('Inspect'), href: hrefOf(paths.container(id, 'inspect')) },
        ]}
      >
        {tab === 'logs' && logs}
        {tab === 'terminal' && terminal}
        {tab === 'files' && files}
        {tab === 'stats' && stats}
        {tab === 'processes' && processes}
        {tab === 'overview' &&
          (data ? <ContainerOverview engine={engine} details={data} usage={usage(data)} /> : <SkeletonRows />)}
        {tab === 'inspect' && (data ? <InspectView value={data.raw} /> : <SkeletonRows />)}
      </Tabs>
      <ContainerDialogs asked={asked} actions={actions} blocked={blocked} onClose={() => setAsked(undefined)} />
    </>
  );
}

/** The last that was known of it, when it is gone. */
function useLast<T>(value: T | undefined): T | undefined {
  const [last, setLast] = useState(value);
  if (value !== undefined && value !== last) setLast(value);
  return value ?? last;
}

/** What the row says, and of the details what still holds: they may be older than the row. */
function stateFacts(known: Container | ContainerDetails, data: ContainerDetails | undefined): StateFacts {
  const health = typeof known.health === 'object' ? known.health.status : known.health;
  const same = data?.state === known.state ? data : undefined;
  return {
    state: known.state,
    health,
    exitCode: known.exitCode ?? same?.exitCode,
    oomKilled: same?.oomKilled === true,
    failingStreak: same?.health?.status === health ? same?.health?.failingStreak : undefined,
    ...(same && { restartCount: same.restartCount }),
  };
}
