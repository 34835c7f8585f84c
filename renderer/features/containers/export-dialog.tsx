import { exportCommand } from '@common/contract/file-commands';
import type { ContainerId, EngineId } from '@common/contract/ids';
import { Download } from 'lucide-react';
import { useT } from '../../app/t';
import { useBlocked } from '../../app/use-blocked';
import { useDownload } from '../../app/use-download';
import { Button } from '../../ui/button';
import { CommandBlock } from '../../ui/command-block';
import { Dialog } from '../../ui/dialog';

interface ExportDialogProps {
  readonly engine: EngineId;
  readonly container: ContainerId;
  readonly name: string;
  readonly onClose: () => void;
}

/** A container's whole file system as one tar. */
export function ExportDialog({ engine, container, name, onClose }: ExportDialogProps) {
  const t = useT();
  const download = useDownload();
  const blocked = useBlocked();
  const start = () => {
    download({ kind: 'container-export', engine, container });
    onClose();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('Export file system')}
      detail={name}
      actions={
        <>
          <Button kind="ghost" onClick={onClose}>
            {t('Cancel')}
          </Button>
          <Button kind="primary" icon={Download} disabledReason={blocked} onClick={start}>
            {t('Export')}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        <p className="m-0 text-dim">
          {t('Saves all files as one tar, with owners and modes. Volumes and the container’s settings are not in it.')}
        </p>
        <CommandBlock command={exportCommand(name)} />
      </div>
    </Dialog>
  );
}
