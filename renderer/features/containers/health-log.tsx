import type { ContainerDetails } from '@common/contract/containers';
import type { EngineState } from '@common/contract/engines';
import { useT } from '../../app/t';
import { Bdi } from '../../ui/bdi';
import { Facts } from '../../ui/facts';
import { RelativeTime } from '../../ui/relative-time';
import { clockOffset } from './container-columns';

interface HealthLogProps {
  readonly details: ContainerDetails;
  readonly engine: EngineState;
}

/** What the health check is and what it answered last, newest first. As the engine last told: it tells no event for each. */
export function HealthLog({ details: { health, healthcheck }, engine }: HealthLogProps) {
  const t = useT();
  if (!health && !healthcheck) return null;
  const offset = clockOffset(engine);
  const [kind, ...words] = healthcheck?.test ?? [];
  const command = kind === 'CMD' || kind === 'CMD-SHELL' ? words.join(' ') : (healthcheck?.test ?? []).join(' ');
  const log = [...(health?.log ?? [])].reverse();
  return (
    <Facts title={t('Health check')} detail={health?.status}>
      {command !== '' && (
        <Bdi mono cut="none" className="block pb-2">
          {command}
        </Bdi>
      )}
      {log.length === 0 && <p className="text-dim">{t('It has not answered yet.')}</p>}
      <ul>
        {log.map(({ startedAt, endedAt, exitCode, output }) => (
          <li key={startedAt} className="flex gap-3 border-t border-line py-1 first:border-t-0">
            <span className="w-16 shrink-0 text-dim">
              <RelativeTime at={endedAt - offset} />
            </span>
            <span className={exitCode === 0 ? 'w-14 shrink-0 text-dim' : 'w-14 shrink-0 text-warn'}>
              {t('exit {{code}}', { code: exitCode })}
            </span>
            <Bdi mono className="min-w-0 flex-1 text-dim">
              {output.trim()}
            </Bdi>
          </li>
        ))}
      </ul>
    </Facts>
  );
}
