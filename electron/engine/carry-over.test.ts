import { expect, test } from 'vitest';
import { carriedOver } from './carry-over';

const old = {
  HostConfig: { BlkioDeviceReadBps: [{ Path: '/dev/sda', Rate: 1 }], Memory: 5 },
  Config: { Healthcheck: { Test: ['CMD', 'pg_isready'], Interval: 1 } },
};

test('only the named flags are taken over', () => {
  expect(carriedOver({ Image: 'a', HostConfig: { Memory: 9 } }, ['--device-read-bps'], old)).toEqual({
    Image: 'a',
    HostConfig: { Memory: 9, BlkioDeviceReadBps: [{ Path: '/dev/sda', Rate: 1 }] },
  });
});

test('a check without a shell stays, unless the new one has its own', () => {
  expect(carriedOver({ Healthcheck: { Interval: 7 } }, ['--health-cmd'], old)).toMatchObject({
    Healthcheck: { Test: ['CMD', 'pg_isready'], Interval: 7 },
  });
  const own = { Test: ['CMD-SHELL', 'true'] };
  expect(carriedOver({ Healthcheck: own }, ['--health-cmd'], old)).toMatchObject({ Healthcheck: own });
  expect(carriedOver({ Healthcheck: { Test: ['NONE'] } }, ['--health-cmd'], old)).toMatchObject({
    Healthcheck: { Test: ['NONE'] },
  });
});
