import type { EngineId } from '@common/contract/ids';
import type { RunSpec } from '@common/contract/run-spec';
import { useCallback, useState } from 'react';
import { useLocation } from 'wouter';
import { paths } from '../../app/paths';
import { t } from '../../app/t';
import { useBridge } from '../../bridge/bridge';
import { asError, isCancelled, type PageError } from '../../bridge/errors';
import { useDialogs } from '../../stores/dialogs';
import { useScreen } from '../../stores/screen';
import { useToasts } from '../../stores/toasts';

export interface Run {
  run(spec: RunSpec, options: { readonly start: boolean; readonly pulls: boolean }): void;
  readonly pending: boolean;
  /** Why nothing was made; the form stays open with all that was typed. */
  readonly error: PageError | undefined;
}

/**
 * Runs what the form says, then goes to the container, unless the person has gone elsewhere meanwhile.
 *
 * A pull takes its time: the form closes at once, and Activity shows the way. What fails then is offered again by the next
 * form.
 */
export function useRun(engine: EngineId, onDone: () => void): Run {
  const { client } = useBridge();
  const [, navigate] = useLocation();
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<PageError>();
  const run = useCallback<Run['run']>(
    async (spec, { start, pulls }) => {
      const { keepFailedRun, close } = useDialogs.getState();
      const from = location.hash;
      setPending(true);
      setError(undefined);
      keepFailedRun(undefined);
      if (pulls) {
        close();
        useScreen.getState().toggleActivity(true);
      }
      try {
        const { container, items, leftOut, warnings } = await client.containers.run({ engine, spec, start });
        const failure = items[0]?.error;
        if (container === undefined) {
          keepFailedRun(spec);
          setError(failure);
          return;
        }
        const said = [...leftOut.map((flag) => t('This engine has no {{flag}}: left out', { flag })), ...warnings];
        if (said.length > 0)
          useToasts.getState().show({ tone: 'info', title: said[0] ?? '', detail: said.slice(1).join(' ') });
        else if (!failure) {
          const name = spec.name ?? spec.image;
          useToasts
            .getState()
            .show({ tone: 'ok', title: start ? t('Started {{name}}', { name }) : t('Created {{name}}', { name }) });
        }
        if (!pulls) onDone();
        // Whoever looks at something else by now keeps looking at it.
        if (location.hash !== from || useDialogs.getState().dialog) return;
        const terminal = spec.tty && spec.interactive && start && !failure;
        navigate(paths.container(container, terminal ? 'terminal' : 'overview'));
      } catch (thrown) {
        if (isCancelled(thrown)) return;
        keepFailedRun(spec);
        setError(asError(thrown));
      } finally {
        setPending(false);
      }
    },
    [client, engine, navigate, onDone],
  );
  return { run, pending, error };
}
