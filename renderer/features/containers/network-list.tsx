import type { ContainerDetails } from '@common/contract/containers';
import { useT } from '../../app/t';
import { Bdi } from '../../ui/bdi';
import { Facts } from '../../ui/facts';

/** Which networks it is in, under which addresses and names. */
export function NetworkList({ details: { networks, networkMode } }: { readonly details: ContainerDetails }) {
  const t = useT();
  if (networks.length === 0) {
    return (
      <Facts title={t('Networks')}>
        <p className="text-dim">
          {networkMode === 'host' ? t('It uses the network of the engine’s machine itself.') : t('It is in none.')}
        </p>
      </Facts>
    );
  }
  return (
    <Facts title={t('Networks')} detail={networks.length}>
      <table className="w-full table-fixed">
        <thead className="text-small text-dim">
          <tr className="border-b border-line">
            <th scope="col" className="pe-3 pb-1 text-start font-normal">
              {t('Network')}
            </th>
            <th scope="col" className="pe-3 pb-1 text-start font-normal">
              {t('Address')}
            </th>
            <th scope="col" className="pb-1 text-start font-normal">
              {t('Aliases')}
            </th>
          </tr>
        </thead>
        <tbody>
          {networks.map(({ network, ipv4, ipv6, aliases }) => (
            <tr key={network} className="border-b border-line align-top">
              <td className="py-1 pe-3">
                <Bdi cut="middle">{network}</Bdi>
              </td>
              <td className="py-1 pe-3 font-mono text-small/5">
                {[ipv4, ipv6].filter(Boolean).map((address) => (
                  <div key={address}>{address}</div>
                ))}
                {!ipv4 && !ipv6 && <span className="font-sans text-dim">{t('none now')}</span>}
              </td>
              <td className="py-1 text-dim">
                <Bdi cut="none">{aliases.join(', ')}</Bdi>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Facts>
  );
}
