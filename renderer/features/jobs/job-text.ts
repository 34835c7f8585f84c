import type { ErrorData } from '@common/contract/errors';
import type { Job, JobItem } from '@common/contract/jobs';
import { errorWords } from '../../app/error-words';
import { lasted } from '../../app/lasted';
import { t } from '../../app/t';
import { exactTime } from '../../ui/format-age';
import { jobTitle } from './job-words';

/** English, translated where shown. */
export const itemStates: Readonly<Record<JobItem['state'], string>> = {
  waiting: 'waiting',
  running: 'under way',
  done: 'done',
  failed: 'failed',
  cancelled: 'cancelled',
};

/**
 * All that an entry of Activity says, as plain text: what, when, on which engine, by which command, and how each thing ended.
 *
 * @param engine the engine's name
 */
export function jobText(job: Job, engine: string | undefined): string {
  const { startedAt, endedAt, command, items, error } = job;
  const failedItems = items.filter((item) => item.error);
  const lines = [
    jobTitle(job),
    endedAt === undefined
      ? t('Began: {{time}}', { time: exactTime(startedAt) })
      : t('When: {{time}}, took {{span}}', { time: exactTime(startedAt), span: lasted(endedAt - startedAt) }),
    engine && t('Engine: {{engine}}', { engine }),
    command && t('Command: {{command}}', { command }),
    t('Result: {{state}}', { state: t(job.state === 'running' ? 'under way' : job.state) }),
    ...(items.length > 1 ? items.map((item) => `- ${item.name}: ${t(itemStates[item.state])}`) : []),
    ...failedItems.flatMap((item) => (item.error ? ['', `${item.name}:`, ...errorLines(item.error)] : [])),
    ...(error && failedItems.length === 0 ? ['', ...errorLines(error)] : []),
  ];
  return `${lines.filter((line) => line !== undefined).join('\n')}\n`;
}

function errorLines(error: ErrorData): readonly string[] {
  const { what, why, todo } = errorWords(error);
  return [what, why, todo, error.raw && t('The engine said: {{words}}', { words: error.raw }), error.id].filter(
    (line): line is string => Boolean(line),
  );
}
