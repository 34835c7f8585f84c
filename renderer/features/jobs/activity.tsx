import { X } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useT } from '../../app/t';
import { useBridge } from '../../bridge/bridge';
import { useEngines } from '../../bridge/engine';
import { useRows } from '../../bridge/live';
import { useScreen } from '../../stores/screen';
import { Button } from '../../ui/button';
import { IconButton } from '../../ui/icon-button';
import { SearchBox } from '../../ui/search-box';
import { SegmentedChips } from '../../ui/segmented-chips';
import { filterJobs, type JobFilter, jobFilters, matchesState } from './filter-jobs';
import { JobList } from './job-list';

/** English, translated where shown. */
const filterWords: Readonly<Record<JobFilter, string>> = { all: 'All', running: 'Running', failed: 'Failed' };

/** What was done and is being done, newest first: its command, its result, and each failure in words. */
export function Activity() {
  const t = useT();
  const { client, report } = useBridge();
  const { rows, loading } = useRows('jobs');
  const known = useEngines()?.engines;
  const toggleActivity = useScreen(({ toggleActivity: toggle }) => toggle);
  const [filter, setFilter] = useState<JobFilter>('all');
  const [search, setSearch] = useState('');
  const region = useRef<HTMLElement>(null);
  useFocusInside(region);
  const engines = useMemo(() => new Map((known ?? []).map(({ id, name }) => [id as string, name])), [known]);
  const newest = useMemo(() => [...rows].reverse(), [rows]);
  const shown = useMemo(() => filterJobs(newest, filter, search, engines), [newest, filter, search, engines]);
  const named = engines.size > 1 || rows.some(({ engine }) => engine !== undefined && !engines.has(engine));
  const over = rows.some(({ state }) => state !== 'running');
  return (
    <section
      ref={region}
      tabIndex={-1}
      aria-label={t('Activity')}
      className="app-activity outline-none"
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return;
        event.preventDefault();
        toggleActivity(false);
      }}
    >
      <header className="flex h-12 shrink-0 items-center gap-2.5 pr-2 pl-4">
        <h2 className="m-0 text-body font-semibold">{t('Activity')}</h2>
        <span className="flex-1" />
        {over && (
          <Button kind="ghost" onClick={() => void client.jobs.clear().catch(report)}>
            {t('Clear finished')}
          </Button>
        )}
        <IconButton icon={X} label={t('Close Activity')} onClick={() => toggleActivity(false)} />
      </header>
      {rows.length > 0 && (
        <div className="flex shrink-0 items-center gap-2 border-b border-line px-4 pb-2.5">
          <SegmentedChips
            label={t('State')}
            value={filter}
            onChange={setFilter}
            options={jobFilters.map((value) => ({
              value,
              label: t(filterWords[value]),
              count: rows.filter((job) => matchesState(job, value)).length,
            }))}
          />
          <SearchBox label={t('Search activity')} value={search} onChange={setSearch} className="min-w-24 flex-1" />
        </div>
      )}
      {rows.length === 0 && !loading && (
        <p className="m-0 border-t border-line p-4 text-dim">
          {t('Nothing was done yet. What you start, stop or delete is listed here, with its command and its result.')}
        </p>
      )}
      {rows.length > 0 && shown.length === 0 && (
        <div className="flex flex-col items-start gap-2 p-4">
          <p className="m-0 text-dim">{t('Nothing here is like that.')}</p>
          <Button
            onClick={() => {
              setFilter('all');
              setSearch('');
            }}
          >
            {t('Show all')}
          </Button>
        </div>
      )}
      {shown.length > 0 && <JobList jobs={shown} engines={engines} named={named} />}
    </section>
  );
}

/** The keys go to it while it is there, and back to where they were when it goes. */
function useFocusInside(region: { readonly current: HTMLElement | null }): void {
  useEffect(() => {
    const before = document.activeElement;
    const element = region.current;
    element?.focus({ preventScroll: true });
    return () => {
      const now = document.activeElement;
      const held = now === null || now === document.body || element?.contains(now);
      if (held && before instanceof HTMLElement) before.focus({ preventScroll: true });
    };
  }, [region]);
}
