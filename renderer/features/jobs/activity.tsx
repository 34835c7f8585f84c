import type { Job, JobItem } from '@common/contract/jobs';
import { Check, CircleSlash, Undo2, X } from 'lucide-react';
import { useMemo, useState } from 'react';
import { lasted } from '../../app/lasted';
import { useT } from '../../app/t';
import { useBridge } from '../../bridge/bridge';
import { useRows } from '../../bridge/live';
import { useScreen } from '../../stores/screen';
import { Button } from '../../ui/button';
import { IconButton } from '../../ui/icon-button';
import { RelativeTime } from '../../ui/relative-time';
import { Spinner } from '../../ui/spinner';
import { CommandLine } from './command-line';
import { JobError } from './job-error';
import { canUndo, jobProgress, jobTitle } from './job-words';

/** What was done and is being done, newest first: its command, its result, and each failure in words. */
export function Activity() {
  const t = useT();
  const { rows, loading } = useRows('jobs');
  const toggleActivity = useScreen(({ toggleActivity: toggle }) => toggle);
  const newest = useMemo(() => [...rows].reverse(), [rows]);
  return (
    <section
      aria-label={t('Activity')}
      className="app-activity"
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        toggleActivity(false);
      }}
    >
      <header className="flex h-12 shrink-0 items-center gap-2.5 border-b border-line pr-2 pl-4">
        <h2 className="m-0 text-body font-semibold">{t('Activity')}</h2>
        {rows.length > 0 && <span className="text-dim">{rows.length}</span>}
        <span className="flex-1" />
        <IconButton icon={X} label={t('Close Activity')} onClick={() => toggleActivity(false)} />
      </header>
      {newest.length === 0 && !loading && (
        <p className="m-0 p-4 text-dim">
          {t('Nothing was done yet. What you start, stop or delete is listed here, with its command and its result.')}
        </p>
      )}
      <ul className="m-0 min-h-0 flex-1 list-none overflow-auto p-0">
        {newest.map((job) => (
          <JobEntry key={job.id} job={job} />
        ))}
      </ul>
    </section>
  );
}

function JobEntry({ job }: { job: Job }) {
  const t = useT();
  const { client, report } = useBridge();
  const [all, setAll] = useState(false);
  const failed = job.items.filter(({ state }) => state === 'failed');
  const several = job.items.length > 1;
  return (
    <li className="flex gap-2.5 border-b border-line px-4 py-2.5">
      <span className="mt-[3px] w-3.5 shrink-0">
        <StateMark state={job.state} />
      </span>
      <div className="min-w-0 flex-1">
        <div className="flex items-start gap-2">
          <span className="min-w-0 flex-1 font-medium [overflow-wrap:anywhere]">
            <bdi>{jobTitle(job)}</bdi>
          </span>
          <span className="shrink-0 text-small/5 text-faint">
            <JobTime job={job} />
          </span>
        </div>
        {failed.map((item) => (
          <FailedItem key={item.id} item={item} named={several} />
        ))}
        {failed.length === 0 && job.error && <JobError error={job.error} />}
        {several && all && <ItemList items={job.items} />}
        <div className="mt-1 flex items-center gap-1">
          {job.command && <CommandLine command={job.command} />}
          {several && (
            <Button kind="ghost" aria-expanded={all} onClick={() => setAll(!all)}>
              {all ? t('Hide items') : t('Show items')}
            </Button>
          )}
          {canUndo(job) && (
            <Button kind="ghost" icon={Undo2} onClick={() => void client.jobs.undo({ id: job.id }).catch(report)}>
              {t('Undo')}
            </Button>
          )}
          {job.undoneBy && <span className="shrink-0 text-small text-dim">{t('undone')}</span>}
          {job.state === 'running' && (
            <Button kind="ghost" onClick={() => void client.jobs.cancel({ id: job.id }).catch(report)}>
              {t('Cancel')}
            </Button>
          )}
        </div>
      </div>
    </li>
  );
}

/** How far it has come, or when it ended and how long it took. */
function JobTime({ job }: { job: Job }) {
  if (job.endedAt === undefined) return jobProgress(job) ?? <RelativeTime at={job.startedAt} style="long" />;
  const took = job.endedAt - job.startedAt;
  return (
    <>
      {took >= 1_000 && `${lasted(took)} · `}
      <RelativeTime at={job.endedAt} style="long" />
    </>
  );
}

function FailedItem({ item, named }: { item: JobItem; named: boolean }) {
  const t = useT();
  return (
    <div className="mt-1">
      {named && <bdi className="font-medium [overflow-wrap:anywhere]">{item.name}</bdi>}
      {item.error ? <JobError error={item.error} /> : <p className="m-0 text-dim">{t('failed, without a word why')}</p>}
    </div>
  );
}

function ItemList({ items }: { items: readonly JobItem[] }) {
  const t = useT();
  const words: Readonly<Record<JobItem['state'], string>> = {
    waiting: t('waiting'),
    running: t('under way'),
    done: t('done'),
    failed: t('failed'),
    cancelled: t('cancelled'),
  };
  return (
    <ul className="mt-1 mb-0 max-h-48 list-none overflow-auto rounded-control bg-sunk px-3 py-1.5 text-small/5">
      {items.map(({ id, name, state }) => (
        <li key={id} className="flex gap-3">
          <bdi className="min-w-0 flex-1 truncate" title={name}>
            {name}
          </bdi>
          <span className={state === 'failed' ? 'text-bad' : 'text-dim'}>{words[state]}</span>
        </li>
      ))}
    </ul>
  );
}

function StateMark({ state }: { state: Job['state'] }) {
  const t = useT();
  switch (state) {
    case 'running':
      return <Spinner />;
    case 'done':
      return <Check aria-label={t('done')} size={14} strokeWidth={2.5} className="text-ok" />;
    case 'failed':
      return <X aria-label={t('failed')} size={14} strokeWidth={2.5} className="text-bad" />;
    case 'cancelled':
      return <CircleSlash aria-label={t('cancelled')} size={14} className="text-faint" />;
  }
}
