import { lazy, Suspense } from 'react';
import { patiently } from '../../app/patiently';
import { useT } from '../../app/t';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { SkeletonRows } from '../../ui/skeleton';

const CodeDiff = lazy(() =>
  patiently(() => import('../../ui/code-editor/code-diff')).then((part) => ({ default: part.CodeDiff })),
);

interface ChangedUnderneathProps {
  readonly name: string;
  readonly theirs: string;
  readonly mine: string;
  readonly pending: boolean;
  readonly onKeepMine: () => void;
  readonly onTakeTheirs: () => void;
  readonly onClose: () => void;
}

/** Somebody else wrote the file since it was opened: both texts, and which one stays. */
export function ChangedUnderneath(props: ChangedUnderneathProps) {
  const { name, theirs, mine, pending, onKeepMine, onTakeTheirs, onClose } = props;
  const t = useT();
  return (
    <Dialog
      open
      width="large"
      title={t('{{name}} changed in the container', { name })}
      detail={t('since you opened it')}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('Go on editing')}</Button>
          <Button onClick={onTakeTheirs}>{t('Discard mine')}</Button>
          <Button kind="danger" pending={pending} onClick={onKeepMine}>
            {t('Replace theirs')}
          </Button>
        </>
      }
    >
      <Suspense fallback={<SkeletonRows />}>
        <CodeDiff
          name={name}
          first={theirs}
          second={mine}
          firstLabel={t('In the container now')}
          secondLabel={t('Your text')}
        />
      </Suspense>
    </Dialog>
  );
}
