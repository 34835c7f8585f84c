import type { Job } from '@common/contract/jobs';
import { errorLine } from '../../app/error-words';
import { jobTitle } from './job-words';

export const jobFilters = ['all', 'running', 'failed'] as const;
export type JobFilter = (typeof jobFilters)[number];

/** An engine's name by its id; one that is no longer known goes by its id. */
export type EngineNames = ReadonlyMap<string, string>;

export const engineOf = (job: Job, engines: EngineNames): string | undefined =>
  job.engine === undefined ? undefined : (engines.get(job.engine) ?? job.engine);

export const matchesState = (job: Job, filter: JobFilter): boolean => filter === 'all' || job.state === filter;

/**
 * Those in the state whose words hold each word that is searched: in the title, the command, the engine's name, a thing's
 * name or a reason why it failed.
 */
export function filterJobs(
  jobs: readonly Job[],
  filter: JobFilter,
  search: string,
  engines: EngineNames,
): readonly Job[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return jobs.filter((job) => {
    if (!matchesState(job, filter)) return false;
    if (words.length === 0) return true;
    const text = searchedText(job, engines);
    return words.every((word) => text.includes(word));
  });
}

function searchedText(job: Job, engines: EngineNames): string {
  const items = job.items.flatMap(({ name, error }) => [name, error ? errorLine(error) : '']);
  return [jobTitle(job), job.verb, job.command, engineOf(job, engines), job.error && errorLine(job.error), ...items]
    .filter(Boolean)
    .join('\n')
    .toLowerCase();
}
