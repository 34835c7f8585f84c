import { SquareTerminal } from 'lucide-react';
import { useMemo } from 'react';
import { useLink } from '../bridge/bridge';
import { useCurrentEngine, useEngines } from '../bridge/engine';
import { useRows } from '../bridge/live';
import { countFailed, jobTitle } from '../features/jobs/job-words';
import { useTerminals } from '../features/terminals/use-terminals';
import { useDock } from '../stores/dock';
import { useScreen } from '../stores/screen';
import { nextTryWords, runningWords, statusWords } from './engine-words';
import { counted, useT } from './t';
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
      <TerminalsButton />
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

/** Shows and hides the dock, and says how many terminals there are. */
function TerminalsButton() {
  const t = useT();
  const count = useTerminals()?.filter(({ state }) => state === 'running').length ?? 0;
  const { open, show } = useDock();
  return (
    <button
      type="button"
      className="app-status-button"
      aria-expanded={open}
      aria-keyshortcuts="Control+`"
      data-tip={open ? t('Hide the terminals (Ctrl `)') : t('Show the terminals (Ctrl `)')}
      onClick={() => show(!open)}
    >
      <span className="flex items-center gap-1.5">
        <SquareTerminal aria-hidden size={14} />
        {count === 0 ? t('Terminals') : counted(count, '{{count}} terminal', '{{count}} terminals')}
      </span>
    </button>
  );
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
