import { Download, Play } from 'lucide-react';
import { useDialogs } from '../stores/dialogs';
import { Button } from '../ui/button';
import { useT } from './t';
import { useBlocked } from './use-blocked';

/** Opens the run dialog, with this image when one is given. */
export function RunButton({
  image,
  kind = 'primary',
}: {
  readonly image?: string;
  readonly kind?: 'primary' | 'plain';
}) {
  const t = useT();
  const blocked = useBlocked();
  return (
    <Button
      kind={kind}
      icon={Play}
      disabledReason={blocked}
      onClick={() => useDialogs.getState().open({ kind: 'run', ...(image !== undefined && { image }) })}
    >
      {t('Run')}
    </Button>
  );
}

export function PullButton({ kind = 'ghost' }: { readonly kind?: 'primary' | 'ghost' }) {
  const t = useT();
  const blocked = useBlocked();
  return (
    <Button
      kind={kind}
      icon={Download}
      disabledReason={blocked}
      onClick={() => useDialogs.getState().open({ kind: 'pull' })}
    >
      {t('Pull image')}
    </Button>
  );
}
