import type { LogSource } from '@common/contract/logs';
import { errorLine } from '../../app/error-words';
import type { Translate } from '../../app/t';

/** A source's state in a word or two, for a chip among many. */
export function sourceWords(source: LogSource, t: Translate): string {
  const words: Record<LogSource['state'], string> = {
    loading: t('loading'),
    following: t('following'),
    ended: t('stopped'),
    reconnecting: t('reconnecting'),
    removed: t('removed'),
    failed: t('cannot be read'),
  };
  return words[source.state];
}

/** The same for the one source of a log. */
export function onlySourceWords(source: LogSource, t: Translate): string {
  const words: Record<LogSource['state'], string> = {
    loading: t('loading'),
    following: t('following'),
    ended: t('the container has stopped'),
    reconnecting: t('the engine is away; the log goes on when it is back'),
    removed: t('the container was removed; its log stays here until you leave'),
    failed: source.error ? errorLine(source.error) : t('failed'),
  };
  return words[source.state];
}

/** The same object as long as it says the same: every row of a merged log is drawn again for another one. */
export function keptSources(before: readonly LogSource[] | undefined, now: readonly LogSource[]): readonly LogSource[] {
  return before?.length === now.length && JSON.stringify(before) === JSON.stringify(now) ? before : now;
}
