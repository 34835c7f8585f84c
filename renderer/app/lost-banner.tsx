import type { EngineState } from '@common/contract/engines';
import { Unplug } from 'lucide-react';
import type { ReactNode } from 'react';
import { useBridge, useLink } from '../bridge/bridge';
import type { LinkState } from '../bridge/connection';
import { useCurrentEngine, useEngines } from '../bridge/engine';
import { useRows } from '../bridge/live';
import { RemedyButtons } from '../features/engines/remedy-buttons';
import { Button } from '../ui/button';
import { lostReason, nextTryWords } from './engine-words';
import type { Page } from './paths';
import { useT } from './t';
import { useNow } from './use-now';

/** What was lost, since when what is shown is old, and what one can do. Nothing while all is well. */
export function LostBanner({ page }: { page: Page }) {
  const link = useLink();
  const engine = useCurrentEngine();
  if (link.kind === 'down') return <LinkLost link={link} />;
  if (link.kind !== 'up' || !engine || engine.phase === 'connected' || !isKnown(engine)) return null;
  return <EngineLost engine={engine} dated={page.kind !== 'settings' && page.kind !== 'engines'} />;
}

/** An engine that was never reached has no banner but the page of what was tried. */
function isKnown(engine: EngineState): boolean {
  return engine.seenAt !== undefined;
}

const timeOf = (at: number) => new Date(at).toLocaleTimeString();

function EngineLost({ engine, dated }: { engine: EngineState; dated: boolean }) {
  const t = useT();
  const { client, report } = useBridge();
  const remedies = useEngines()?.remedies ?? [];
  const { at } = useRows('containers', engine.id);
  const now = useNow(engine.nextTryAt !== undefined);
  const seen = Math.max(at, engine.seenAt ?? 0);
  const when = nextTryWords(engine.nextTryAt, now);
  const silent = engine.phase === 'not-answering';
  return (
    <Banner
      title={silent ? t('The engine does not answer') : t('The engine stopped answering')}
      detail={[
        lostReason(engine),
        when && `${when.charAt(0).toUpperCase()}${when.slice(1)}.`,
        dated && seen > 0 && t('What you see is from {{time}}.', { time: timeOf(seen) }),
      ]}
    >
      <Button onClick={() => void client.engines.retry({ engine: engine.id }).catch(report)}>{t('Try now')}</Button>
      <RemedyButtons remedies={remedies.filter(({ kind }) => kind === 'start-installed')} short />
    </Banner>
  );
}

function LinkLost({ link }: { link: Extract<LinkState, { kind: 'down' }> }) {
  const t = useT();
  const { connection } = useBridge();
  const now = useNow(true);
  if (link.why === 'stranger') {
    return (
      <Banner
        title={t('This page needs a new link')}
        detail={[
          t('Berth was started again and no longer knows this page.'),
          t('In the terminal where it runs, press Enter and open the link that it prints.'),
        ]}
      >
        <Button onClick={connection.retry}>{t('Try now')}</Button>
      </Banner>
    );
  }
  const when = nextTryWords(link.nextTryAt, now);
  return (
    <Banner
      title={t('Berth itself stopped')}
      detail={[
        t('Your containers are not touched by that. Start Berth again to go on.'),
        t('What you see is from {{time}}.', { time: timeOf(link.since) }),
        when && `${when.charAt(0).toUpperCase()}${when.slice(1)}.`,
      ]}
    >
      <Button onClick={connection.retry}>{t('Try now')}</Button>
    </Banner>
  );
}

function Banner({
  title,
  detail,
  children,
}: {
  title: string;
  detail: readonly (string | false | undefined)[];
  children: ReactNode;
}) {
  return (
    <section aria-label={title} className="app-banner">
      <Unplug aria-hidden="true" size={16} className="shrink-0 text-warn" />
      <p className="m-0 min-w-0 flex-1">
        <strong>{title}</strong> <span className="text-dim">{detail.filter(Boolean).join(' ')}</span>
      </p>
      {children}
    </section>
  );
}
