import type { ContainerDetails } from '@common/contract/containers';
import { describe, expect, test } from 'vitest';
import { formOf, type LimitsForm, limitsChange, noLimits } from './limits-form';

const mib = 1024 * 1024;
const bare: Pick<ContainerDetails, 'limits' | 'restartPolicy' | 'autoRemove'> = {
  limits: {},
  restartPolicy: { name: 'no', maximumRetryCount: 0 },
  autoRemove: false,
};
const limited = { ...bare, limits: { cpus: 0.5, memory: 256 * mib, memorySwap: 512 * mib, pids: 100 } };
const asked = (more: Partial<LimitsForm>, of: typeof bare = bare) => limitsChange({ ...formOf(of), ...more }, of);

test('what is not touched is not sent', () => {
  expect(asked({}, limited)).toEqual({ change: {}, problems: {}, empty: true });
  expect(limitsChange(noLimits, undefined)).toEqual({ change: {}, problems: {}, empty: true });
});

describe('one field', () => {
  test.each<[Partial<LimitsForm>, object]>([
    [{ cpus: '1.5' }, { cpus: 1.5 }],
    [{ cpus: '1,5' }, { cpus: 1.5 }],
    [{ pids: '50' }, { pids: 50 }],
    [{ memoryReservation: '64m' }, { memoryReservation: 64 * mib }],
    [{ restart: 'always' }, { restartPolicy: { name: 'always', maximumRetryCount: 0 } }],
    [{ restart: 'on-failure', retries: '5' }, { restartPolicy: { name: 'on-failure', maximumRetryCount: 5 } }],
    [{ restart: 'always', retries: '5' }, { restartPolicy: { name: 'always', maximumRetryCount: 0 } }],
  ])('%o', (form, change) => {
    expect(asked(form)).toEqual({ change, problems: {}, empty: false });
  });

  test.each<[Partial<LimitsForm>, keyof LimitsForm]>([
    [{ cpus: 'x' }, 'cpus'],
    [{ cpus: '0' }, 'cpus'],
    [{ memory: '1gb ?' }, 'memory'],
    [{ memory: '5m' }, 'memory'],
    [{ memorySwap: '1g' }, 'memorySwap'], // without memory
    [{ pids: '1.5' }, 'pids'],
    [{ pids: '0' }, 'pids'],
    [{ restart: 'on-failure', retries: '-1' }, 'retries'],
  ])('%o is refused at its field', (form, field) => {
    expect(Object.keys(asked(form).problems)).toEqual([field]);
  });
});

test('a limit of CPU or memory is changed and never taken away; pids and swap can be lifted', () => {
  expect(Object.keys(asked({ cpus: '', memory: '' }, limited).problems)).toEqual(['cpus', 'memory']);
  expect(asked({ pids: '', memorySwap: 'unlimited' }, limited)).toMatchObject({
    change: { pids: -1, memorySwap: -1 },
    problems: {},
  });
});

describe('swap goes with memory, since the engine refuses the one without the other', () => {
  test('a first limit gets twice its memory, as docker run gives', () => {
    expect(asked({ memory: '128m' })).toMatchObject({
      change: { memory: 128 * mib, memorySwap: 256 * mib },
      swapAlong: 256 * mib,
    });
  });
  test('swap that is enough stays', () => {
    expect(asked({ memory: '300m' }, limited).change).toEqual({ memory: 300 * mib });
    expect(asked({ memory: '1g' }, { ...limited, limits: { memorySwap: -1 } }).change).toEqual({ memory: 1024 * mib });
  });
  test('what is typed is what is sent, unless it is less than memory', () => {
    expect(asked({ memory: '1g', memorySwap: '1g' }, limited).change).toEqual({
      memory: 1024 * mib,
      memorySwap: 1024 * mib,
    });
    expect(asked({ memory: '1g', memorySwap: '600m' }, limited).problems).toHaveProperty('memorySwap');
  });
});

test('what is deleted at its end has no restart policy', () => {
  expect(asked({ restart: 'always' }, { ...bare, autoRemove: true }).problems).toHaveProperty('restart');
});

test('a reservation is not above the memory', () => {
  expect(asked({ memoryReservation: '1g' }, limited).problems).toHaveProperty('memoryReservation');
});
