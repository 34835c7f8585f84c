import { connectCommand, disconnectCommand } from '@common/contract/commands';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useT } from '../../app/t';
import { useBridge } from '../../bridge/bridge';
import { asError } from '../../bridge/errors';
import { verbQuery } from '../../bridge/query';
import { Button } from '../../ui/button';
import { CommandBlock } from '../../ui/command-block';
import { Dialog } from '../../ui/dialog';
import { Select } from '../../ui/field';
import { AnswerError } from './answer-error';
import type { LimitsDialogProps } from './limits-dialog';
import { NamedRows } from './named-rows';
import { isJoinable } from './network-join';

/** Several containers into one network, or out of it. Who can't is told in Activity, by name. */
export function NetworksOfMany({ asked, actions, blocked, onClose }: LimitsDialogProps) {
  const t = useT();
  const { client, report } = useBridge();
  const [verb, setVerb] = useState<'connect' | 'disconnect'>('connect');
  const [network, setNetwork] = useState('');
  const engine = asked[0]?.engine ?? ('' as never);
  const all = useQuery({ ...verbQuery(client, 'networks', 'list', { engine }), staleTime: 0 });
  const joinable = (all.data ?? []).filter(isJoinable);
  const reason = blocked ?? (network === '' ? t('Choose a network first') : undefined);
  const line = verb === 'connect' ? connectCommand : disconnectCommand;
  const go = () => {
    const answer =
      verb === 'connect' ? actions.connect(asked, { network, aliases: [] }) : actions.disconnect(asked, network);
    answer.catch(report);
    onClose();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('Networks of {{count}} containers', { count: asked.length.toLocaleString() })}
      actions={
        <>
          <Button kind="ghost" onClick={onClose}>
            {t('Cancel')}
          </Button>
          <Button kind="primary" disabledReason={reason} onClick={go}>
            {verb === 'connect' ? t('Connect') : t('Disconnect')}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <NamedRows label={t('What is changed')} rows={asked} />
        <div className="grid grid-cols-2 gap-3.5">
          <Select
            label={t('What to do')}
            value={verb}
            onChange={setVerb}
            options={[
              { value: 'connect', label: t('Connect all to') },
              { value: 'disconnect', label: t('Disconnect all from') },
            ]}
          />
          <Select
            label={t('Network')}
            value={network}
            onChange={setNetwork}
            hint={joinable.find(({ name }) => name === network)?.subnets.join(', ') || undefined}
            options={[
              { value: '', label: t('Choose a network') },
              ...joinable.map(({ name, driver }) => ({ value: name, label: `${name} · ${driver}` })),
            ]}
          />
        </div>
        <AnswerError error={all.error ? asError(all.error) : undefined} />
        <CommandBlock command={asked.map(({ name }) => line(network || 'NETWORK', name)).join(' && ')} />
      </div>
    </Dialog>
  );
}
