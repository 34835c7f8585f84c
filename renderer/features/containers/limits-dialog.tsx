import type { Container, ContainerDetails } from '@common/contract/containers';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useT } from '../../app/t';
import { useBridge } from '../../bridge/bridge';
import { asError } from '../../bridge/errors';
import { verbQuery } from '../../bridge/query';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { SkeletonRows } from '../../ui/skeleton';
import { AnswerError } from './answer-error';
import { LimitsFields } from './limits-fields';
import type { ContainerActions } from './use-container-actions';

export interface LimitsDialogProps {
  readonly asked: readonly Container[];
  readonly actions: ContainerActions;
  readonly blocked: string | undefined;
  readonly onClose: () => void;
}

/** Changes restart policy and limits while the container runs: of one from what it has now, of several what is typed. */
export function LimitsDialog(props: LimitsDialogProps) {
  const [first] = props.asked;
  return first && props.asked.length === 1 ? <OfOne {...props} row={first} /> : <LimitsFields {...props} />;
}

function OfOne({ row, ...props }: LimitsDialogProps & { readonly row: Container }) {
  const t = useT();
  const { client } = useBridge();
  const options = verbQuery(client, 'containers', 'inspect', { engine: row.engine, id: row.id });
  const { data, error, isFetching } = useQuery({ ...options, staleTime: 0 });
  // As it was when the form came: what changes meanwhile must not change what is typed.
  const [current, setCurrent] = useState<ContainerDetails>();
  if (!current && data && !isFetching) setCurrent(data);
  if (current) return <LimitsFields {...props} current={current} />;
  return (
    <Dialog
      open
      onClose={props.onClose}
      title={t('Update limits of {{name}}', { name: row.name })}
      actions={<Button onClick={props.onClose}>{t('Cancel')}</Button>}
    >
      {error ? <AnswerError error={asError(error)} /> : <SkeletonRows />}
    </Dialog>
  );
}
