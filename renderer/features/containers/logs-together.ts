import type { Container } from '@common/contract/containers';
import { mostLogsTogether } from '@common/contract/log-rules';
import { paths } from '../../app/paths';
import type { Translate } from '../../app/t';

/** Where the logs of these are read: one has them on its own page. */
export function logsPath(rows: readonly Pick<Container, 'id'>[]): string {
  const [only, ...others] = rows.map(({ id }) => id);
  return only !== undefined && others.length === 0
    ? paths.container(only, 'logs')
    : paths.logs(rows.map(({ id }) => id));
}

/** Why the logs of these can't be read as one. */
export function tooManyLogs(rows: readonly unknown[], t: Translate): string | undefined {
  if (rows.length <= mostLogsTogether) return undefined;
  return t('Logs of at most {{most}} containers are read together', { most: mostLogsTogether });
}
