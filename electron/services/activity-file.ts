import { appendFileSync, readFileSync } from 'node:fs';
import type { Job } from '../common/contract/jobs';
import { writeAtomic } from './atomic-file';

/** Jobs that Activity keeps. */
export const historyLimit = 500;
/** Of the file; a job over thousands of containers has a line of a megabyte. bytes */
const sizeLimit = 4 * 1024 * 1024;

/** What was done, kept over a restart: a line of JSON for each change of a job's state, the last line of an id counts. */
export interface ActivityFile {
  /** Oldest first. Those that ran when Berth ended are failed, `interrupted`. */
  load(): readonly Job[];
  /** Throws when nothing can be written. */
  append(job: Job): void;
  /** Rewrites the file with these jobs alone. */
  compact(jobs: readonly Job[]): Promise<void>;
  /** True when most of the file is history of history. */
  readonly overgrown: boolean;
}

export function createActivityFile(path: string): ActivityFile {
  let size = 0;
  /** Lines that came while the file is being replaced: written to the old one they would be lost. */
  let waiting: string[] | undefined;

  function add(text: string): void {
    appendFileSync(path, text, { mode: 0o600 });
    size += text.length;
  }

  return {
    load() {
      let text: string;
      try {
        text = readFileSync(path, 'utf8');
      } catch {
        return [];
      }
      size = text.length;
      const jobs = new Map<string, Job>();
      for (const line of text.split('\n')) {
        const job = parse(line);
        if (job) jobs.set(job.id, job);
      }
      return [...jobs.values()].slice(-historyLimit).map(interrupted);
    },
    append(job) {
      // A line break first: after a crash the last line may be torn, and ours must not grow on it.
      const text = `\n${JSON.stringify(job)}\n`;
      if (waiting) waiting.push(text);
      else add(text);
    },
    async compact(jobs) {
      const lines: string[] = [];
      let total = 0;
      for (const job of jobs.toReversed()) {
        const line = `${JSON.stringify(job)}\n`;
        total += line.length;
        if (total > sizeLimit) break;
        lines.push(line);
      }
      const text = lines.toReversed().join('');
      waiting = [];
      try {
        await writeAtomic(path, text);
        size = text.length;
      } finally {
        const late = waiting.join('');
        waiting = undefined;
        if (late !== '') add(late);
      }
    },
    get overgrown() {
      return size > 2 * sizeLimit;
    },
  };
}

function parse(line: string): Job | undefined {
  if (line === '') return undefined;
  try {
    const job = JSON.parse(line) as Job;
    const whole = typeof job.id === 'string' && Array.isArray(job.items) && typeof job.startedAt === 'number';
    return whole ? job : undefined;
  } catch {
    return undefined; // torn by a crash
  }
}

function interrupted(job: Job): Job {
  if (job.state !== 'running') return job;
  const error = { code: 'interrupted', params: {} } as const;
  return {
    ...job,
    state: 'failed',
    error,
    endedAt: job.endedAt ?? job.startedAt,
    items: job.items.map((item) =>
      item.state === 'running' || item.state === 'waiting' ? { ...item, state: 'failed', error } : item,
    ),
  };
}
