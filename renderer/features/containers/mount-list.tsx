import type { Mount } from '@common/contract/containers';
import { useT } from '../../app/t';
import { Bdi } from '../../ui/bdi';
import { Facts } from '../../ui/facts';

/** What of the outside it sees, and where. */
export function MountList({ mounts }: { readonly mounts: readonly Mount[] }) {
  const t = useT();
  return (
    <Facts title={t('Mounts')} detail={mounts.length}>
      {mounts.length === 0 && <p className="text-dim">{t('None: all it writes goes when it is deleted.')}</p>}
      {mounts.length > 0 && (
        <table className="w-full table-fixed">
          <colgroup>
            <col className="w-18" />
            <col />
            <col />
            <col className="w-20" />
          </colgroup>
          <thead className="text-small text-dim">
            <tr className="border-b border-line">
              <Head>{t('Kind')}</Head>
              <Head>{t('Source')}</Head>
              <Head>{t('Place in it')}</Head>
              <Head>{t('Access')}</Head>
            </tr>
          </thead>
          <tbody>
            {mounts.map((mount) => (
              <tr key={`${mount.target} ${mount.source}`} className="border-b border-line align-top">
                <td className="py-1 text-dim">{mount.kind}</td>
                <td className="py-1 pe-3">
                  <Source mount={mount} />
                </td>
                <td className="py-1 pe-3">
                  <Bdi mono cut="middle">
                    {mount.target}
                  </Bdi>
                </td>
                <td className="py-1 text-dim">{mount.readOnly ? t('read-only') : t('writes')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Facts>
  );
}

function Head({ children }: { readonly children: string }) {
  return (
    <th scope="col" className="pe-3 pb-1 text-start font-normal">
      {children}
    </th>
  );
}

function Source({ mount: { anonymous, name, source } }: { readonly mount: Mount }) {
  const t = useT();
  if (anonymous) {
    return (
      <span data-tip={name ?? source} className="text-dim">
        {t('without a name')}
      </span>
    );
  }
  return name ? (
    <Bdi cut="middle">{name}</Bdi>
  ) : (
    <Bdi mono cut="middle">
      {source}
    </Bdi>
  );
}
