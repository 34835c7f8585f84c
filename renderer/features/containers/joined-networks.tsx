import type { NetworkAttachment } from '@common/contract/containers';
import { useT } from '../../app/t';
import { Bdi } from '../../ui/bdi';
import { Button } from '../../ui/button';

interface JoinedNetworksProps {
  readonly networks: readonly NetworkAttachment[];
  readonly blocked: string | undefined;
  readonly pending: boolean;
  readonly onDisconnect: (network: string) => void;
}

/** The networks that a container is in, each with its way out. */
export function JoinedNetworks({ networks, blocked, pending, onDisconnect }: JoinedNetworksProps) {
  const t = useT();
  if (networks.length === 0) return <p className="text-dim">{t('It is in no network.')}</p>;
  return (
    <ul aria-label={t('Networks it is in')} className="flex flex-col">
      {networks.map(({ network, ipv4, ipv6, aliases, fixedIpv4 }) => (
        <li key={network} className="flex min-h-9 items-center gap-3 border-b border-line py-1 last:border-b-0">
          <Bdi cut="middle" className="w-40 shrink-0 font-medium">
            {network}
          </Bdi>
          <span className="w-36 shrink-0 font-mono text-small">
            {[ipv4 ?? fixedIpv4, ipv6].filter(Boolean).join(' ') || (
              <span className="font-sans text-dim">{t('no address now')}</span>
            )}
          </span>
          <Bdi className="min-w-0 flex-1 text-dim">{aliases.join(', ')}</Bdi>
          <Button
            aria-label={t('Disconnect from {{network}}', { network })}
            disabledReason={blocked ?? (pending ? t('Wait for the last change') : undefined)}
            onClick={() => onDisconnect(network)}
          >
            {t('Disconnect')}
          </Button>
        </li>
      ))}
    </ul>
  );
}
