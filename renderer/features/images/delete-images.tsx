import type { EngineState } from '@common/contract/engines';
import type { Image } from '@common/contract/images';
import { useState } from 'react';
import { useT } from '../../app/t';
import { AlertDialog } from '../../ui/alert-dialog';
import { Bdi } from '../../ui/bdi';
import { CheckboxField } from '../../ui/checkbox';
import { CommandBlock } from '../../ui/command-block';
import { deleteLoss, deletePlan, deleteTitle, forceHelps, keptWords } from './delete-plan';
import type { ImageUsers } from './image-filter';
import { imageName } from './image-names';
import { useDeleteImages } from './use-delete-images';

interface DeleteImagesProps {
  readonly engine: EngineState;
  /** As they were when it was asked: only these go, whatever the list shows meanwhile (DE-02). */
  readonly asked: readonly Image[];
  readonly users: ImageUsers;
  readonly blocked: string | undefined;
  readonly onClose: () => void;
}

/** Asks before images are deleted: what goes with them, what keeps some, and by which command. */
export function DeleteImages({ engine, asked, users, blocked, onClose }: DeleteImagesProps) {
  const t = useT();
  const deleteImages = useDeleteImages(engine.id);
  const [force, setForce] = useState(false);
  const plan = deletePlan(asked, users, force);
  return (
    <AlertDialog
      open
      onClose={onClose}
      title={deleteTitle(asked)}
      loss={deleteLoss(plan).join(' ')}
      verb={t('Delete')}
      disabledReason={blocked ?? plan.reason}
      onConfirm={() => {
        deleteImages(plan.images, { force });
        onClose();
      }}
    >
      {asked.length > 1 && plan.images.length > 0 && (
        <BoundedList label={t('What is deleted')} lines={plan.images.map(imageName)} />
      )}
      {plan.kept.length > 0 && (
        <div>
          <p className="pb-1 text-dim">{t('What stays, because it is used:')}</p>
          <BoundedList label={t('What stays')} lines={plan.kept.map(keptWords)} />
        </div>
      )}
      {engine.product !== 'podman' && forceHelps(asked, users) && (
        <CheckboxField
          label={t('Delete even if a stopped container uses it')}
          hint={t('The container stays and can still be started; no new one can be made from the image.')}
          checked={force}
          onChange={setForce}
        />
      )}
      <CommandBlock command={plan.command} />
    </AlertDialog>
  );
}

/** So many lines can be read; the rest is counted. */
const most = 8;

function BoundedList({ label, lines }: { readonly label: string; readonly lines: readonly string[] }) {
  const t = useT();
  const shown = lines.length <= most + 1 ? lines : lines.slice(0, most);
  return (
    <ul aria-label={label} className="rounded-block border border-line bg-sunk px-3 py-1.5">
      {shown.map((line) => (
        <li key={line}>
          <Bdi cut="middle">{line}</Bdi>
        </li>
      ))}
      {lines.length > shown.length && (
        <li className="text-dim">
          {t('and {{count}} more', { count: (lines.length - shown.length).toLocaleString() })}
        </li>
      )}
    </ul>
  );
}
