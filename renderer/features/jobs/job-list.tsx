import type { JobId } from '@common/contract/ids';
import type { Job } from '@common/contract/jobs';
import { defaultRangeExtractor, observeElementRect, useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useCallback, useRef, useState } from 'react';
import { useT } from '../../app/t';
import { type EngineNames, engineOf } from './filter-jobs';
import { JobEntry } from './job-entry';
import { jobText } from './job-text';

interface Props {
  readonly jobs: readonly Job[];
  readonly engines: EngineNames;
  /** Whether entries name their engine: where there is only one it goes without saying. */
  readonly named: boolean;
}

/** px of an entry that was not measured yet. */
const guessed = 84;
/** px of a list that has no height, as a test's. */
const assumedHeight = 800;

/** Entries of any height, of which those on screen are drawn. One is a tab stop: arrows walk, Enter opens, c copies. */
export function JobList({ jobs, engines, named }: Props) {
  const t = useT();
  const scroller = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState<ReadonlySet<JobId>>(new Set());
  const [active, setActive] = useState<JobId>();
  const at = Math.max(
    0,
    jobs.findIndex(({ id }) => id === active),
  );
  const keyAt = useCallback((index: number) => jobs[index]?.id ?? index, [jobs]);
  const view = useVirtualizer({
    count: jobs.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => guessed,
    getItemKey: keyAt,
    overscan: 4,
    initialRect: { width: 400, height: assumedHeight },
    observeElementRect: (instance, tell) =>
      observeElementRect(instance, (rect) => tell(rect.height > 0 ? rect : { ...rect, height: assumedHeight })),
    measureElement: (element) => element.getBoundingClientRect().height || guessed,
    rangeExtractor: (range) => {
      const drawn = defaultRangeExtractor(range);
      return drawn.includes(at) || at >= jobs.length ? drawn : [...drawn, at].sort((one, other) => one - other);
    },
  });

  const toggle = (id: JobId, to: boolean) => {
    const next = new Set(open);
    if (to) next.add(id);
    else next.delete(id);
    setOpen(next);
  };
  const goTo = (to: number) => {
    const job = jobs[Math.max(0, Math.min(jobs.length - 1, to))];
    if (!job) return;
    setActive(job.id);
    view.scrollToIndex(jobs.indexOf(job));
    // It may be drawn only after this.
    requestAnimationFrame(() => {
      const lines = scroller.current?.querySelectorAll<HTMLElement>('[data-job]') ?? [];
      [...lines].find(({ dataset }) => dataset.job === job.id)?.focus({ preventScroll: true });
    });
  };
  const onKeyDown = (event: KeyboardEvent, job: Job) => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return;
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      Home: 0,
      End: jobs.length - 1,
      PageDown: at + 5,
      PageUp: at - 5,
    };
    const step = steps[event.key];
    if (step !== undefined) goTo(step);
    else if (event.key === 'Enter' && job.items.length > 1) toggle(job.id, !open.has(job.id));
    else if (event.key === 'c') void navigator.clipboard.writeText(jobText(job, engineOf(job, engines)));
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div ref={scroller} className="min-h-0 flex-1 overflow-y-auto">
      <ul
        aria-label={t('What was done')}
        className="relative m-0 list-none p-0"
        style={{ height: view.getTotalSize() }}
      >
        {view.getVirtualItems().map(({ index, start }) => {
          const job = jobs[index];
          return (
            job && (
              <li
                key={job.id}
                ref={view.measureElement}
                data-index={index}
                data-job={job.id}
                aria-posinset={index + 1}
                aria-setsize={jobs.length}
                tabIndex={index === at ? 0 : -1}
                onFocus={() => setActive(job.id)}
                onKeyDown={(event) => onKeyDown(event, job)}
                style={{ transform: `translateY(${start}px)` }}
                className="absolute inset-x-0 top-0 border-b border-line -outline-offset-2"
              >
                <JobEntry
                  job={job}
                  engine={named ? engineOf(job, engines) : undefined}
                  open={open.has(job.id)}
                  onOpen={(to) => toggle(job.id, to)}
                />
              </li>
            )
          );
        })}
      </ul>
    </div>
  );
}
