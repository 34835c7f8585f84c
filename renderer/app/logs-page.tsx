import type { Container } from '@common/contract/containers';
import type { ContainerId, EngineId } from '@common/contract/ids';
import { useRows } from '../bridge/live';
import { LogView } from '../features/logs/log-view';
import { Bdi } from '../ui/bdi';
import { TextLink } from '../ui/text-link';
import { hrefOf, paths } from './paths';
import { counted, useT } from './t';

interface LogsPageProps {
  readonly engine: EngineId;
  readonly containers: readonly ContainerId[];
  /** A Compose project instead. */
  readonly project: string | undefined;
}

/** The logs of several containers as one, in order of time. */
export function LogsPage({ engine, containers, project }: LogsPageProps) {
  const t = useT();
  const { rows, byId } = useRows('containers', engine);
  const ids = project === undefined ? containers : idsOf(project, rows);
  return (
    <>
      <header className="flex h-12 shrink-0 items-center gap-2.5 px-4">
        <TextLink href={hrefOf(paths.containers())} className="shrink-0 text-dim!">
          {t('Containers')}
        </TextLink>
        <span aria-hidden className="shrink-0 text-faint">
          /
        </span>
        <h1 className="shrink-0 text-title font-semibold">{t('Logs')}</h1>
        <span className="flex max-w-1/2 shrink-0 gap-1 text-dim">
          {project === undefined ? (
            counted(containers.length, 'of {{count}} container', 'of {{count}} containers together')
          ) : (
            <>
              {t('of the project')} <Bdi>{project}</Bdi>
            </>
          )}
        </span>
        <ul className="flex min-w-0 flex-1 gap-3 overflow-x-auto text-dim [scrollbar-width:none]">
          {ids.map((id) => (
            <li key={id} className="shrink-0">
              <TextLink quiet href={hrefOf(paths.container(id, 'logs'))}>
                <Bdi>{byId.get(id)?.name ?? id.slice(0, 12)}</Bdi>
              </TextLink>
            </li>
          ))}
        </ul>
      </header>
      <LogView engine={engine} containers={containers} project={project} />
    </>
  );
}

const idsOf = (project: string, rows: readonly Container[]) =>
  rows.filter(({ compose }) => compose?.project === project).map(({ id }) => id);
