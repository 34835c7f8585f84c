import { useQuery } from '@tanstack/react-query';
import { useT } from '../../app/t';
import { useBridge } from '../../bridge/bridge';

export function AboutBerth() {
  const t = useT();
  const { client } = useBridge();
  const { data } = useQuery({ queryKey: ['berth', 'app', 'info'], queryFn: () => client.app.info() });
  if (!data) return null;
  return (
    <p className="m-0 text-small text-faint">
      {t('Berth {{version}} · build {{build}} · {{shell}} on {{platform}}', {
        version: data.version,
        build: data.build,
        shell: data.shell === 'desktop' ? t('desktop shell') : t('browser shell'),
        platform: data.platform,
      })}
    </p>
  );
}
