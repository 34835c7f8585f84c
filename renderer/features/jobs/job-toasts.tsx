import type { Job } from '@common/contract/jobs';
import { useEffect, useRef } from 'react';
import { useRows } from '../../bridge/live';
import { useToasts } from '../../stores/toasts';
import { failureWords, jobTitle } from './job-words';

/**
 * Says that a job failed, or that one on several things is done; the row of a single thing says so itself.
 *
 * Only of jobs that this page saw running or that began after it: what ended earlier is in Activity.
 */
export function JobToasts() {
  const { rows, loading } = useRows('jobs');
  const told = useRef<Map<Job['id'], Job['state']>>(undefined);
  useEffect(() => {
    if (loading) return;
    const before = told.current;
    told.current = new Map(rows.map(({ id, state }) => [id, state]));
    if (!before) return;
    for (const job of rows) {
      if (job.state === 'running' || before.get(job.id) === job.state) continue;
      tell(job);
    }
  }, [rows, loading]);
  return null;
}

function tell(job: Job): void {
  // The editor asks which text stays: that is no failure to be told of.
  if (job.verb === 'save' && job.items[0]?.error?.code === 'changed-since') return;
  const { show } = useToasts.getState();
  if (job.state === 'failed') {
    show({ tone: 'bad', title: jobTitle(job), detail: failureWords(job), activity: true });
  } else if (job.state === 'done' && job.items.length > 1) show({ tone: 'ok', title: jobTitle(job), activity: true });
}
