import type { Process } from '../../common/contract/processes';
import { asList, asNumber, asPositive, asRecord, asText } from './raw';

/** A line of `top`; whether its numbers are the container's or the machine's is for the caller to know. */
export interface TopLine extends Pick<Process, 'user' | 'cpu' | 'cpuTime' | 'command'> {
  readonly pid?: number;
  readonly hostPid?: number;
}

/** Names of the columns, as ps(1) and Podman title them. */
const titles = {
  pid: ['PID'],
  hostPid: ['HPID'],
  user: ['USER', 'UID'],
  cpu: ['%CPU', 'C'],
  cpuTime: ['TIME', 'CPU'],
  command: ['COMMAND', 'CMD', 'ARGS'],
} as const;

/**
 * The lines in an answer of `/top`.
 *
 * Podman 4 may put all columns into one text, titles too; the command then is what follows the others.
 */
export function toTopLines(value: unknown): readonly TopLine[] {
  const { Titles, Processes } = asRecord(value);
  const given = asList(Titles).map((title) => asText(title).trim());
  const names = given.length === 1 ? (given[0] ?? '').split(/\s+/) : given;
  const column = (known: readonly string[]) => names.findIndex((name) => known.includes(name.toUpperCase()));
  const at = {
    pid: column(titles.pid),
    hostPid: column(titles.hostPid),
    user: column(titles.user),
    cpu: column(titles.cpu),
    cpuTime: column(titles.cpuTime),
    command: column(titles.command),
  };
  return asList(Processes).flatMap((process) => {
    const fields = fieldsOf(process, names.length);
    const pid = asPositive(fields[at.pid]);
    if (pid === undefined) return [];
    const percent = asNumber(fields[at.cpu], -1);
    return {
      pid,
      hostPid: asPositive(fields[at.hostPid]),
      user: fields[at.user] ?? '',
      cpu: percent < 0 ? undefined : percent / 100,
      cpuTime: secondsOf(fields[at.cpuTime] ?? ''),
      command: fields[at.command] ?? '',
    };
  });
}

function fieldsOf(process: unknown, count: number): readonly string[] {
  const fields = asList(process).map((field) => asText(field));
  const [first = ''] = fields;
  if (fields.length > 1 || count < 2) return fields;
  const words = first.trim().split(/\s+/);
  // The last column may hold spaces: it is the rest of the text, as it stands there.
  const rest = new RegExp(`^\\s*(?:\\S+\\s+){${count - 1}}`).exec(first)?.[0].length ?? first.length;
  return [...words.slice(0, count - 1), first.slice(rest)];
}

const units: Readonly<Record<string, number>> = { h: 3_600, m: 60, s: 1, ms: 1e-3, µs: 1e-6, us: 1e-6, ns: 1e-9 };

/** Seconds of ps's `[DD-]HH:MM:SS` and of Podman's `1h2m3.4s`; undefined for anything else. */
export function secondsOf(text: string): number | undefined {
  const clock = /^(?:(\d+)-)?(?:(\d+):)?(\d+):(\d+)$/.exec(text);
  if (clock) {
    const [days = 0, hours = 0, minutes = 0, seconds = 0] = clock.slice(1).map((part) => Number(part ?? 0));
    return ((days * 24 + hours) * 60 + minutes) * 60 + seconds;
  }
  if (!/^(?:\d+(?:\.\d+)?(?:h|ms|m|µs|us|ns|s))+$/.test(text)) return undefined;
  let seconds = 0;
  for (const [, number, unit = ''] of text.matchAll(/(\d+(?:\.\d+)?)(h|ms|m|µs|us|ns|s)/g)) {
    seconds += Number(number) * (units[unit] ?? 0);
  }
  return seconds;
}
