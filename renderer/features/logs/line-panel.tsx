import { withoutColours } from '@common/contract/log-rules';
import type { LogLine, LogSource } from '@common/contract/logs';
import type { FieldTest } from '@common/std/field-test';
import { flatFields, structuredLine } from '@common/std/structured-line';
import { ChevronDown, ChevronUp, X } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import { counted, useT } from '../../app/t';
import { CopyButton } from '../../ui/copyable';
import { IconButton } from '../../ui/icon-button';
import { LongText } from '../../ui/long-text';
import { FieldTable } from './field-table';
import type { LogSession } from './log-session';

export interface LinePanelProps {
  readonly session: LogSession;
  readonly line: LogLine;
  readonly source: LogSource | undefined;
  readonly columns: readonly string[];
  readonly onColumns: (columns: readonly string[]) => void;
  readonly onTest: (test: FieldTest) => void;
  readonly onStep: (by: 1 | -1) => void;
  readonly onClose: () => void;
}

/** Fields shown in the table; the text below has all. */
const mostFields = 300;
/** Characters of a text that the page can lay out in a moment. */
const mostText = 200_000;

/** One line with all that it says: its fields, and the text as it was written. */
export function LinePanel({ session, line, source, columns, onColumns, onTest, onStep, onClose }: LinePanelProps) {
  const t = useT();
  const whole = useWholeLine(session, line);
  const text = useMemo(() => withoutColours(whole.text), [whole]);
  const fields = useMemo(() => {
    const structure = structuredLine(text);
    return structure && flatFields(structure.fields, mostFields + 1);
  }, [text]);
  const stamp = line.at === undefined ? undefined : new Date(line.at);
  return (
    <section
      aria-label={t('Line')}
      data-line-panel
      tabIndex={-1}
      className="flex w-[min(440px,46%)] shrink-0 flex-col border-line border-s bg-pane focus-visible:-outline-offset-2"
      onKeyDown={(event) => {
        const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : undefined;
        if (event.key === 'Escape' && !event.defaultPrevented) onClose();
        else if (step && event.target === event.currentTarget) onStep(step);
        else return;
        event.preventDefault();
        event.stopPropagation();
      }}
    >
      <header className="flex h-9 shrink-0 items-center gap-1 border-line border-b px-3">
        <h2 className="me-auto min-w-0 truncate font-medium">
          {stamp ? (
            <time dateTime={stamp.toISOString()} data-tip={stamp.toISOString()} className="font-mono text-small">
              {stamp.toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'medium' })}
            </time>
          ) : (
            t('Line')
          )}
        </h2>
        <IconButton size="row" icon={ChevronUp} label={t('Line before')} onClick={() => onStep(-1)} />
        <IconButton size="row" icon={ChevronDown} label={t('Line after')} onClick={() => onStep(1)} />
        <IconButton size="row" icon={X} label={t('Close')} onClick={onClose} />
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keys */}
      <div tabIndex={0} className="min-h-0 flex-1 overflow-auto p-3">
        <p className="mb-2 text-dim text-small">
          {[
            source?.name,
            line.stream === 'err' ? 'stderr' : line.stream === 'out' ? 'stdout' : t('terminal'),
            line.level,
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
        {fields && (
          <FieldTable fields={fields.slice(0, mostFields)} columns={columns} onColumns={onColumns} onTest={onTest} />
        )}
        {fields && fields.length > mostFields && (
          <p className="mt-1 text-dim text-small">{t('More fields are in the text below.')}</p>
        )}
        <div className="mt-3 mb-1 flex items-center gap-1 text-small">
          <h3 className="font-semibold text-dim">{t('As written')}</h3>
          <CopyButton text={text} label={t('Copy line')} />
          {whole.cut !== undefined && (
            <span className="text-dim">
              {counted(whole.cut, '{{count}} byte is missing', '{{count}} bytes are missing')}
            </span>
          )}
        </div>
        <div className="rounded-control bg-sunk px-2 py-1 font-mono text-small/5 whitespace-pre-wrap wrap-anywhere">
          <LongText>{text.length > mostText ? `${text.slice(0, mostText)}…` : text}</LongText>
        </div>
      </div>
    </section>
  );
}

/** The line in full: a window of the log carries but the beginning of a long one. */
function useWholeLine(session: LogSession, line: LogLine): LogLine {
  const [whole, setWhole] = useState<LogLine>();
  useEffect(() => {
    if (line.cut === undefined) return undefined;
    let over = false;
    void session.whole(line.number).then(
      (answer) => {
        if (!over && answer) setWhole(answer);
      },
      // Let go meanwhile: what is shown says how much is missing.
      () => undefined,
    );
    return () => {
      over = true;
    };
  }, [session, line]);
  return whole?.number === line.number ? whole : line;
}
