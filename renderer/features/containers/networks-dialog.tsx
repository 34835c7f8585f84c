import { connectCommand } from '@common/contract/commands';
import type { Container } from '@common/contract/containers';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useT } from '../../app/t';
import { useDetails } from '../../app/use-details';
import { useBridge } from '../../bridge/bridge';
import { useCurrentEngine } from '../../bridge/engine';
import { asError } from '../../bridge/errors';
import { useRows } from '../../bridge/live';
import { verbQuery } from '../../bridge/query';
import { Button } from '../../ui/button';
import { CommandBlock } from '../../ui/command-block';
import { Dialog } from '../../ui/dialog';
import { Select, TextField } from '../../ui/field';
import { SkeletonRows } from '../../ui/skeleton';
import { AnswerError } from './answer-error';
import { JoinedNetworks } from './joined-networks';
import { checkJoin, isJoinable, type JoinForm, joinForbidden } from './network-join';
import { useAnswer } from './use-answer';
import type { ContainerActions } from './use-container-actions';

interface NetworksDialogProps {
  readonly row: Container;
  readonly actions: ContainerActions;
  readonly blocked: string | undefined;
  readonly onClose: () => void;
}

const empty: JoinForm = { network: '', aliases: '', ipv4: '' };

/** Which networks a container is in, and joining and leaving them, while it runs or not. */
export function NetworksDialog({ row, actions, blocked, onClose }: NetworksDialogProps) {
  const t = useT();
  const { client } = useBridge();
  const { engine } = row;
  const live = useRows('containers', engine).byId.get(row.id);
  const phase = useCurrentEngine()?.phase ?? 'connecting';
  const details = useDetails(verbQuery(client, 'containers', 'inspect', { engine, id: row.id }), live, phase);
  const all = useQuery({ ...verbQuery(client, 'networks', 'list', { engine }), staleTime: 0 });
  const [form, setForm] = useState(empty);
  const { pending, error, ask } = useAnswer();
  const joined = details.data?.networks ?? [];
  const free = (all.data ?? []).filter(
    (network) => isJoinable(network) && !joined.some((one) => one.network === network.name),
  );
  const network = free.find(({ name }) => name === form.network);
  const { aliases, ipv4, problems, plainOnly } = checkJoin(form, network);
  const never = blocked ?? (details.data && joinForbidden(details.data));
  const reason =
    never ??
    (free.length === 0 ? t('It is in all networks that there are') : undefined) ??
    (network ? undefined : t('Choose a network first')) ??
    problems.aliases ??
    problems.ipv4;
  const failure = error ?? (details.error && !details.data ? asError(details.error) : undefined);

  const connect = async (event: FormEvent) => {
    event.preventDefault();
    if (reason !== undefined || pending || !network) return;
    if (await ask(() => actions.connect([row], { network: network.name, aliases, ipv4 }))) setForm(empty);
    // The list's row follows a moment later: what was just done is to be seen at once.
    void details.refetch();
  };
  const disconnect = async (name: string) => {
    await ask(() => actions.disconnect([row], name));
    void details.refetch();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('Networks of {{name}}', { name: row.name })}
      actions={<Button onClick={onClose}>{t('Close')}</Button>}
    >
      <div className="flex flex-col gap-4">
        {details.data ? (
          <JoinedNetworks
            networks={joined}
            blocked={blocked}
            pending={pending}
            onDisconnect={(name) => void disconnect(name)}
          />
        ) : (
          !failure && <SkeletonRows />
        )}
        <form onSubmit={(event) => void connect(event)} className="flex flex-col gap-3 border-t border-line pt-4">
          <div className="grid grid-cols-2 gap-3.5">
            <Select
              label={t('Connect to')}
              value={form.network}
              onChange={(name) => setForm((was) => ({ ...was, network: name }))}
              hint={network?.subnets.join(', ') || t('A network that it is not in yet')}
              options={[
                { value: '', label: t('Choose a network') },
                ...free.map(({ name, driver }) => ({ value: name, label: `${name} · ${driver}` })),
              ]}
            />
            <TextField
              label={t('Fixed IPv4 address')}
              mono
              hint={plainOnly ?? t('Empty: the engine gives one')}
              disabled={plainOnly !== undefined}
              value={plainOnly ? '' : form.ipv4}
              problem={problems.ipv4}
              onChange={(value) => setForm((was) => ({ ...was, ipv4: value }))}
            />
            <TextField
              label={t('Aliases')}
              mono
              hint={t('Further names that the others there find it by')}
              disabled={plainOnly !== undefined}
              value={plainOnly ? '' : form.aliases}
              problem={problems.aliases}
              onChange={(value) => setForm((was) => ({ ...was, aliases: value }))}
            />
          </div>
          <AnswerError error={failure} />
          <CommandBlock command={connectCommand(form.network || 'NETWORK', row.name, { aliases, ipv4 })} />
          <div className="flex justify-end">
            <Button kind="primary" type="submit" pending={pending} disabledReason={reason}>
              {t('Connect')}
            </Button>
          </div>
        </form>
      </div>
    </Dialog>
  );
}
