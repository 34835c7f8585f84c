import type { Job, JobItem } from '@common/contract/jobs';
import { Check, CircleSlash, X } from 'lucide-react';
import { lasted } from '../../app/lasted';
import { useT } from '../../app/t';
import { useBlocked } from '../../app/use-blocked';
import { useBridge } from '../../bridge/bridge';
import { Bdi } from '../../ui/bdi';
import { Button } from '../../ui/button';
import { CopyButton } from '../../ui/copyable';
import { RelativeTime } from '../../ui/relative-time';
import { Spinner } from '../../ui/spinner';
import { CommandLine } from './command-line';
import { JobError } from './job-error';
import { Bar, JobProgress } from './job-progress';
import { itemStates, jobText } from './job-text';
import { jobProgress, jobTitle } from './job-words';
import { KeptContainer } from './kept-container';

interface Props {
  readonly job: Job;
  /** Its engine's name. */
  readonly engine: string | undefined;
  /** All its items are shown, not only those that failed. */
  readonly open: boolean;
  readonly onOpen: (open: boolean) => void;
}

/** One thing that was done or is being done: what, when, where, by which command, and how it ended. */
export function JobEntry({ job, engine, open, onOpen }: Props) {
  const t = useT();
  const { client, report } = useBridge();
  const blocked = useBlocked();
  const failed = job.items.filter(({ state }) => state === 'failed');
  const moving = job.items.filter(({ state, progress }) => state === 'running' && progress);
  const several = job.items.length > 1;
  const over = job.items.filter(({ state }) => state !== 'waiting' && state !== 'running').length;
  const undoable = job.state !== 'running' && job.items.some(({ undo }) => undo);
  return (
    <div className="flex gap-2.5 px-4 py-2.5">
      <span className="mt-[3px] w-3.5 shrink-0">
        <StateMark state={job.state} />
      </span>
      <div className="min-w-0 flex-1">
        <div className="flex items-start gap-2">
          <span className="min-w-0 flex-1 font-medium">
            <Bdi cut="none" className="line-clamp-3">
              {jobTitle(job)}
            </Bdi>
          </span>
          <span className="shrink-0 text-small/5 text-faint">
            <JobTime job={job} />
          </span>
        </div>
        {job.state === 'running' && several && (
          <div className="py-1">
            <Bar label={t('Progress')} share={over / job.items.length} />
          </div>
        )}
        {moving.map(({ id, name, progress }) => progress && <JobProgress key={id} name={name} progress={progress} />)}
        {failed.slice(0, failuresShown).map((item) => (
          <FailedItem key={item.id} item={item} named={several} />
        ))}
        {failed.length > failuresShown && (
          <p className="m-0 text-dim">{t('and {{count}} more', { count: failed.length - failuresShown })}</p>
        )}
        {failed.length === 0 && job.error && <JobError error={job.error} />}
        <KeptContainer job={job} />
        {several && open && <ItemList items={job.items} />}
        {job.command && (
          <div className="mt-0.5 flex items-center gap-1">
            <CommandLine command={job.command} />
          </div>
        )}
        <div className="-ms-2 flex flex-wrap items-center gap-1">
          {several && (
            <Button kind="ghost" aria-expanded={open} onClick={() => onOpen(!open)}>
              {open ? t('Hide items') : t('Show items')}
            </Button>
          )}
          {job.state === 'running' && (
            <Button kind="ghost" onClick={() => void client.jobs.cancel({ id: job.id }).catch(report)}>
              {t('Cancel')}
            </Button>
          )}
          {undoable &&
            (job.undoneBy ? (
              <span className="px-2 text-dim">{t('taken back')}</span>
            ) : (
              <Button
                kind="ghost"
                disabledReason={blocked}
                onClick={() => void client.jobs.undo({ id: job.id }).catch(report)}
              >
                {t('Undo')}
              </Button>
            ))}
          <span className="ms-auto flex min-w-0 items-center gap-1 ps-2">
            {engine !== undefined && (
              <span className="min-w-0 text-small/5 text-faint">
                <span className="sr-only">{t('Engine')} </span>
                <Bdi cut="middle">{engine}</Bdi>
              </span>
            )}
            <CopyButton text={jobText(job, engine)} label={t('Copy the entry')} />
          </span>
        </div>
      </div>
    </div>
  );
}

/** More are told in the list of items and in the copied text. */
const failuresShown = 5;

/** How far it has come, or when it ended and how long it took. */
function JobTime({ job }: { readonly job: Job }) {
  if (job.endedAt === undefined) return jobProgress(job) ?? <RelativeTime at={job.startedAt} style="long" />;
  const took = job.endedAt - job.startedAt;
  return (
    <>
      {took >= 1_000 && `${lasted(took)} · `}
      <RelativeTime at={job.endedAt} style="long" />
    </>
  );
}

function FailedItem({ item, named }: { readonly item: JobItem; readonly named: boolean }) {
  const t = useT();
  return (
    <div className="mt-1">
      {named && (
        <Bdi cut="none" className="font-medium">
          {item.name}
        </Bdi>
      )}
      {item.error ? <JobError error={item.error} /> : <p className="m-0 text-dim">{t('failed, without a word why')}</p>}
    </div>
  );
}

function ItemList({ items }: { readonly items: readonly JobItem[] }) {
  const t = useT();
  return (
    <ul className="mt-1 mb-0 max-h-48 list-none overflow-auto rounded-control bg-sunk px-3 py-1.5 text-small/5">
      {items.map(({ id, name, state }) => (
        <li key={id} className="flex gap-3">
          <Bdi cut="middle" className="min-w-0 flex-1">
            {name}
          </Bdi>
          <span className={state === 'failed' ? 'text-bad' : 'text-dim'}>{t(itemStates[state])}</span>
        </li>
      ))}
    </ul>
  );
}

function StateMark({ state }: { readonly state: Job['state'] }) {
  const t = useT();
  switch (state) {
    case 'running':
      return <Spinner />;
    case 'done':
      return <Check role="img" aria-label={t('done')} size={14} strokeWidth={2.5} className="text-ok" />;
    case 'failed':
      return <X role="img" aria-label={t('failed')} size={14} strokeWidth={2.5} className="text-bad" />;
    case 'cancelled':
      return <CircleSlash role="img" aria-label={t('cancelled')} size={14} className="text-faint" />;
  }
}
