import type { EngineId } from '@common/contract/ids';
import { lazy, Suspense, useCallback } from 'react';
import { useCurrentEngine } from '../bridge/engine';
import { type OpenDialog, useDialogs } from '../stores/dialogs';
import { patiently } from './patiently';

/** Large, and seen by few at first: they come when they are asked for. */
const RunDialog = lazy(() =>
  patiently(() => import('../features/run/run-dialog')).then((part) => ({ default: part.RunDialog })),
);
const PullDialog = lazy(() =>
  patiently(() => import('../features/run/pull-dialog')).then((part) => ({ default: part.PullDialog })),
);

const EditDialog = lazy(() =>
  patiently(() => import('../features/run/edit-dialog')).then((part) => ({ default: part.EditDialog })),
);
const CommitDialog = lazy(() =>
  patiently(() => import('../features/containers/commit-dialog')).then((part) => ({ default: part.CommitDialog })),
);
const ExportDialog = lazy(() =>
  patiently(() => import('../features/containers/export-dialog')).then((part) => ({ default: part.ExportDialog })),
);

const ShellDialog = lazy(() =>
  patiently(() => import('../features/terminals/shell-dialog')).then((part) => ({ default: part.ShellDialog })),
);
const AttachDialog = lazy(() =>
  patiently(() => import('../features/terminals/attach-dialog')).then((part) => ({ default: part.AttachDialog })),
);
const CommandDialog = lazy(() =>
  patiently(() => import('../features/terminals/command-dialog')).then((part) => ({ default: part.CommandDialog })),
);
const DebugDialog = lazy(() =>
  patiently(() => import('../features/terminals/debug-dialog')).then((part) => ({ default: part.DebugDialog })),
);

/** The dialogs that any page may open. */
export function Dialogs() {
  const engine = useCurrentEngine();
  const dialog = useDialogs((state) => state.dialog);
  const close = useCallback(() => useDialogs.getState().close(), []);
  if (!engine || !dialog) return null;
  return <Suspense fallback={null}>{opened(engine.id, dialog, close)}</Suspense>;
}

function opened(engine: EngineId, dialog: OpenDialog, onClose: () => void) {
  switch (dialog.kind) {
    case 'run':
      return <RunDialog engine={engine} from={dialog} onClose={onClose} />;
    case 'pull':
      return <PullDialog engine={engine} reference={dialog.reference} onClose={onClose} />;
    case 'edit':
      return <EditDialog engine={engine} container={dialog.container} name={dialog.name} onClose={onClose} />;
    case 'export':
      return <ExportDialog engine={engine} container={dialog.container} name={dialog.name} onClose={onClose} />;
    case 'shell':
      return <ShellDialog engine={engine} container={dialog.container} name={dialog.name} onClose={onClose} />;
    case 'attach':
      return <AttachDialog engine={engine} container={dialog.container} name={dialog.name} onClose={onClose} />;
    case 'command':
      return <CommandDialog engine={engine} container={dialog.container} name={dialog.name} onClose={onClose} />;
    case 'debug':
      return <DebugDialog engine={engine} target={dialog.target} name={dialog.name} onClose={onClose} />;
    case 'commit':
      return <CommitDialog engine={engine} container={dialog.container} name={dialog.name} onClose={onClose} />;
  }
}
