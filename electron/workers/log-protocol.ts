/** What the log service and its worker thread say to each other. */
import type {
  LogField,
  LogFilter,
  LogHits,
  LogLine,
  LogMatcher,
  LogSearchProgress,
  LogViewProgress,
  MovedLines,
} from '../common/contract/logs';
import type { FieldTest } from '../common/std/field-test';
import type { OlderPoint } from './older-lines';
import type { ResumePoint } from './resume-point';

/** Budgets over all open logs together, in bytes and lines. */
export interface LogLimits {
  readonly memoryBytes: number;
  readonly totalBytes: number;
  readonly totalLines: number;
}

export const defaultLimits: LogLimits = {
  memoryBytes: 128 * 1024 * 1024,
  totalBytes: 1024 * 1024 * 1024,
  // Bounds the index, 14 bytes a line, when lines are short.
  totalLines: 20_000_000,
};

/** Runs of bytes of one stream within a batch: `[stream, length, stream, length, …]`; streams as in `log-segment.ts`. */
export type Pieces = readonly number[];

/** The contract's filter, with its sources as indexes. */
export interface StoreFilter extends Omit<LogFilter, 'sources' | 'context' | 'fields'> {
  readonly sources?: readonly number[];
  readonly fields?: readonly FieldTest[];
  readonly context: number;
}

/** Told to the worker; none is answered. */
export type LogOrder =
  /** `grows`: more sources may join. */
  | { readonly kind: 'open'; readonly log: string; readonly sources: number; readonly grows?: boolean }
  /** From now on. */
  | { readonly kind: 'limits'; readonly limits: Partial<LogLimits> }
  /** One more source. */
  | { readonly kind: 'join'; readonly log: string }
  | {
      readonly kind: 'bytes';
      readonly log: string;
      readonly source: number;
      readonly bytes: ArrayBuffer;
      readonly pieces: Pieces;
    }
  /** The stream of a source begins (again): others' lines wait for its first. */
  | { readonly kind: 'begin'; readonly log: string; readonly source: number }
  /** It ended: what no newline ended is a line. */
  | { readonly kind: 'end'; readonly log: string; readonly source: number }
  | {
      readonly kind: 'mark';
      readonly log: string;
      readonly source: number;
      readonly mark: 'restarted' | 'gap' | 'ended';
      readonly at: number;
    }
  /** Nobody wants this search or view any more. */
  | { readonly kind: 'forget'; readonly log: string; readonly key: string }
  | { readonly kind: 'close'; readonly log: string };

/** Asked of the worker, answered under the same id. */
export interface LogQuestions {
  resume: { readonly ask: { readonly log: string; readonly source: number }; readonly answer: ResumePoint };
  window: {
    readonly ask: Asked & { readonly from: number; readonly count: number; readonly filter?: StoreFilter };
    readonly answer: readonly LogLine[];
  };
  line: { readonly ask: Asked & { readonly number: number }; readonly answer: LogLine | undefined };
  /** Begins the view, or joins one that already goes on. */
  view: { readonly ask: Asked & { readonly filter: StoreFilter }; readonly answer: ViewAnswer };
  row: { readonly ask: Asked & { readonly filter: StoreFilter; readonly line: number }; readonly answer: number };
  /** Begins the search, or joins one that already goes on. */
  search: {
    readonly ask: Asked & { readonly matcher: LogMatcher; readonly filter?: StoreFilter };
    readonly answer: SearchAnswer;
  };
  hits: {
    readonly ask: Asked & {
      readonly matcher: LogMatcher;
      readonly filter?: StoreFilter;
      readonly from: number;
      readonly count: number;
      readonly line?: number;
    };
    readonly answer: LogHits | { readonly failed: string };
  };
  /** Undefined for an era that is too long ago. */
  moved: {
    readonly ask: Asked & { readonly era: number; readonly lines: readonly number[]; readonly filter?: StoreFilter };
    readonly answer: MovedLines | undefined;
  };
  fields: { readonly ask: Asked; readonly answer: readonly LogField[] };
  /** Where each source's lines begin; undefined when there is no room for older ones. */
  olderBegin: { readonly ask: Asked; readonly answer: readonly OlderPoint[] | undefined };
  /** Bytes of older lines of one stream. Answered when they are taken, so that no more come than that. */
  older: {
    readonly ask: Asked & { readonly source: number; readonly stream: number; readonly bytes: Uint8Array };
    readonly answer: undefined;
  };
  /**
   * All that was wanted of the older lines is sent. `wanted` lines were asked for of each source; `failed`: those whose lines
   * did not all come. Answers whether there are more.
   */
  olderEnd: {
    readonly ask: Asked & { readonly wanted: number; readonly failed: readonly number[] };
    readonly answer: 'more' | 'none' | 'full';
  };
}
interface Asked {
  readonly log: string;
}
export type ViewAnswer = LogViewProgress | { readonly failed: string };
export type SearchAnswer = LogSearchProgress | { readonly failed: string };

export type LogQuestion = {
  [Name in keyof LogQuestions]: {
    readonly kind: 'ask';
    readonly id: number;
    readonly name: Name;
  } & LogQuestions[Name]['ask'];
}[keyof LogQuestions];

export type ToLogWorker = LogOrder | LogQuestion;

export type FromLogWorker =
  | { readonly kind: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'failed'; readonly id: number; readonly reason: string }
  /** So many bytes of a source are stored: as many more may be sent. */
  | { readonly kind: 'taken'; readonly log: string; readonly source: number; readonly bytes: number }
  /** At most 20 times a second. `latest`: by source, the newest stamp, ms. */
  | {
      readonly kind: 'status';
      readonly log: string;
      readonly first: number;
      readonly whole: number;
      readonly end: number;
      readonly era: number;
      readonly bytes: number;
      readonly dropped: number;
      readonly latest: readonly (number | undefined)[];
    }
  /** How far a search or a view has come. */
  | {
      readonly kind: 'progress';
      readonly log: string;
      readonly key: string;
      readonly answer: SearchAnswer | ViewAnswer;
    }
  /** Said once: the disk took no more, so the oldest lines were dropped. */
  | { readonly kind: 'disk-full'; readonly reason: string };

/** Names a view: what filters alike is the same view, whoever asks. */
export function viewKey(filter: StoreFilter): string {
  const { from, sources, streams, levels, fields, matcher, context } = filter;
  const words = matcher && searchKey(matcher);
  return JSON.stringify(['view', from, sources, streams, levels, fields, words, matcher && context]);
}

/** Names a search: the same words are the same search, whoever asks. */
export function searchKey(matcher: LogMatcher, filter?: StoreFilter): string {
  const words = [matcher.pattern, !!matcher.regex, !!matcher.caseSensitive, !!matcher.wholeWord];
  return JSON.stringify(['search', words, filter && viewKey(filter)]);
}
