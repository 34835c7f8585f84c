import type { EngineId } from '@common/contract/ids';
import { lazy, Suspense } from 'react';
import { useLocation } from 'wouter';
import { useCurrentEngine, useEngines } from '../bridge/engine';
import { ContainerPage } from '../features/containers/container-page';
import { ContainersPage } from '../features/containers/containers-page';
import { EnginesPage } from '../features/engines/engines-page';
import { NoEngine } from '../features/engines/no-engine';
import { ImagePage } from '../features/images/image-page';
import { ImagesPage } from '../features/images/images-page';
import { LogView } from '../features/logs/log-view';
import { SettingsPage } from '../features/settings/settings-page';
import { ProcessesView } from '../features/stats/processes-view';
import { UsageNow } from '../features/stats/usage-now';
import { Button } from '../ui/button';
import { LogsPage } from './logs-page';
import { type Page, paths } from './paths';
import { patiently } from './patiently';
import { useT } from './t';

/** Heavy, and seen by few at first: comes when it is asked for. */
const ContainerTerminal = lazy(() =>
  patiently(() => import('../features/terminals/terminal-view')).then((part) => ({ default: part.ContainerTerminal })),
);

/** Charts are drawn by a library of their own. */
const StatsView = lazy(() =>
  patiently(() => import('../features/stats/stats-view')).then((part) => ({ default: part.StatsView })),
);

const ContainerFiles = lazy(() =>
  patiently(() => import('../features/files/container-files')).then((part) => ({ default: part.ContainerFiles })),
);

/** The page of an address, made of the features that it shows. The only place where features meet. */
export function Routes({ page }: { page: Page }) {
  return (
    <Suspense fallback={<Opening />}>
      <Route page={page} />
    </Suspense>
  );
}

function Route({ page }: { page: Page }) {
  const engines = useEngines();
  const engine = useCurrentEngine();
  if (page.kind === 'engines') return <EnginesPage />;
  if (page.kind === 'settings') return <SettingsPage />;
  if (page.kind === 'unknown') return <NoSuchPage path={page.path} />;
  if (!engines) return <Opening />;
  // An engine that was never reached has nothing to show but why.
  if (!engine || (engine.phase !== 'connected' && engine.seenAt === undefined)) {
    return engine && !engine.error && engine.phase === 'connecting' ? <Opening /> : <NoEngine />;
  }
  return <EngineRoute page={page} engine={engine.id} />;
}

function EngineRoute({ page, engine }: { page: Page; engine: EngineId }) {
  switch (page.kind) {
    case 'container':
      return (
        <ContainerPage
          key={page.id}
          id={page.id}
          tab={page.tab}
          logs={<LogView engine={engine} containers={[page.id]} />}
          terminal={<ContainerTerminal engine={engine} container={page.id} />}
          files={<ContainerFiles engine={engine} container={page.id} folder={page.folder ?? '/'} />}
          stats={<StatsView engine={engine} container={page.id} />}
          processes={<ProcessesView engine={engine} container={page.id} />}
          usage={(details) => <UsageNow details={details} />}
        />
      );
    case 'logs':
      return (
        <LogsPage
          key={page.project ?? page.containers.join(' ')}
          engine={engine}
          containers={page.containers}
          project={page.project}
        />
      );
    case 'images':
      return <ImagesPage />;
    case 'image':
      return <ImagePage key={page.id} id={page.id} tab={page.tab} />;
    default:
      return <ContainersPage />;
  }
}

/** Some frames long: quiet, so that nothing flashes. */
function Opening() {
  return <div aria-busy="true" className="flex-1" />;
}

function NoSuchPage({ path }: { path: string }) {
  const t = useT();
  const [, navigate] = useLocation();
  return (
    <div className="flex flex-1 flex-col items-start gap-3 p-8">
      <h1 className="m-0 text-title font-semibold">{t('There is no such page')}</h1>
      <p className="m-0 text-dim">
        {t('The address leads nowhere:')} <code className="font-mono text-small [overflow-wrap:anywhere]">#{path}</code>
      </p>
      <Button kind="primary" onClick={() => navigate(paths.containers())}>
        {t('Go to Containers')}
      </Button>
    </div>
  );
}
