import type { EngineId } from '@common/contract/ids';
import type { LogField, LogFilter, LogSource } from '@common/contract/logs';
import type { FieldTest } from '@common/std/field-test';
import type { LogLevel } from '@common/std/log-level';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useRows } from '../../bridge/live';
import { useSettings } from '../../bridge/settings';
import { type KeptFilter, useLogFilters } from '../../stores/log-filters';
import { lookKey, withLook } from './kept-looks';
import type { LogSession } from './log-session';
import type { LogState } from './log-state';
import { columnOf, type StructuredColumn, type StructuredLook } from './structured-look';

export interface StructuredChoices {
  /** All when undefined. */
  readonly levels: readonly (LogLevel | 'none')[] | undefined;
  readonly tests: readonly FieldTest[];
  /** Names of fields. */
  readonly columns: readonly string[];
  /** Lines as they were written. */
  readonly raw: boolean;
}

export interface Structured extends StructuredChoices {
  /** Some line says a level or has fields, or is filtered by them: there is something to choose. */
  readonly some: boolean;
  /** Seen in the newest lines, most frequent first. */
  readonly fields: readonly LogField[];
  readonly change: (change: Partial<StructuredChoices>) => void;
  /** Looks again which fields there are. */
  readonly ask: () => void;
  /** Its part of the session's filter; the same object as long as it says the same. Empty: all lines. */
  readonly filter: Pick<LogFilter, 'levels' | 'fields'>;
  /** How structured lines are drawn; undefined: as they were written. */
  readonly look: StructuredLook | undefined;
}

export interface StructuredOptions {
  readonly engine: EngineId;
  readonly session: LogSession;
  readonly state: LogState;
  readonly sources: readonly LogSource[];
  /** Names the log: what is filtered is remembered by it. */
  readonly name: string;
}

const nothing: KeptFilter = {};
const noTests: readonly FieldTest[] = [];
const mostColumns = 12;
const longestName = 200;

/** What lines say about themselves, and what the person made of it. */
export function useStructured({ engine, session, state, sources, name }: StructuredOptions): Structured {
  const kept = useLogFilters((store) => store.filters[name]) ?? nothing;
  const keep = useLogFilters((store) => store.keep);
  const [{ columns, raw }, changeLook] = useKeptLook(engine, sources);
  const { fields, ask } = useFields(session, state);
  const leveled = useLeveled(session, state);
  const { levels, tests = noTests } = kept;

  const change = useCallback(
    (next: Partial<StructuredChoices>) => {
      if ('levels' in next || next.tests) {
        const whole = {
          ...kept,
          ...('levels' in next && { levels: next.levels }),
          ...(next.tests && { tests: next.tests }),
        };
        keep(name, whole);
      }
      if (next.columns || next.raw !== undefined) changeLook({ columns, raw, ...next });
    },
    [keep, name, kept, changeLook, columns, raw],
  );
  const filter = useMemo(
    () => ({ ...(levels && { levels: [...levels] }), ...(tests.length > 0 && { fields: [...tests] }) }),
    [levels, tests],
  );
  const drawn = useColumns(session, columns, fields);
  const look = useMemo<StructuredLook | undefined>(() => (raw ? undefined : { columns: drawn }), [raw, drawn]);
  const some = fields.length > 0 || leveled || levels !== undefined || tests.length > 0;
  return { some, levels, tests, columns, raw, fields, change, ask, filter, look };
}

/** Columns with a width that stays once it is known. */
function useColumns(session: LogSession, names: readonly string[], fields: readonly LogField[]) {
  const widths = useRef<{ of: LogSession; columns: Map<string, StructuredColumn> }>(undefined);
  if (widths.current?.of !== session) widths.current = { of: session, columns: new Map() };
  const { columns } = widths.current;
  // A log of text has no use for them, though another of the same image may have.
  const drawn = (fields.length === 0 ? [] : names).map((name) => {
    const before = columns.get(name);
    const seen = fields.find((field) => field.name === name);
    if (before && (before.width > name.length || !seen)) return before;
    const column = columnOf(name, seen?.values ?? []);
    columns.set(name, column);
    return column;
  });
  const says = JSON.stringify(drawn);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `says` is all of it
  return useMemo(() => drawn, [says]);
}

/** Columns and raw, remembered by image: what one container of it logs, the next one does too. */
function useKeptLook(engine: EngineId, sources: readonly LogSource[]) {
  const [{ lists }, changeSettings] = useSettings();
  const { byId } = useRows('containers', engine);
  const keys = [
    ...new Set(sources.map(({ container, name }) => `${lookKey}${(byId.get(container)?.image ?? name).slice(-60)}`)),
  ];
  const kept = keys.map((key) => lists[key]?.filters);
  const columns = [...new Set(kept.flatMap((filters) => filters?.columns ?? []))];
  const raw = kept.some((filters) => filters?.look?.includes('raw'));
  const change = (look: { readonly columns: readonly string[]; readonly raw: boolean }) => {
    const names = look.columns.filter(({ length }) => length <= longestName).slice(0, mostColumns);
    const one = { hidden: [], filters: { columns: names, look: look.raw ? ['raw'] : [] } };
    changeSettings({ lists: withLook(lists, keys, one) });
  };
  return [{ columns, raw }, change] as const;
}

/** The fields seen, asked for again when the log has grown by much. */
function useFields(session: LogSession, state: LogState) {
  const [fields, setFields] = useState<readonly LogField[]>([]);
  const asked = useRef({ of: session, lines: 0, busy: false });
  const lines = state.status ? state.status.end - state.status.first : 0;
  const ask = useCallback(() => {
    const now = asked.current;
    if (now.busy) return;
    now.busy = true;
    void session.fields().then((answer) => {
      now.busy = false;
      if (asked.current === now && answer) setFields(answer);
    });
  }, [session]);
  useEffect(() => {
    if (asked.current.of !== session) {
      asked.current = { of: session, lines: 0, busy: false };
      setFields([]);
    }
    if (lines === 0 || lines < asked.current.lines * 2) return;
    asked.current.lines = lines;
    ask();
  }, [session, lines, ask]);
  return { fields, ask };
}

/** Whether a line that came by said a level; once it did, it stays so. */
function useLeveled(session: LogSession, state: LogState): boolean {
  const [found, setFound] = useState<LogSession>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: looked again when lines have come
  useEffect(() => {
    if (found !== session && session.has((line) => line.level !== undefined)) setFound(session);
  }, [session, found, state.lines]);
  return found === session;
}
