import { lazy, Suspense, useCallback } from 'react';
import { useCurrentEngine } from '../bridge/engine';
import { useDialogs } from '../stores/dialogs';
import { patiently } from './patiently';

/** Large, and seen by few at first: they come when they are asked for. */
const RunDialog = lazy(() =>
  patiently(() => import('../features/run/run-dialog')).then((part) => ({ default: part.RunDialog })),
);
const PullDialog = lazy(() =>
  patiently(() => import('../features/run/pull-dialog')).then((part) => ({ default: part.PullDialog })),
);

/** The dialogs that any page may open. */
export function Dialogs() {
  const engine = useCurrentEngine();
  const dialog = useDialogs((state) => state.dialog);
  const close = useCallback(() => useDialogs.getState().close(), []);
  if (!engine || !dialog) return null;
  return (
    <Suspense fallback={null}>
      {dialog.kind === 'run' ? (
        <RunDialog engine={engine.id} from={dialog} onClose={close} />
      ) : (
        <PullDialog engine={engine.id} reference={dialog.reference} onClose={close} />
      )}
    </Suspense>
  );
}
