import { describe, expect, test } from 'vitest';
import { container } from '../../../test/page/samples';
import { deletePlan, deleteTitle, namedFirst } from './delete-plan';

const web = container('web');
const job = container('job', { state: 'exited' });
const both = [web, job];

describe('deletePlan', () => {
  test('running ones are left unless killed first', () => {
    expect(deletePlan(both, { force: false, volumes: false })).toEqual({
      rows: [job],
      left: [web],
      reason: undefined,
      command: 'docker rm job',
    });
    expect(deletePlan(both, { force: true, volumes: true })).toEqual({
      rows: both,
      left: [],
      reason: undefined,
      command: 'docker rm --force --volumes web job',
    });
  });

  test('force is not asked for where nothing runs', () => {
    expect(deletePlan([job], { force: true, volumes: false }).command).toBe('docker rm job');
  });

  test('nothing would go: says why, and shows what would do it', () => {
    expect(deletePlan([web], { force: false, volumes: false })).toMatchObject({
      rows: [],
      reason: 'web is running: kill it first',
      command: 'docker rm --force web',
    });
    expect(deletePlan([web, container('b', { state: 'paused' })], { force: false, volumes: false }).reason).toBe(
      'All of them are running: kill them first',
    );
  });

  test('a hostile name is quoted', () => {
    const hostile = container('-rf $(x)', { state: 'exited' });
    expect(deletePlan([hostile], { force: false, volumes: false }).command).toBe("docker rm -- '-rf $(x)'");
  });
});

test('deleteTitle', () => {
  expect(deleteTitle([web])).toBe('Delete web?');
  expect(deleteTitle(both)).toBe('Delete 2 containers?');
});

test('names are bounded, and never "and 1 more"', () => {
  const rows = Array.from({ length: 20 }, (_, index) => index);
  expect(namedFirst(rows)).toEqual({ shown: rows.slice(0, 8), more: 12 });
  expect(namedFirst(rows.slice(0, 9))).toEqual({ shown: rows.slice(0, 9), more: 0 });
  expect(namedFirst(rows.slice(0, 10)).more).toBe(2);
});
