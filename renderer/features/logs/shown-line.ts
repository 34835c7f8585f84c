import type { LogLine, LogSource } from '@common/contract/logs';
import type { Translate } from '../../app/t';
import { lineText } from './line-pieces';
import { lineTime, type Timestamps } from './line-time';
import type { StructuredLook } from './structured-look';

/** How lines are shown: what a copy of them says too. */
export interface ShownAs {
  readonly timestamps: Timestamps;
  /** ms since the epoch, for relative times. */
  readonly now: number;
  /** Lines are named by their source: there are several. */
  readonly sources: readonly LogSource[] | undefined;
  /** How lines that are JSON or logfmt are drawn; undefined: as they were written. */
  readonly look: StructuredLook | undefined;
  readonly t: Translate;
}

/** What stands before a line's text, one string a cell, each with the space after it. */
export function leadingCells(line: LogLine, { timestamps, now, sources }: ShownAs): readonly string[] {
  const time = timestamps === 'off' ? [] : [`${lineTime(line.at, timestamps, now)} `];
  const source = sources ? [`${sources[line.source]?.name ?? ''} `] : [];
  return [...time, ...source];
}

/** Columns for the names of a merged log's sources; longer ones are cut in their middle. */
export function sourceColumns(sources: readonly LogSource[]): number {
  return Math.min(28, Math.max(8, ...sources.map(({ name }) => name.length)));
}

/** The words of a mark that Berth set between lines. */
export function markWords(mark: NonNullable<LogLine['mark']>, t: Translate): string {
  const words = {
    restarted: t('restarted'),
    gap: t('the engine was lost here; lines may be missing'),
    ended: t('ended'),
  } satisfies Record<typeof mark, string>;
  return `── ${words[mark]} ${'─'.repeat(40)}`;
}

/** A row's text exactly as it is drawn. */
export function shownText(line: LogLine, as: ShownAs): string {
  return leadingCells(line, as).join('') + (line.mark ? markWords(line.mark, as.t) : lineText(line, as.look).text);
}
