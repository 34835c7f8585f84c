import { lazy, Suspense } from 'react';
import { useDock } from '../stores/dock';
import { patiently } from './patiently';

/** Heavy, and not open at first: comes when it is asked for. */
const Dock = lazy(() => patiently(() => import('../features/terminals/dock')).then((part) => ({ default: part.Dock })));

/** The terminals below every page, while they are shown. */
export function DockSlot() {
  const open = useDock((dock) => dock.open);
  if (!open) return null;
  return (
    <Suspense fallback={null}>
      <Dock />
    </Suspense>
  );
}
