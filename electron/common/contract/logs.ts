import * as z from 'zod';
import type { ErrorData } from './errors';
import { type ContainerId, containerId, engineId, type LogId, logId } from './ids';
import { mostLogsTogether } from './log-rules';
import { answers, streams, verb } from './verb';

/** `tty`: a container with a TTY has one stream for both. */
export type LogStream = 'out' | 'err' | 'tty';

/** A line as shown. SGR escapes are still in `text`; everything else that steers a terminal is not. */
export interface LogLine {
  /** Its place in the store, from 0; lines dropped at the bound keep their numbers. */
  readonly number: number;
  /** Index into `LogStatus.sources`. */
  readonly source: number;
  readonly stream: LogStream;
  /** ms since the epoch with fraction; absent where the engine gave no stamp. */
  readonly at: number | undefined;
  readonly text: string;
  /** Bytes that `text` leaves out of a very long line; `logs.line` has them. */
  readonly cut?: number;
  /** Not a line of the program but of Berth: the container restarted, the engine was lost here … */
  readonly mark?: 'restarted' | 'gap' | 'ended';
}

export interface LogSource {
  readonly container: ContainerId;
  readonly name: string;
  readonly state: 'loading' | 'following' | 'ended' | 'reconnecting' | 'removed' | 'failed';
  readonly error?: ErrorData;
}

/** Sent at most 20 times a second. The store holds lines `first` to `end` - 1. */
export interface LogStatus {
  readonly first: number;
  readonly end: number;
  readonly bytes: number;
  readonly sources: readonly LogSource[];
}

const matcher = z.object({
  pattern: z.string().min(1).max(10_000),
  regex: z.boolean().default(false),
  caseSensitive: z.boolean().default(false),
  wholeWord: z.boolean().default(false),
});
export type LogMatcher = z.input<typeof matcher>;

/** How far a search has come. `hits` counts matching lines. */
export interface LogSearchProgress {
  readonly hits: number;
  readonly searchedTo: number;
  readonly done: boolean;
}

/** Some of a search's hits, in order. */
export interface LogHits {
  /** Which hit `lines[0]` is, from 0; the hits before it are earlier in the log. */
  readonly from: number;
  /** Numbers of the matching lines. */
  readonly lines: readonly number[];
}

export const logs = {
  /**
   * Begins to collect the logs of containers into a store in main.
   *
   * The bytes never cross to the page: it asks for the window that it shows. A store that nobody watches for 30 s is
   * dropped, and later calls say `expired`.
   */
  open: verb
    .input(
      z.object({
        engine: engineId,
        containers: z.array(containerId).min(1).max(mostLogsTogether),
        /** Lines from the end; all when absent. */
        tail: z.number().int().min(0).max(10_000_000).optional(),
        /** ms since the epoch */
        since: z.number().min(0).optional(),
      }),
    )
    .output(answers<LogId>()),
  watch: verb.input(z.object({ log: logId })).output(streams<LogStatus>()),
  window: verb
    .input(z.object({ log: logId, from: z.number().int().min(0), count: z.number().int().min(1).max(2_000) }))
    .output(answers<readonly LogLine[]>()),
  /** One whole line, up to 16 MiB. */
  line: verb.input(z.object({ log: logId, number: z.number().int().min(0) })).output(answers<LogLine>()),
  /** Counts the hits over the whole store, and goes on as lines come. Cancel by ending the stream; newest wins. */
  search: verb.input(z.object({ log: logId, matcher })).output(streams<LogSearchProgress>()),
  /** `count` hits of a search: from the `from`th, or when `line` is given from the first hit at or after that line. */
  hits: verb
    .input(
      z.object({
        log: logId,
        matcher,
        from: z.number().int().min(0).default(0),
        line: z.number().int().min(0).optional(),
        count: z.number().int().min(1).max(10_000),
      }),
    )
    .output(answers<LogHits>()),
  close: verb.input(z.object({ log: logId })).output(answers<void>()),
};
