import * as z from 'zod';
import { type LogLevel, logLevels } from '../std/log-level';
import type { ErrorData } from './errors';
import { type ContainerId, containerId, engineId, type LogId, logId } from './ids';
import { mostLogsTogether } from './log-rules';
import { answers, streams, verb } from './verb';

/** `tty`: a container with a TTY has one stream for both. */
export type LogStream = 'out' | 'err' | 'tty';

/** A line as shown. SGR escapes are still in `text`; everything else that steers a terminal is not. */
export interface LogLine {
  /**
   * Its place in the log: `firstNumber` is the first line read, older ones loaded later count down from it. It stays as long as
   * `LogStatus.era` does.
   */
  readonly number: number;
  /** Its row in the filtered view that was asked for; absent without a filter. */
  readonly row?: number;
  /** Shown only as context of a match. */
  readonly context?: true;
  /** As the line itself says it (`std/level-of.ts`); absent where it says none. */
  readonly level?: LogLevel;
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

/** Sent at most 20 times a second. The store holds lines `first` to `end` - 1; `first` falls when older lines are loaded. */
export interface LogStatus {
  readonly first: number;
  /**
   * From this line on none is missing of any source. Before it are lines of those that write little; older lines of the others may
   * belong between them.
   */
  readonly whole: number;
  readonly end: number;
  /**
   * Rises when older lines of one source came between those of others, whose numbers have fallen: `logs.moved` tells how far. Views
   * begin anew then.
   */
  readonly era: number;
  readonly bytes: number;
  /** Lines let go, oldest first, to keep within the size that is set; older lines are then not loaded any more. */
  readonly dropped: number;
  /** Lines before `first` at the engine. `failed`: could not be read this time. `full`: there is no room for them. */
  readonly older: 'more' | 'loading' | 'none' | 'failed' | 'full';
  /** Downloads that load all the older lines first. */
  readonly gathering?: number;
  /** The disk takes no more, so the bound is what fits into memory. */
  readonly diskFull?: true;
  /** Grows while a project's containers join; what is in it keeps its index. */
  readonly sources: readonly LogSource[];
  /** Containers of the project that are not read, since no more fit into one log. */
  readonly leftOut?: number;
}

const matcher = z.object({
  pattern: z.string().min(1).max(10_000),
  regex: z.boolean().default(false),
  caseSensitive: z.boolean().default(false),
  wholeWord: z.boolean().default(false),
});
export type LogMatcher = z.input<typeof matcher>;

/**
 * Which lines a view shows: those that pass all of what is given. `{}` passes every line; marks pass all but `matcher`.
 *
 * "Clear view" is `from`: nothing is lost at the engine, and search, save and windows agree about it.
 */
export const logFilter = z.object({
  /** Only lines with this number or a later one. */
  from: z.number().int().min(0).optional(),
  sources: z.array(containerId).max(mostLogsTogether).optional(),
  streams: z.array(z.enum(['out', 'err', 'tty'])).optional(),
  /** `none`: lines that say no level. */
  levels: z.array(z.enum([...logLevels, 'none'])).optional(),
  /**
   * Of lines that are JSON or logfmt; all have to pass (`std/field-test.ts`). `name` is `a.b.c` within nested objects. `unequal` also
   * passes lines without the field; `has` asks only whether it is there.
   */
  fields: z
    .array(
      z.object({
        name: z.string().min(1).max(500),
        is: z.enum(['equal', 'unequal', 'has']),
        value: z.string().max(10_000).default(''),
      }),
    )
    .max(20)
    .optional(),
  matcher: matcher.optional(),
  /** Lines around each match that are shown too, of those that pass all the rest. */
  context: z.number().int().min(0).max(50).default(0),
});
export type LogFilter = z.input<typeof logFilter>;

/**
 * A filtered view as far as it has come: its rows are `first` to `end` - 1.
 *
 * Rows are numbered as lines are: from `firstNumber` on, down from it when older lines are loaded; `first` rises when lines are
 * dropped. So a row changes its number in another era only, and a list of rows works like a list of lines.
 */
export interface LogViewProgress {
  readonly first: number;
  readonly end: number;
  /** Lines from here were looked at: the older ones of a load, newest first. */
  readonly filteredFrom: number;
  /** Lines up to here were looked at. */
  readonly filteredTo: number;
  readonly done: boolean;
  /** The `LogStatus.era` of these numbers. */
  readonly era: number;
}

/** Lines that had other numbers before older ones came between. */
export interface MovedLines {
  /** Of these numbers. */
  readonly era: number;
  readonly lines: readonly number[];
  /** With a filter: their rows, or those of the next ones in its view, as far as that has come. */
  readonly places?: readonly number[];
  readonly view?: LogViewProgress;
}

/** A field seen in structured lines. */
export interface LogField {
  readonly name: string;
  /** Lines of the sample that have it. */
  readonly lines: number;
  /** A few, most frequent first. */
  readonly values: readonly string[];
}

/** How far a search has come. `hits` counts matching lines. */
export interface LogSearchProgress {
  readonly hits: number;
  readonly searchedTo: number;
  readonly done: boolean;
  readonly era: number;
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
      z
        .object({
          engine: engineId,
          containers: z.array(containerId).max(mostLogsTogether),
          /** A Compose project: its containers, also those that come later. `containers` come first, and may be empty. */
          project: z.string().min(1).max(255).optional(),
          /** Lines from the end; all when absent. Left aside with `until`: engines count from the newest line there is. */
          tail: z.number().int().min(0).max(10_000_000).optional(),
          /** ms since the epoch */
          since: z.number().min(0).optional(),
          /** ms since the epoch; the log ends there. */
          until: z.number().min(0).optional(),
        })
        .refine(({ containers, project }) => containers.length > 0 || project !== undefined, 'of which containers'),
    )
    .output(answers<LogId>()),
  watch: verb.input(z.object({ log: logId })).output(streams<LogStatus>()),
  /** The lines `from` to `from + count` - 1 that are held; with a filter `from` is a row of its view. */
  window: verb
    .input(
      z.object({
        log: logId,
        from: z.number().int().min(0),
        count: z.number().int().min(1).max(2_000),
        filter: logFilter.optional(),
      }),
    )
    .output(answers<readonly LogLine[]>()),
  /** One whole line, up to 16 MiB. */
  line: verb.input(z.object({ log: logId, number: z.number().int().min(0) })).output(answers<LogLine>()),
  /** Filters the whole store, and goes on as lines come. Cancel by ending the stream; the newest goes first. */
  view: verb.input(z.object({ log: logId, filter: logFilter })).output(streams<LogViewProgress>()),
  /** The row of a line in a view as far as that has come, or of the next line that is in it. */
  row: verb
    .input(z.object({ log: logId, filter: logFilter, line: z.number().int().min(0) }))
    .output(answers<{ readonly row: number }>()),
  /**
   * Counts the hits over the whole store, and goes on as lines come; with a filter only among the rows of its view. Cancel by
   * ending the stream; the newest goes first.
   */
  search: verb
    .input(z.object({ log: logId, matcher, filter: logFilter.optional() }))
    .output(streams<LogSearchProgress>()),
  /** `count` hits of a search: from the `from`th, or when `line` is given from the first hit at or after that line. */
  hits: verb
    .input(
      z.object({
        log: logId,
        matcher,
        filter: logFilter.optional(),
        from: z.number().int().min(0).default(0),
        line: z.number().int().min(0).optional(),
        count: z.number().int().min(1).max(10_000),
      }),
    )
    .output(answers<LogHits>()),
  /** Asks the engine for about `count` lines before the first of each source. Ends when they are here; `LogStatus.older` tells. */
  older: verb
    .input(z.object({ log: logId, count: z.number().int().min(1).max(100_000).default(5_000) }))
    .output(answers<void>()),
  /** The numbers now of lines that had these in an era; undefined where that is too long ago. */
  moved: verb
    .input(
      z.object({
        log: logId,
        era: z.number().int().min(0),
        lines: z.array(z.number().int().min(0)).max(2_000),
        filter: logFilter.optional(),
      }),
    )
    .output(answers<MovedLines | undefined>()),
  /** Downloads that still load older lines (`LogStatus.gathering`) go on with those that are here. */
  enough: verb.input(z.object({ log: logId })).output(answers<void>()),
  /** The fields of structured lines, by how many of the newest lines have them. */
  fields: verb.input(z.object({ log: logId })).output(answers<readonly LogField[]>()),
  close: verb.input(z.object({ log: logId })).output(answers<void>()),
};
