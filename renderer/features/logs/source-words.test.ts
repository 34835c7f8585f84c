import { containerId } from '@common/contract/ids';
import type { LogSource } from '@common/contract/logs';
import { expect, it } from 'vitest';
import { keptSources } from './source-words';

const source = (state: LogSource['state']): LogSource => ({
  container: containerId.parse('a'.repeat(64)),
  name: 'web',
  state,
});

it('keeps the sources of the state before while they say the same', () => {
  const before = [source('following')];
  expect(keptSources(before, [source('following')])).toBe(before);
  for (const now of [[source('ended')], [source('following'), source('following')]])
    expect(keptSources(before, now)).toBe(now);
  expect(keptSources(undefined, before)).toBe(before);
});
