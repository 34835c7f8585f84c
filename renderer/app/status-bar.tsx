import { useMemo } from 'react';
import { useLink } from '../bridge/bridge';
import { useCurrentEngine, useEngines } from '../bridge/engine';
import { useRows } from '../bridge/live';
import { countFailed, jobTitle } from '../features/jobs/job-words';
import { useScreen } from '../stores/screen';
import { nextTryWords, runningWords, statusWords } from './engine-words';
import { counted } from './t';
import { ToneMark } from './tone-mark';
import { useNow } from './use-now';

/** The truth about the connection, and what goes on, in one line. */
export function StatusBar() {
  return (
    <footer className="app-status">
      <EngineStatus />
      <Running />
      <span className="flex-1" />
      <NowDoing />
    </footer>
  );
}

function EngineStatus() {
  const link = useLink();
  const engine = useCurrentEngine();
  const known = useEngines();
  const { tone, text, nextTryAt } = statusWords(link, engine, known?.nextTryAt);
  const now = useNow(nextTryAt !== undefined);
  const nextTry = nextTryWords(nextTryAt, now);
  // The count-down stands outside: read aloud each second it would drown everything else.
  return (
    <span className="flex min-w-0 items-center gap-2">
      <ToneMark tone={tone} />
      <span role="status" aria-label="Engine" className="truncate">
        {text}
      </span>
      {nextTry && <span className="text-faint">{nextTry}</span>}
    </span>
  );
}

function Running() {
  const engine = useCurrentEngine();
  const { rows, loading } = useRows('containers', engine?.id);
  const running = useMemo(() => rows.filter(({ state }) => state === 'running').length, [rows]);
  return loading ? null : <span className="truncate">{runningWords(running, rows.length)}</span>;
}

function NowDoing() {
  const { rows } = useRows('jobs');
  const toggleActivity = useScreen(({ toggleActivity: toggle }) => toggle);
  const doing = rows.findLast(({ state }) => state === 'running');
  const failed = countFailed(rows);
  return (
    <button type="button" className="app-status-button" onClick={() => toggleActivity()}>
      {doing && <span className="truncate">{jobTitle(doing)}</span>}
      <span className={failed > 0 ? 'text-bad' : undefined}>
        {counted(failed, '{{count}} error', '{{count}} errors')}
      </span>
    </button>
  );
}
