import type { ContainerId } from '@common/contract/ids';
import { mostLogsTogether } from '@common/contract/log-rules';
import { expect, test } from 'vitest';
import { pageOf } from '../../app/paths';
import { t } from '../../app/t';
import { logsPath, tooManyLogs } from './logs-together';

const rows = (count: number) =>
  Array.from({ length: count }, (_, at) => ({ id: String(at).padStart(64, '0') as ContainerId }));

test('as many as main merges have an address that is read back; more are refused with the reason', () => {
  const most = rows(mostLogsTogether);
  expect(tooManyLogs(most, t)).toBeUndefined();
  expect(pageOf(logsPath(most))).toEqual({ kind: 'logs', containers: most.map(({ id }) => id) });
  expect(tooManyLogs(rows(mostLogsTogether + 1), t)).toBe('Logs of at most 200 containers are read together');
});

test('one has its log on its own page', () => {
  const [only] = rows(1);
  expect(pageOf(logsPath(rows(1)))).toEqual({ kind: 'container', id: only?.id, tab: 'logs' });
});
