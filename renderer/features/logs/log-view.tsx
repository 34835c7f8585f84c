import './logs.css';
import './levels.css';
import type { ContainerId, EngineId } from '@common/contract/ids';
import type { LogLine } from '@common/contract/logs';
import { type CSSProperties, useMemo, useRef, useState } from 'react';
import { useT } from '../../app/t';
import { useNow } from '../../app/use-now';
import { useSettings } from '../../bridge/settings';
import { withTest } from './field-words';
import { LinePanel } from './line-panel';
import type { Timestamps } from './line-time';
import { LogLines, type LogLinesHandle } from './log-lines';
import { LogNotices, NoLines } from './log-notices';
import { firstRange, isCut, type LogRange, sinceTime } from './log-range';
import { LogStatusBar } from './log-status';
import { LogToolbar, type LogViewChoices } from './log-toolbar';
import { RangeButton } from './range-button';
import { SaveButton } from './save-button';
import { sourceColumns } from './shown-line';
import { SourceChips } from './source-chips';
import { StructuredBar } from './structured-bar';
import { StructuredHead } from './structured-head';
import { useFollowing } from './use-following';
import { useLogFilter } from './use-log-filter';
import { useLogKeys } from './use-log-keys';
import { useHits, useSearchWords } from './use-log-search';
import { useLogSession } from './use-log-session';
import { useOpenedLine } from './use-opened-line';
import { useStructured } from './use-structured';

export interface LogViewProps {
  readonly engine: EngineId;
  /** One, or several to be merged in order of time. */
  readonly containers: readonly ContainerId[];
  /** A Compose project in their place: containers that start later join. */
  readonly project?: string | undefined;
}

const nothing = { first: 0, whole: 0, end: 0, era: 0, bytes: 0, sources: [], dropped: 0, older: 'none' } as const;
const times: readonly Timestamps[] = ['local', 'utc', 'relative', 'off'];

/** The log of containers: followed, searched, filtered, held still. */
export function LogView({ engine, containers, project }: LogViewProps) {
  const t = useT();
  const [settings, changeSettings] = useSettings();
  const [range, setRange] = useState(firstRange);
  const [era, setEra] = useState(0);
  const since = useMemo(() => sinceTime(range.since, Date.now()), [range.since]);
  const asked = { engine, containers, project, tail: range.tail, since, until: range.until };
  const [session, state] = useLogSession(asked, era);
  const status = state.status ?? nothing;
  const lines = useRef<LogLinesHandle>(null);
  const region = useRef<HTMLElement>(null);
  const { words, setWords, matcher } = useSearchWords(session);
  const { hit, step } = useHits(session, state.moved, matcher, lines);
  const structured = useStructured({
    ...{ engine, session, state, sources: status.sources },
    name: [engine, project ?? '', ...containers].join(' '),
  });
  const { look } = structured;
  const { narrowing, narrow, frame } = useLogFilter(session, state, matcher, lines, hit?.line, structured.filter);
  const isShown = frame === (session.filter ? JSON.stringify(session.filter) : '');
  const shownTo = frame === '' ? status.end : state.view?.filteredTo;
  const { following, missed, follow } = useFollowing({
    ...{ end: state.end, newest: status.end, frame, moved: state.moved },
    shownTo: isShown ? shownTo : undefined,
  });
  const { timestamps, wrap } = settings.log;
  const now = useNow(timestamps === 'relative', 1_000);
  const merged = status.sources.length > 1 || containers.length > 1 || project !== undefined;
  const as = useMemo(
    () => ({
      timestamps,
      now: timestamps === 'relative' ? now : 0,
      sources: merged ? status.sources : undefined,
      look,
      t,
    }),
    [timestamps, now, merged, status.sources, look, t],
  );

  const cleared = narrowing.from !== undefined;
  const olderLeft = status.older === 'more' && isCut(range, status);
  const view: LogViewChoices = { timestamps, wrap, streams: streamsOf(narrowing.streams) };
  function changeView({ streams, ...change }: Partial<LogViewChoices>): void {
    if (streams) narrow({ streams: streams === 'both' ? undefined : streams === 'err' ? ['err'] : ['out', 'tty'] });
    else changeSettings({ log: { ...settings.log, ...change } });
  }
  function changeRange(next: LogRange): void {
    setRange(next);
    reopen();
  }
  /** Reads the log anew. */
  function reopen(): void {
    setEra((before) => before + 1);
    narrow({ from: undefined });
    follow(true);
  }
  function clear(): void {
    if (status.end === status.first) return;
    narrow({ from: status.end });
    follow(true);
  }

  const opened = useOpenedLine(session, state.moved, lines);
  function openLine(line: LogLine | undefined, byKey: boolean): void {
    opened.open(line);
    if (!byKey) return;
    const place = line ? '[data-line-panel]' : '[role=log]';
    // The panel is there after this drawing.
    requestAnimationFrame(() => region.current?.querySelector<HTMLElement>(place)?.focus());
  }

  useLogKeys({
    lines: (event) => lines.current?.key(event) ?? false,
    step: (by) => matcher && void step(by),
    wrap: () => changeView({ wrap: !wrap }),
    times: () => changeView({ timestamps: times[(times.indexOf(timestamps) + 1) % times.length] ?? 'local' }),
    follow: () => follow(!following),
    matchesOnly: () => narrow({ matchesOnly: { ...narrowing.matchesOnly, on: !narrowing.matchesOnly.on } }),
    clear,
    search: () => region.current?.querySelector<HTMLInputElement>('input[type=search]')?.select(),
  });

  return (
    <section
      ref={region}
      aria-label={t('Logs')}
      className="log-view flex min-h-0 min-w-0 flex-1 flex-col"
      style={{ '--source-width': sourceColumns(status.sources) } as CSSProperties}
    >
      <LogToolbar
        words={words}
        onWords={setWords}
        search={state.search}
        hit={hit?.index}
        onStep={(by) => void step(by)}
        matchesOnly={narrowing.matchesOnly}
        onMatchesOnly={(matchesOnly) => narrow({ matchesOnly })}
        view={view}
        onView={changeView}
        onClear={clear}
      >
        <RangeButton range={range} onRange={changeRange} />
        <SaveButton session={session} times={timestamps !== 'off'} />
      </LogToolbar>
      {merged && (
        <SourceChips sources={status.sources} hidden={narrowing.hidden} onHidden={(hidden) => narrow({ hidden })} />
      )}
      {structured.some && <StructuredBar structured={structured} />}
      <LogNotices status={status} onEnough={() => session.enough()} />
      <div className="flex min-h-0 flex-1">
        <div className="flex min-w-0 flex-1 flex-col">
          {look && look.columns.length > 0 && <StructuredHead as={as} look={look} />}
          <LogLines
            opened={opened.line?.number}
            onOpen={openLine}
            session={session}
            state={state}
            status={status}
            olderLeft={olderLeft}
            frame={`${era} ${frame}`}
            as={as}
            wrap={wrap}
            following={following}
            onFollowing={follow}
            matcher={matcher}
            current={hit?.line}
            handle={lines}
            since={since}
            bound={settings.logBytes}
            cleared={cleared}
            onOlder={() => session.older()}
            onUnclear={() => narrow({ from: undefined })}
          >
            {state.end === state.first && (
              <NoLines
                status={state.status}
                error={state.error}
                filtered={frame !== ''}
                {...(cleared && { onUnclear: () => narrow({ from: undefined }) })}
              />
            )}
          </LogLines>
        </div>
        {opened.line && (
          <LinePanel
            key="line"
            session={session}
            line={opened.line}
            source={status.sources[opened.line.source]}
            columns={structured.columns}
            onColumns={(columns) => structured.change({ columns })}
            onTest={(test) => structured.change({ tests: withTest(structured.tests, test) })}
            onStep={opened.step}
            onClose={() => openLine(undefined, true)}
          />
        )}
      </div>
      <LogStatusBar
        status={status}
        state={state}
        filtered={frame !== ''}
        olderLeft={olderLeft}
        following={following}
        missed={missed}
        onFollowing={follow}
      />
    </section>
  );
}

function streamsOf(streams: readonly string[] | undefined): LogViewChoices['streams'] {
  if (!streams) return 'both';
  return streams.includes('err') ? 'err' : 'out';
}
