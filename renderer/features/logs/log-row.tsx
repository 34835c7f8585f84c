import type { LogLine } from '@common/contract/logs';
import { type CSSProperties, memo } from 'react';
import { counted } from '../../app/t';
import { MiddleCut } from '../../ui/bdi';
import { classNames } from '../../ui/class-names';
import type { AnsiStyle } from './ansi';
import type { HitFinder } from './hit-marks';
import { type LinePiece, piecesWith } from './line-pieces';
import { timeColumns } from './line-time';
import { leadingCells, markWords, type ShownAs } from './shown-line';
import { sourceInk } from './source-ink';

export interface LogRowProps {
  /** Not here yet: a row without words. */
  readonly line: LogLine | undefined;
  readonly place: number;
  /** The same object as long as it says the same. */
  readonly as: ShownAs;
  readonly wrap: boolean;
  /** Finds what to mark; absent for a line without hits. */
  readonly find: HitFinder | undefined;
  /** The hit that one has gone to. */
  readonly current: boolean;
  /** What it says is shown beside the lines. */
  readonly opened: boolean;
}

/** One line. Its text is only ever text nodes, and all of them together are `shownText`. */
export const LogRow = memo(function LogRow(props: LogRowProps) {
  const { line, place, as, wrap } = props;
  const cells = line ? [...leadingCells(line, as)] : [];
  const time = as.timestamps === 'off' ? undefined : cells.shift();
  return (
    <div
      data-place={place}
      data-stream={line?.stream}
      data-level={line?.level}
      data-opened={props.opened ? '' : undefined}
      className={classNames(
        'log-row min-h-5 border-s-2 ps-2.5 pe-4',
        wrap ? 'flex whitespace-pre-wrap' : 'whitespace-pre',
        line?.stream === 'err' && !line.mark ? 'border-bad' : 'border-transparent',
        line?.context && 'log-context',
        props.current && 'bg-hover',
      )}
    >
      {line && time !== undefined && (
        <time
          className="inline-block shrink-0 pe-2 text-faint"
          style={{ minWidth: `calc(${timeColumns[as.timestamps]}ch + 16px)` }}
          dateTime={line.at === undefined ? undefined : new Date(line.at).toISOString()}
          data-tip={line.at === undefined ? undefined : new Date(line.at).toLocaleString()}
        >
          {time}
        </time>
      )}
      {line && as.sources && (
        <span
          className="log-source shrink-0 align-bottom"
          style={{ color: sourceInk(line.source) }}
          data-tip={cells[0]}
        >
          <MiddleCut>{cells[0] ?? ''}</MiddleCut>
        </span>
      )}
      {line &&
        (line.mark ? <span className="text-dim">{markWords(line.mark, as.t)}</span> : <Text {...props} line={line} />)}
    </div>
  );
});

function Text({ line, as, find, current }: LogRowProps & { line: LogLine }) {
  const pieces = piecesWith(line, as.look, find);
  const unseen = find !== undefined && as.look !== undefined && !pieces.some(({ hit }) => hit);
  return (
    <bdi dir="ltr" className="min-w-0 [overflow-wrap:anywhere]">
      {line.stream === 'err' && <span role="img" aria-label="stderr" />}
      {pieces.map((piece, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no other name, and a line never changes
        <Piece key={index} {...piece} current={current} />
      ))}
      {unseen && (
        <mark data-aside data-tip={as.t('The hit is in a field that is not shown here')} className="log-hit ms-2">
          ⋯
        </mark>
      )}
      {line.cut !== undefined && <Cut line={line} bytes={line.cut} />}
    </bdi>
  );
}

function Piece({ text, style, hit, link, current }: LinePiece & { current: boolean }) {
  const words = hit ? <mark className={current ? 'log-hit-current' : 'log-hit'}>{text}</mark> : text;
  const styled = style ? <span style={inline(style)}>{words}</span> : words;
  if (link === undefined) return styled;
  // No anchor: a middle click or a drag would open what one has not read yet.
  return (
    // biome-ignore lint/a11y/useSemanticElements: for the reason above
    <span role="link" tabIndex={0} data-link={link} className="log-link">
      {styled}
    </span>
  );
}

function Cut({ line, bytes }: { line: LogLine; bytes: number }) {
  return (
    <button type="button" data-aside data-whole={line.number} className="ms-2 rounded text-accent hover:underline">
      {counted(bytes, 'show {{count}} more byte', 'show {{bytes}} more bytes', { bytes: bytes.toLocaleString() })}
    </button>
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
