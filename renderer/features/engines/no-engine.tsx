import { useT } from '../../app/t';
import { useBridge } from '../../bridge/bridge';
import { useEngines } from '../../bridge/engine';
import { Button } from '../../ui/button';
import { AttemptsTable } from './attempts-table';
import { RemedyButtons } from './remedy-buttons';

/** First run without an engine: what was tried, why it failed, and the next step as a button. Goes by itself. */
export function NoEngine() {
  const t = useT();
  const { client, report } = useBridge();
  const state = useEngines();
  if (!state) return null;
  const chosen = state.attempts.some(({ outcome }) => outcome.kind === 'not-tried');
  return (
    <div className="flex min-h-0 flex-1 overflow-auto p-8">
      <div className="m-auto flex w-full max-w-[760px] flex-col gap-4">
        <div>
          <h1 className="m-0 text-lead font-semibold">{t('No engine answered')}</h1>
          <p className="mt-1 mb-0 text-dim">
            {chosen
              ? t(
                  'Berth shows the containers of a Docker or Podman engine. The one that was asked for does not answer yet.',
                )
              : t('Berth shows the containers of a Docker or Podman engine. None was found on this machine yet.')}
          </p>
        </div>
        <div className="flex flex-wrap gap-2">
          <RemedyButtons remedies={state.remedies} />
          <Button onClick={() => void client.engines.retry({}).catch(report)}>{t('Look again')}</Button>
        </div>
        <AttemptsTable attempts={state.attempts} />
        <p className="m-0 text-dim">
          {t('Berth looks again every few seconds; when an engine answers, this page goes.')}
        </p>
      </div>
    </div>
  );
}
