import type { Job, JobNoun, JobVerb } from '@common/contract/jobs';
import { errorLine } from '../../app/error-words';
import { counted, t } from '../../app/t';

type Tense = 'running' | 'done' | 'failed' | 'cancelled';

/** `{{names}}` is one name, two, or "5 containers"; `{{about}}` the signal, the network, the new name. */
const sentences: Readonly<Record<JobVerb, Readonly<Record<Tense, string>>>> = {
  start: {
    running: 'Starting {{names}}',
    done: 'Started {{names}}',
    failed: 'Could not start {{names}}',
    cancelled: 'Start of {{names}} cancelled',
  },
  stop: {
    running: 'Stopping {{names}}',
    done: 'Stopped {{names}}',
    failed: 'Could not stop {{names}}',
    cancelled: 'Stop of {{names}} cancelled',
  },
  restart: {
    running: 'Restarting {{names}}',
    done: 'Restarted {{names}}',
    failed: 'Could not restart {{names}}',
    cancelled: 'Restart of {{names}} cancelled',
  },
  pause: {
    running: 'Pausing {{names}}',
    done: 'Paused {{names}}',
    failed: 'Could not pause {{names}}',
    cancelled: 'Pause of {{names}} cancelled',
  },
  unpause: {
    running: 'Unpausing {{names}}',
    done: 'Unpaused {{names}}',
    failed: 'Could not unpause {{names}}',
    cancelled: 'Unpause of {{names}} cancelled',
  },
  kill: {
    running: 'Sending {{about}} to {{names}}',
    done: 'Sent {{about}} to {{names}}',
    failed: 'Could not send {{about}} to {{names}}',
    cancelled: '{{about}} to {{names}} cancelled',
  },
  rename: {
    running: 'Renaming {{names}} to {{about}}',
    done: 'Renamed {{names}} to {{about}}',
    failed: 'Could not rename {{names}} to {{about}}',
    cancelled: 'Rename of {{names}} cancelled',
  },
  update: {
    running: 'Updating limits of {{names}}',
    done: 'Updated limits of {{names}}',
    failed: 'Could not update limits of {{names}}',
    cancelled: 'Update of {{names}} cancelled',
  },
  connect: {
    running: 'Connecting {{names}} to {{about}}',
    done: 'Connected {{names}} to {{about}}',
    failed: 'Could not connect {{names}} to {{about}}',
    cancelled: 'Connection of {{names}} to {{about}} cancelled',
  },
  disconnect: {
    running: 'Disconnecting {{names}} from {{about}}',
    done: 'Disconnected {{names}} from {{about}}',
    failed: 'Could not disconnect {{names}} from {{about}}',
    cancelled: 'Disconnection of {{names}} from {{about}} cancelled',
  },
  delete: {
    running: 'Deleting {{names}}',
    done: 'Deleted {{names}}',
    failed: 'Could not delete {{names}}',
    cancelled: 'Deletion of {{names}} cancelled',
  },
  recreate: {
    running: 'Making {{names}} anew',
    done: 'Made {{names}} anew',
    failed: 'Could not make {{names}} anew',
    cancelled: 'Edit of {{names}} cancelled, the old one is back',
  },
  'finish-edit': {
    running: 'Finishing the edit of {{names}}',
    done: 'Finished the edit of {{names}}',
    failed: 'Could not finish the edit of {{names}}',
    cancelled: 'Edit of {{names}} cancelled, the old one is back',
  },
  'undo-edit': {
    running: 'Bringing the old {{names}} back',
    done: 'Brought the old {{names}} back',
    failed: 'Could not bring the old {{names}} back',
    cancelled: 'Undoing the edit of {{names}} cancelled',
  },
  commit: {
    running: 'Making an image of {{names}}',
    done: 'Made an image of {{names}}',
    failed: 'Could not make an image of {{names}}',
    cancelled: 'Making an image of {{names}} cancelled',
  },
  run: {
    running: 'Running {{names}}',
    done: 'Started {{names}}',
    failed: 'Could not run {{names}}',
    cancelled: 'Run of {{names}} cancelled',
  },
  create: {
    running: 'Creating {{names}}',
    done: 'Created {{names}}',
    failed: 'Could not create {{names}}',
    cancelled: 'Creation of {{names}} cancelled',
  },
  pull: {
    running: 'Pulling {{names}}',
    done: 'Pulled {{names}}',
    failed: 'Could not pull {{names}}',
    cancelled: 'Pull of {{names}} cancelled',
  },
  save: {
    running: 'Saving {{names}}',
    done: 'Saved {{names}}',
    failed: 'Could not save {{names}}',
    cancelled: 'Saving of {{names}} cancelled',
  },
  upload: {
    running: 'Uploading {{names}}',
    done: 'Uploaded {{names}}',
    failed: 'Could not upload {{names}}',
    cancelled: 'Upload of {{names}} cancelled',
  },
  'make-folder': {
    running: 'Making the folder {{names}}',
    done: 'Made the folder {{names}}',
    failed: 'Could not make the folder {{names}}',
    cancelled: 'Making of the folder {{names}} cancelled',
  },
  'start-engine': {
    running: 'Starting an engine',
    done: 'Started an engine',
    failed: 'Could not start an engine',
    cancelled: 'Start of an engine cancelled',
  },
};

function manyThings(noun: JobNoun, count: number): string {
  if (noun === 'container') return counted(count, '{{count}} container', '{{count}} containers');
  if (noun === 'image') return counted(count, '{{count}} image', '{{count}} images');
  return counted(count, '{{count}} engine', '{{count}} engines');
}

function names(noun: JobNoun, items: readonly { readonly name: string }[]): string {
  const [first, second] = items;
  if (first && items.length === 1) return first.name;
  if (first && second && items.length === 2)
    return t('{{first}} and {{second}}', { first: first.name, second: second.name });
  return manyThings(noun, items.length);
}

/** "Stopped web-1", "Could not delete 2 of 5 containers". */
export function jobTitle(job: Job): string {
  const about = job.about ?? '';
  const failed = job.items.filter(({ state }) => state === 'failed');
  if (job.state === 'failed' && failed.length > 0 && failed.length < job.items.length) {
    const some = t('{{failed}} of {{all}}', { failed: failed.length, all: manyThings(job.noun, job.items.length) });
    return t(sentences[job.verb].failed, { names: some, about });
  }
  return t(sentences[job.verb][job.state], { names: names(job.noun, job.items), about });
}

/** How far a running job has come: "3 of 5"; undefined for a single thing. */
export function jobProgress(job: Job): string | undefined {
  if (job.items.length < 2) return undefined;
  const over = job.items.filter(({ state }) => state !== 'waiting' && state !== 'running').length;
  return t('{{over}} of {{all}}', { over, all: job.items.length });
}

/** Errors that Activity marks: failed jobs. */
export const countFailed = (jobs: readonly Job[]) => jobs.filter(({ state }) => state === 'failed').length;

/** What ended since the person last looked. */
export const countUnseen = (jobs: readonly Job[], seenAt: number) =>
  jobs.filter(({ endedAt }) => endedAt !== undefined && endedAt > seenAt).length;

/** Whether something that it did can be taken back exactly, and was not yet. */
export const canUndo = ({ state, undoneBy, items }: Job) =>
  state !== 'running' &&
  undoneBy === undefined &&
  items.some((item) => item.state === 'done' && item.undo !== undefined);

/** Failures that a toast names; the rest is counted and stands in Activity. */
const named = 3;

/** What failed and why: of one thing the reason, of several each by its name. */
export function failureWords({ items, error }: Job): string | undefined {
  const failed = items.filter(({ state }) => state === 'failed');
  if (items.length === 1 || failed.length === 0) {
    const only = failed[0]?.error ?? error;
    return only && errorLine(only);
  }
  const lines = failed.slice(0, named).map((item) => {
    const reason = item.error ?? error;
    return reason ? t('{{name}}: {{reason}}', { name: item.name, reason: errorLine(reason) }) : item.name;
  });
  if (failed.length > named) {
    lines.push(counted(failed.length - named, 'and {{count}} more', 'and {{count}} more'));
  }
  return lines.join('\n');
}
