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
          <thead className="sr-only">
            <tr>
              <th className="w-18">{t('Kind')}</th>
              <th>{t('Source')}</th>
              <th>{t('Place in the container')}</th>
              <th className="w-20">{t('Access')}</th>
            </tr>
          </thead>
          <tbody>
            {mounts.map((mount) => (
              <tr key={`${mount.target} ${mount.source}`} className="align-top">
                <td className="w-18 py-0.5 text-dim">{mount.kind}</td>
                <td className="py-0.5 pe-3">
                  <Source mount={mount} />
                </td>
                <td className="py-0.5 pe-3">
                  <Bdi mono cut="middle">
                    {mount.target}
                  </Bdi>
                </td>
                <td className="w-20 py-0.5 text-end text-dim">{mount.readOnly ? t('read-only') : ''}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Facts>
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
    <Bdi>{name}</Bdi>
  ) : (
    <Bdi mono cut="middle">
      {source}
    </Bdi>
  );
}
