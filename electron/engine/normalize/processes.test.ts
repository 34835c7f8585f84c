import fc from 'fast-check';
import { expect, test } from 'vitest';
import { recorded, recordedEngines } from './fixtures/recorded';
import { secondsOf, toTopLines } from './processes';

const docker = recordedEngines.filter((name) => name.startsWith('docker'));
const podman = recordedEngines.filter((name) => name.startsWith('podman'));

test.each(docker)('%s: by the titles of ps', (name) => {
  const [[, pid = '']] = (recorded(name, 'top').json as { Processes: [string[]] }).Processes;
  expect(toTopLines(recorded(name, 'top').json)).toEqual([
    { pid: Number(pid), hostPid: undefined, user: 'root', cpu: 0, cpuTime: 0, command: 'httpd -f -p 8080' },
  ]);
});

test.each(podman)('%s: by its own titles, all in one text or not', (name) => {
  expect(toTopLines(recorded(name, 'top').json)).toMatchObject([
    { pid: 1, user: 'root', cpu: undefined, cpuTime: undefined, command: 'httpd -f -p 8080' },
  ]);
});

test.each(recordedEngines)('%s: a stopped container has none', (name) => {
  expect(toTopLines(recorded(name, 'top-stopped').json)).toEqual([]);
});

test('one text keeps the spaces of the command', () => {
  const value = { Titles: ['PID   USER     COMMAND'], Processes: [['  6 root     sh -c "a   b"']] };
  expect(toTopLines(value)).toMatchObject([{ pid: 6, user: 'root', command: 'sh -c "a   b"' }]);
});

test('times of ps and of Podman', () => {
  expect(
    ['00:00:07', '01:02:03', '2-00:00:01', '03:04', '0s', '1h2m3.5s', '12ms', '1m40s', '', 'soon'].map(secondsOf),
  ).toEqual([7, 3_723, 172_801, 184, 0, 3_723.5, 0.012, 100, undefined, undefined]);
});

test('whatever comes, nothing throws and numbers are finite', () => {
  const cell = fc.oneof(fc.string(), fc.jsonValue(), fc.constantFrom('PID', '%CPU', '-1', 'NaN', '1e400'));
  fc.assert(
    fc.property(fc.record({ Titles: fc.array(cell), Processes: fc.array(fc.oneof(cell, fc.array(cell))) }), (value) => {
      for (const { pid, cpu, cpuTime, user, command } of toTopLines(value)) {
        for (const number of [pid, cpu, cpuTime]) expect(number === undefined || Number.isFinite(number)).toBe(true);
        expect([typeof user, typeof command]).toEqual(['string', 'string']);
      }
    }),
  );
});
