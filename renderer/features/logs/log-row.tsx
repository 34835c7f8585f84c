import type { LogLine, LogSource } from '@common/contract/logs';
import { type CSSProperties, memo } from 'react';
import { counted, useT } from '../../app/t';
import { classNames } from '../../ui/class-names';
import { type AnsiStyle, ansiPieces } from './ansi';
import { type MarkedPiece, marked } from './hit-marks';
import { lineTime, type Timestamps, timeColumns } from './line-time';

export interface LogRowProps {
  readonly line: LogLine | undefined;
  readonly number: number;
  /** Named when there are several. */
  readonly source: LogSource | undefined;
  readonly timestamps: Timestamps;
  /** ms since the epoch; only changes while times are relative. */
  readonly now: number;
  readonly wrap: boolean;
  /** Finds what to mark; absent for a line without hits. */
  readonly find: ((text: string) => readonly number[]) | undefined;
  /** The hit that one has gone to. */
  readonly current: boolean;
}

const sourceInks = ['var(--log-6)', 'var(--log-5)', 'var(--log-2)', 'var(--log-3)', 'var(--log-4)', 'var(--log-1)'];
const sourceInk = (index: number) => sourceInks[index % sourceInks.length];

/** One line. Its text is only ever text nodes. */
export const LogRow = memo(function LogRow(props: LogRowProps) {
  const { line, number, source, timestamps, now, wrap } = props;
  return (
    <div
      data-line={number}
      data-stream={line?.stream}
      className={classNames(
        'log-row min-h-5 border-s-2 ps-2.5 pe-4',
        wrap ? 'flex whitespace-pre-wrap' : 'whitespace-pre',
        line?.stream === 'err' ? 'border-bad' : 'border-transparent',
        props.current && 'bg-hover',
      )}
    >
      {line && timestamps !== 'off' && (
        <time
          className="inline-block shrink-0 pe-4 text-faint"
          style={{ minWidth: `calc(${timeColumns[timestamps]}ch + 16px)` }}
          dateTime={line.at === undefined ? undefined : new Date(line.at).toISOString()}
          data-tip={line.at === undefined ? undefined : new Date(line.at).toLocaleString()}
        >
          {`${lineTime(line.at, timestamps, now)} `}
        </time>
      )}
      {line && source && (
        <span
          className="inline-block w-32 shrink-0 truncate pe-4 align-bottom"
          style={{ color: sourceInk(line.source) }}
        >
          {`${source.name} `}
        </span>
      )}
      {line && (line.mark ? <Mark mark={line.mark} /> : <Text {...props} line={line} />)}
    </div>
  );
});

function Mark({ mark }: { mark: NonNullable<LogLine['mark']> }) {
  const t = useT();
  const words = {
    restarted: t('restarted'),
    gap: t('the engine was lost here; lines may be missing'),
    ended: t('ended'),
  } satisfies Record<typeof mark, string>;
  return <span className="text-dim">{`── ${words[mark]} ${'─'.repeat(40)}`}</span>;
}

function Text({ line, find, current }: LogRowProps & { line: LogLine }) {
  const pieces = ansiPieces(line.text);
  const places = find?.(pieces.map((piece) => piece.text).join('')) ?? [];
  return (
    <bdi dir="ltr" className="min-w-0 [overflow-wrap:anywhere]">
      {line.stream === 'err' && <span role="img" aria-label="stderr" />}
      {marked(pieces, places).map((piece, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no other name, and a line never changes
        <Piece key={index} {...piece} current={current} />
      ))}
      {line.cut !== undefined && <Cut bytes={line.cut} />}
    </bdi>
  );
}

function Piece({ text, style, hit, current }: MarkedPiece & { current: boolean }) {
  if (hit) return <mark className={current ? 'log-hit-current' : 'log-hit'}>{text}</mark>;
  return style ? <span style={inline(style)}>{text}</span> : text;
}

function Cut({ bytes }: { bytes: number }) {
  return (
    <span className="ms-2 text-faint italic">{counted(bytes, '… {{count}} byte more', '… {{count}} bytes more')}</span>
  );
}

function inline(style: AnsiStyle): CSSProperties {
  const ink = colour(style.ink);
  const ground = colour(style.ground);
  return {
    color: style.inverse ? (ground ?? 'var(--bg)') : ink,
    background: style.inverse ? (ink ?? 'var(--text)') : ground,
    fontWeight: style.bold ? 600 : undefined,
    opacity: style.faint ? 0.75 : undefined,
    fontStyle: style.italic ? 'italic' : undefined,
    textDecoration:
      [style.underline && 'underline', style.strike && 'line-through'].filter(Boolean).join(' ') || undefined,
  };
}

function colour(value: number | string | undefined): string | undefined {
  return typeof value === 'number' ? `var(--log-${value})` : value;
}
