import type { Job, JobVerb } from '@common/contract/jobs';

/**
 * What is under way with each thing: pressed here and not answered, or part of a running job, whoever began it.
 *
 * Of a job on many, the items that are over are no longer pending though the job goes on.
 */
export function pendingOf(
  jobs: readonly Job[],
  presses: ReadonlyMap<string, JobVerb>,
  engine: string | undefined,
): ReadonlyMap<string, JobVerb> {
  const pending = new Map(presses);
  for (const job of jobs) {
    if (job.state !== 'running' || job.engine !== engine) continue;
    for (const { id, state } of job.items) {
      if (state === 'waiting' || state === 'running') pending.set(id, job.verb);
      else if (pending.get(id) === job.verb) pending.delete(id);
    }
  }
  return pending;
}
