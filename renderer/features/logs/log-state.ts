/** What the page knows of an open log, and what it asked for. */
import type { ContainerId, EngineId } from '@common/contract/ids';
import type { LogSearchProgress, LogStatus, LogViewProgress } from '@common/contract/logs';
import type { PageError } from '../../bridge/errors';
import type { Moved } from './moved-lines';

export interface LogSessionOptions {
  readonly engine: EngineId;
  readonly containers: readonly ContainerId[];
  /** A Compose project, whose containers join as they start. */
  readonly project?: string | undefined;
  /** Lines from the end; all when absent. */
  readonly tail?: number | undefined;
  /** ms since the epoch. */
  readonly since?: number | undefined;
  readonly until?: number | undefined;
}

/** Changes as a whole: React compares it by identity. */
export interface LogState {
  readonly status: LogStatus | undefined;
  /** Places of the lines to show: `first` to `end` - 1. */
  readonly first: number;
  readonly end: number;
  /** How far the filter has come; undefined without one. */
  readonly view: LogViewProgress | undefined;
  /** The log could not be opened or watched; tried again by itself. */
  readonly error: PageError | undefined;
  readonly search: (LogSearchProgress & { readonly error?: undefined }) | { readonly error: PageError } | undefined;
  /** Rises when lines have come in. */
  readonly lines: number;
  /** Another one each time that lines have got other numbers and places. */
  readonly moved: Moved | undefined;
}

/** Of a log that is not read yet. */
export const noState: LogState = {
  status: undefined,
  first: 0,
  end: 0,
  view: undefined,
  error: undefined,
  search: undefined,
  lines: 0,
  moved: undefined,
};
