import type { Container } from '@common/contract/containers';
import { useT } from '../../app/t';
import { useRows } from '../../bridge/live';
import type { Asked } from './asked';
import { DeleteContainers } from './delete-containers';
import { KillContainers } from './kill-containers';
import { LimitsDialog } from './limits-dialog';
import { NetworksDialog } from './networks-dialog';
import { NetworksOfMany } from './networks-of-many';
import { RenameContainer } from './rename-container';
import { StopContainers } from './stop-containers';
import type { ContainerActions } from './use-container-actions';

interface ContainerDialogsProps {
  readonly asked: Asked | undefined;
  readonly actions: ContainerActions;
  readonly blocked: string | undefined;
  readonly onClose: () => void;
}

/** The one dialog that is open. */
export function ContainerDialogs({ asked, ...rest }: ContainerDialogsProps) {
  const [first] = asked?.rows ?? [];
  return asked && first ? <OpenDialog asked={asked} first={first} {...rest} /> : null;
}

function OpenDialog({
  asked,
  first,
  actions,
  blocked,
  onClose,
}: ContainerDialogsProps & { asked: Asked; first: Container }) {
  const t = useT();
  const { byId, loading } = useRows('containers', first.engine);
  const { question, rows } = asked;
  // One that vanished under its dialog: what it says stays readable, and nothing can be asked of it. Of many, the others go on.
  const gone = !loading && rows.every(({ id }) => !byId.has(id));
  const never =
    blocked ?? (gone && rows.length === 1 ? t('It no longer exists') : gone ? t('They no longer exist') : undefined);
  const many = { asked: rows, actions, blocked: never, onClose };
  const one = { row: first, actions, blocked: never, onClose };
  switch (question) {
    case 'delete':
      // What is gone counts as deleted.
      return <DeleteContainers engine={first.engine} {...many} blocked={blocked} />;
    case 'stop':
      return <StopContainers {...many} />;
    case 'kill':
      return <KillContainers {...many} />;
    case 'limits':
      return <LimitsDialog {...many} />;
    case 'rename':
      return <RenameContainer {...one} />;
    case 'networks':
      return rows.length === 1 ? <NetworksDialog {...one} /> : <NetworksOfMany {...many} />;
  }
}
