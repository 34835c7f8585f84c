import type { NetworkSpec } from '@common/contract/run-spec';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useT } from '../../app/t';
import { useBridge } from '../../bridge/bridge';
import { verbQuery } from '../../bridge/query';
import { FormRow, Rows, Said, TextInput, TextRow } from './form-parts';
import { ListRows } from './list-rows';
import { useRunForm } from './run-form';
import type { SectionProps } from './section-basics';
import { SuggestInput, type Suggestion } from './suggest-input';

export function SectionNetwork({ engine }: SectionProps) {
  const t = useT();
  const { client } = useBridge();
  const { form } = useRunForm();
  const { spec } = form;
  const { data } = useQuery({ ...verbQuery(client, 'networks', 'list', { engine }), staleTime: 0 });
  const known = useMemo(
    () => (data ?? []).map(({ name, driver, subnets }) => ({ value: name, detail: subnets[0] ?? driver })),
    [data],
  );
  const text = (key: 'hostname' | 'domainname' | 'mac') => (value: string) =>
    form.change({ [key]: value === '' ? undefined : value });
  return (
    <>
      <FormRow
        label={t('Networks')}
        hint={
          spec.networks.length === 0
            ? t('None named: the engine’s own, where containers do not find each other by name.')
            : undefined
        }
      >
        <Rows
          rows={spec.networks}
          blank={{ name: '', aliases: [] } as NetworkSpec}
          addLabel={t('Add a network')}
          rowName={(row, index) => row.name || t('network {{number}}', { number: index + 1 })}
          onChange={(networks) => form.change({ networks })}
        >
          {(row, index, change) => <NetworkRow row={row} index={index} change={change} known={known} />}
        </Rows>
      </FormRow>
      <TextRow
        label={t('Host name')}
        field="hostname"
        value={spec.hostname ?? ''}
        placeholder={t('its id')}
        onChange={text('hostname')}
      />
      <TextRow
        label={t('Domain name')}
        field="domainname"
        value={spec.domainname ?? ''}
        onChange={text('domainname')}
      />
      <TextRow
        label={t('MAC address')}
        field="mac"
        value={spec.mac ?? ''}
        placeholder={t('the engine’s choice')}
        onChange={text('mac')}
        mono
      />
      <ListRows
        label={t('DNS servers')}
        of="dns"
        one={t('DNS server')}
        addLabel={t('Add a server')}
        placeholder="1.1.1.1"
      />
      <ListRows label={t('DNS search')} of="dnsSearch" one={t('Search domain')} addLabel={t('Add a domain')} />
      <ListRows
        label={t('DNS options')}
        of="dnsOptions"
        one={t('DNS option')}
        addLabel={t('Add an option')}
        placeholder="ndots:1"
      />
      <ListRows
        label={t('Hosts')}
        of="extraHosts"
        one={t('Host')}
        addLabel={t('Add a host')}
        placeholder="host:host-gateway"
      />
      <ListRows label={t('Links')} of="links" one={t('Link')} addLabel={t('Add a link')} placeholder="db:database" />
    </>
  );
}

interface NetworkRowProps {
  readonly row: NetworkSpec;
  readonly index: number;
  readonly change: (row: NetworkSpec) => void;
  readonly known: readonly Suggestion[];
}

function NetworkRow({ row, index, change, known }: NetworkRowProps) {
  const t = useT();
  const at = `networks.${index}`;
  const number = index + 1;
  const set = (key: 'ipv4' | 'ipv6') => (text: string) => {
    const { [key]: _, ...rest } = row;
    change(text === '' ? rest : { ...rest, [key]: text });
  };
  return (
    <div className="flex flex-col gap-1.5 border-b border-line pb-2">
      <div className="grid grid-cols-2 gap-1.5">
        <SuggestInput
          label={t('Network {{number}}', { number })}
          field={`${at}.name`}
          value={row.name}
          onChange={(name) => change({ ...row, name })}
          suggestions={known}
          placeholder="bridge"
        />
        <TextInput
          aria-label={t('Network {{number}}: further names', { number })}
          field={`${at}.aliases`}
          value={row.aliases.join(' ')}
          placeholder={t('further names, by spaces')}
          onChange={(text) =>
            change({ ...row, aliases: text.split(/\s+/).filter((word, place) => word !== '' || place > 0) })
          }
          onBlur={() => change({ ...row, aliases: row.aliases.filter(Boolean) })}
        />
        <TextInput
          aria-label={t('Network {{number}}: IPv4 address', { number })}
          field={`${at}.ipv4`}
          value={row.ipv4 ?? ''}
          placeholder={t('IPv4: given')}
          onChange={set('ipv4')}
        />
        <TextInput
          aria-label={t('Network {{number}}: IPv6 address', { number })}
          field={`${at}.ipv6`}
          value={row.ipv6 ?? ''}
          placeholder={t('IPv6: given')}
          onChange={set('ipv6')}
        />
      </div>
      <Said fields={[`${at}.name`, `${at}.aliases`, `${at}.ipv4`, `${at}.ipv6`]} />
    </div>
  );
}
