import type { Container } from '@common/contract/containers';
import type { EngineId } from '@common/contract/ids';
import { useQuery } from '@tanstack/react-query';
import { counted, useT } from '../../app/t';
import { useBridge } from '../../bridge/bridge';
import { verbQuery } from '../../bridge/query';
import { formatBytes } from '../../ui/format-bytes';

/** The engine counts files for each: beyond so many a person would wait for it. */
const most = 100;

interface WrittenTogetherProps {
  readonly engine: EngineId;
  readonly rows: readonly Pick<Container, 'id'>[];
}

/** How much they wrote into their own files, which goes with them. One line from the start: nothing jumps. */
export function WrittenTogether({ engine, rows }: WrittenTogetherProps) {
  const t = useT();
  const { client } = useBridge();
  const few = rows.length <= most;
  const ids = rows.map(({ id }) => id);
  const { data, isError } = useQuery({
    ...verbQuery(client, 'containers', 'sizes', { engine, ids }),
    enabled: few,
    // What a running one wrote a minute ago is not what it has written now.
    staleTime: 0,
    gcTime: 0,
  });
  if (!few || isError) return null;
  if (data === undefined) return <p className="text-dim">{t('Counting what they wrote…')}</p>;
  const written = data.reduce((sum, one) => sum + (one.written ?? 0), 0);
  return (
    <p className="text-dim">
      {counted(rows.length, 'It wrote {{size}}.', 'Together they wrote {{size}}.', { size: formatBytes(written) })}
    </p>
  );
}
