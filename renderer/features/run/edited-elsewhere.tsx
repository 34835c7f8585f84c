import type { ContainerId, EngineId } from '@common/contract/ids';
import { useT } from '../../app/t';
import { usePending } from '../../app/use-pending';
import { useRows } from '../../bridge/live';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';

export type Elsewhere =
  | { readonly kind: 'under-way' | 'gone' }
  /** Another container has its name now. */
  | { readonly kind: 'replaced'; readonly by: ContainerId };

/** What others did to the container whose edit is open: two windows may edit one, and each must know of the other. */
export function useElsewhere(engine: EngineId, id: ContainerId, name: string): Elsewhere | undefined {
  const { rows, byId, loading } = useRows('containers', engine);
  const pending = usePending();
  if (loading) return undefined;
  if (byId.has(id)) return pending.get(id) === 'recreate' ? { kind: 'under-way' } : undefined;
  const heir = rows.find((row) => row.name === name);
  return heir ? { kind: 'replaced', by: heir.id } : { kind: 'gone' };
}

interface EditedElsewhereProps {
  readonly elsewhere: Elsewhere;
  readonly name: string;
  /** Goes on with the container that is there now, and what was typed. */
  readonly onMove: (to: ContainerId) => void;
  /** Makes a container of what was typed. */
  readonly onRun: () => void;
}

/** Says that the container was changed elsewhere, and how what was typed is not lost. */
export function EditedElsewhere({ elsewhere, name, onMove, onRun }: EditedElsewhereProps) {
  const t = useT();
  switch (elsewhere.kind) {
    case 'under-way':
      return (
        <Banner kind="warning" title={t('{{name}} is being made anew elsewhere', { name })}>
          {t('What you changed stays here until that is over.')}
        </Banner>
      );
    case 'replaced':
      return (
        <Banner
          kind="warning"
          title={t('{{name}} was made anew elsewhere', { name })}
          actions={<Button onClick={() => onMove(elsewhere.by)}>{t('Take my changes there')}</Button>}
        >
          {t('This one is gone. What you changed is still here, and can be brought to the new one.')}
        </Banner>
      );
    case 'gone':
      return (
        <Banner
          kind="warning"
          title={t('{{name}} no longer exists', { name })}
          actions={<Button onClick={onRun}>{t('Run as a new one')}</Button>}
        >
          {t('What you changed is still here.')}
        </Banner>
      );
  }
}
