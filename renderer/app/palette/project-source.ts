import { allows } from '@common/contract/container-rules';
import type { Container } from '@common/contract/containers';
import { ScrollText } from 'lucide-react';
import { paths } from '../paths';
import { type ContainerTools, shapes } from './container-source';
import type { PaletteSource, PaletteVerb } from './source';

export interface Project {
  readonly name: string;
  readonly rows: readonly Container[];
}

/** The Compose projects that the containers' labels name. */
function projectsOf(rows: readonly Container[]): readonly Project[] {
  const projects = new Map<string, Container[]>();
  for (const row of rows) {
    const name = row.compose?.project;
    if (name) projects.set(name, [...(projects.get(name) ?? []), row]);
  }
  return [...projects].map(([name, own]) => ({ name, rows: own }));
}

/** English, translated where shown. */
const ofProject = {
  stop: 'Stop all of {{name}} …',
  start: 'Start all of {{name}}',
  restart: 'Restart all of {{name}}',
  pause: 'Pause all of {{name}}',
  unpause: 'Unpause all of {{name}}',
  kill: 'Kill all of {{name}} …',
  delete: 'Delete all of {{name}} …',
} as const;
type ProjectVerb = keyof typeof ofProject;

/** What ends or deletes them shows first what it will touch. */
const asks: ReadonlySet<ProjectVerb> = new Set(['stop', 'kill', 'delete']);
const verbs = Object.keys(ofProject) as readonly ProjectVerb[];

/** Projects, with what can be done to all their containers: to those that allow it, as the command names them. */
export function projectSource(rows: readonly Container[], tools: ContainerTools): PaletteSource<Project> {
  const { t, actions, blocked, ask, go } = tools;
  const ofAll = verbs.map((verb): PaletteVerb<Project> => {
    const meant = ({ rows: own }: Project) => own.filter(({ state }) => allows(verb, state));
    return {
      id: `${verb}-project`,
      sentence: t(ofProject[verb], { name: '{{name}}' }),
      icon: shapes[verb].icon,
      leads: asks.has(verb),
      possible: (project) => meant(project).length > 0,
      reason: (project) => blocked ?? (meant(project).length > 0 ? undefined : t('None of these containers allows it')),
      command: (project) => shapes[verb].command?.(meant(project).map(({ name }) => name)),
      act: (project) =>
        verb === 'stop' || verb === 'kill' || verb === 'delete'
          ? ask({ question: verb, rows: meant(project) })
          : actions.run(verb, meant(project)),
    };
  });
  const logs: PaletteVerb<Project> = {
    id: 'logs-project',
    sentence: t('Logs of all of {{name}}', { name: '{{name}}' }),
    icon: ScrollText,
    leads: true,
    act: ({ name }) => go(paths.projectLogs(name)),
  };
  return {
    id: 'project',
    things: projectsOf(rows),
    key: ({ name }) => name,
    name: ({ name }) => name,
    detail: ({ rows: own }) => t('Compose project · {{count}}', { count: own.length.toLocaleString() }),
    verbs: [...ofAll, logs],
  };
}
