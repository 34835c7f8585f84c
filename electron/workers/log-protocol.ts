/** What the log service and its worker thread say to each other. */
import type { LogHits, LogLine, LogMatcher, LogSearchProgress } from '../common/contract/logs';
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

/** Told to the worker; none is answered. */
export type LogOrder =
  | { readonly kind: 'open'; readonly log: string; readonly sources: number }
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
  /** Nobody wants this search any more. */
  | { readonly kind: 'forget'; readonly log: string; readonly key: string }
  | { readonly kind: 'close'; readonly log: string };

/** Asked of the worker, answered under the same id. */
export interface LogQuestions {
  resume: { readonly ask: { readonly log: string; readonly source: number }; readonly answer: ResumePoint };
  window: {
    readonly ask: { readonly log: string; readonly from: number; readonly count: number };
    readonly answer: readonly LogLine[];
  };
  line: { readonly ask: { readonly log: string; readonly number: number }; readonly answer: LogLine | undefined };
  /** Begins the search, or joins one that already goes on. */
  search: { readonly ask: { readonly log: string; readonly matcher: LogMatcher }; readonly answer: SearchAnswer };
  hits: {
    readonly ask: {
      readonly log: string;
      readonly matcher: LogMatcher;
      readonly from: number;
      readonly count: number;
      readonly line?: number;
    };
    readonly answer: LogHits | { readonly failed: string };
  };
}
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
      readonly end: number;
      readonly bytes: number;
      readonly latest: readonly (number | undefined)[];
    }
  | { readonly kind: 'search'; readonly log: string; readonly key: string; readonly answer: SearchAnswer }
  /** Said once: the disk took no more, so the oldest lines were dropped. */
  | { readonly kind: 'disk-full'; readonly reason: string };

/** Names a search: the same words are the same search, whoever asks. */
export function searchKey(matcher: LogMatcher): string {
  return JSON.stringify([matcher.pattern, !!matcher.regex, !!matcher.caseSensitive, !!matcher.wholeWord]);
}
