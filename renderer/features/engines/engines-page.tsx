import type { EngineState } from '@common/contract/engines';
import { useQuery } from '@tanstack/react-query';
import { RotateCw } from 'lucide-react';
import { productWords, statusWords } from '../../app/engine-words';
import { useT } from '../../app/t';
import { ToneMark } from '../../app/tone-mark';
import { useBridge, useLink } from '../../bridge/bridge';
import { useCurrentEngine, useEngines } from '../../bridge/engine';
import { verbQuery } from '../../bridge/query';
import { useSettings } from '../../bridge/settings';
import { Bdi } from '../../ui/bdi';
import { Button } from '../../ui/button';
import { PageHead } from '../../ui/page-head';
import { sourceWords } from './attempt-words';
import { AttemptsTable } from './attempts-table';
import { EngineDetails } from './engine-details';

/** The engines that Berth knows, what the current one says of itself, and where it looked. */
export function EnginesPage() {
  const t = useT();
  const state = useEngines();
  const current = useCurrentEngine();
  const { client, report } = useBridge();
  return (
    <>
      <PageHead title={t('Engines')} detail={state?.engines.length}>
        <Button icon={RotateCw} onClick={() => void client.engines.retry({}).catch(report)}>
          {t('Look again')}
        </Button>
      </PageHead>
      <section
        aria-label={t('About the engines')}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys
        tabIndex={0}
        className="min-h-0 flex-1 overflow-auto px-4 pb-8 -outline-offset-2"
      >
        {state && (
          <div className="flex max-w-[1080px] flex-col gap-6">
            {state.engines.length > 0 && (
              <section aria-label={t('Known engines')} className="overflow-hidden rounded-block border border-line">
                <ul className="m-0 list-none p-0">
                  {state.engines.map((engine) => (
                    <EngineRow key={engine.id} engine={engine} current={engine.id === current?.id} />
                  ))}
                </ul>
              </section>
            )}
            {current && current.seenAt !== undefined && <CurrentEngine engine={current} />}
            {state.attempts.length > 0 && (
              <section>
                <h2 className="mt-0 mb-2 text-small font-semibold text-dim">
                  {t('Where Berth looked, in this order')}
                </h2>
                <AttemptsTable attempts={state.attempts} />
              </section>
            )}
          </div>
        )}
      </section>
    </>
  );
}

function EngineRow({ engine, current }: { engine: EngineState; current: boolean }) {
  const t = useT();
  const link = useLink();
  const [, change] = useSettings();
  const { client, report } = useBridge();
  const { tone, text } = statusWords(link, engine);
  return (
    <li className="flex min-h-10 items-center gap-3 border-t border-line px-4 py-1.5 first:border-t-0">
      <ToneMark tone={tone} />
      <span className="min-w-0 flex-1">
        <span className="font-medium">{engine.name}</span>{' '}
        <span className="text-dim">
          {[productWords(engine), sourceWords(engine.source)].filter(Boolean).join(' · ')}
        </span>
        {engine.address !== engine.name && (
          <Bdi mono cut="middle" className="text-dim">
            {engine.address}
          </Bdi>
        )}
      </span>
      <span className="text-dim">{text}</span>
      {engine.phase !== 'connected' && (
        <Button onClick={() => void client.engines.retry({ engine: engine.id }).catch(report)}>{t('Try now')}</Button>
      )}
      {current ? (
        <span className="text-small text-faint">{t('shown')}</span>
      ) : (
        <Button onClick={() => change({ engine: engine.id })}>{t('Show')}</Button>
      )}
    </li>
  );
}

function CurrentEngine({ engine }: { engine: EngineState }) {
  const { client } = useBridge();
  // Another version may answer after a reconnect: read anew whenever it becomes connected.
  const connected = engine.phase === 'connected';
  const { data, error } = useQuery({
    ...verbQuery(client, 'engines', 'info', { engine: engine.id }),
    enabled: connected,
    staleTime: 0,
  });
  return <EngineDetails engine={engine} info={data} error={error ?? undefined} />;
}
