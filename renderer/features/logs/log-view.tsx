import './logs.css';
import type { ContainerId, EngineId } from '@common/contract/ids';
import type { LogMatcher, LogStatus } from '@common/contract/logs';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useT } from '../../app/t';
import { useBridge } from '../../bridge/bridge';
import { useSettings } from '../../bridge/settings';
import { logAsText, saveFile } from './download-log';
import { LogLines, type LogLinesHandle } from './log-lines';
import type { LogSession } from './log-session';
import { LogStatusBar, NoLines } from './log-status';
import { type LogSearchWords, LogToolbar, type LogViewChoices } from './log-toolbar';
import { useLogSession } from './use-log-session';

export interface LogViewProps {
  readonly engine: EngineId;
  /** One, or several to be merged in order of time. */
  readonly containers: readonly ContainerId[];
}

const noSearch: LogSearchWords = { pattern: '', regex: false, caseSensitive: false, wholeWord: false };
const nothing: LogStatus = { first: 0, end: 0, bytes: 0, dropped: 0, older: 'none', sources: [] };
/** ms after a key until the search for it begins. */
const typingPause = 60;

/** The log of containers: followed, searched, held still. */
export function LogView({ engine, containers }: LogViewProps) {
  const t = useT();
  const { report } = useBridge();
  const [settings, changeSettings] = useSettings();
  const [tail, setTail] = useState<number | undefined>(10_000);
  const [session, state] = useLogSession(engine, containers, tail);
  const status = state.status ?? nothing;
  const lines = useRef<LogLinesHandle>(null);
  const { following, missed, follow } = useFollowing(status.end);
  const { words, setWords, matcher } = useSearchWords(session);
  const { hit, step } = useHits(session, matcher, lines);
  const [saving, setSaving] = useState(false);
  const view = { ...settings.log, tail };

  async function download(): Promise<void> {
    setSaving(true);
    try {
      const name = status.sources.length === 1 ? status.sources[0]?.name : undefined;
      saveFile(await logAsText(session, status, settings.log.timestamps !== 'off'), `${name ?? 'containers'}.log`);
    } catch (error) {
      report(error);
    } finally {
      setSaving(false);
    }
  }

  function changeView(change: Partial<LogViewChoices>): void {
    if ('tail' in change) {
      setTail(change.tail);
      follow(true);
      return;
    }
    changeSettings({ log: { ...settings.log, ...change } });
  }

  return (
    <section
      aria-label={t('Logs')}
      className="log-view flex min-h-0 min-w-0 flex-1 flex-col"
      onKeyDown={(event) => {
        if (event.key !== 'F3' || !matcher) return;
        event.preventDefault();
        void step(event.shiftKey ? -1 : 1);
      }}
    >
      <LogToolbar
        words={words}
        onWords={setWords}
        search={state.search}
        hit={hit?.index}
        onStep={(by) => void step(by)}
        view={view}
        onView={changeView}
        saving={saving}
        onDownload={() => void download()}
      />
      <LogLines
        session={session}
        state={state}
        status={status}
        timestamps={settings.log.timestamps}
        wrap={settings.log.wrap}
        following={following}
        onFollowing={follow}
        matcher={matcher}
        current={hit?.line}
        handle={lines}
      >
        {status.end === status.first && <NoLines status={state.status} error={state.error} />}
      </LogLines>
      <LogStatusBar
        status={status}
        search={state.search}
        tail={tail}
        following={following}
        missed={missed}
        onFollowing={follow}
      />
    </section>
  );
}

/** Follows the end until the person leaves it; then counts what comes. */
function useFollowing(end: number) {
  const [leftAt, setLeftAt] = useState<number>();
  const latest = useRef(end);
  latest.current = end;
  const follow = useCallback((following: boolean) => {
    setLeftAt((before) => (following ? undefined : (before ?? latest.current)));
  }, []);
  return { following: leftAt === undefined, missed: leftAt === undefined ? 0 : Math.max(0, end - leftAt), follow };
}

/** What is typed, and a moment later the search for it. */
function useSearchWords(session: LogSession) {
  const [words, setWords] = useState(noSearch);
  const [matcher, setMatcher] = useState<LogMatcher>();
  useEffect(() => {
    const timer = setTimeout(() => setMatcher(words.pattern === '' ? undefined : words), typingPause);
    return () => clearTimeout(timer);
  }, [words]);
  useEffect(() => session.search(matcher), [session, matcher]);
  return { words, setWords, matcher };
}

/** The hit one stands at; from none, the next is the first from the line at the top of the view. */
function useHits(session: LogSession, matcher: LogMatcher | undefined, lines: React.RefObject<LogLinesHandle | null>) {
  const [hit, setHit] = useState<{ index: number; line: number }>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: other words, other hits
  useEffect(() => setHit(undefined), [session, matcher]);

  async function step(by: 1 | -1): Promise<void> {
    const { search } = session.state();
    if (!search || search.error || search.hits === 0) return;
    const index = hit && (hit.index + by + search.hits) % search.hits;
    let answer = await session.hits(
      index === undefined ? { line: lines.current?.top() ?? 0, count: 1 } : { from: index, count: 1 },
    );
    // None below: begin again at the top.
    if (answer && answer.lines.length === 0) answer = await session.hits({ from: 0, count: 1 });
    const line = answer?.lines[0];
    if (!answer || line === undefined) return;
    setHit({ index: answer.from, line });
    lines.current?.goTo(line);
  }
  return { hit, step };
}
