import { quote } from '../contract/commands';
import type { RunSpec } from '../contract/run-spec';
import { runFlags } from './flags';

/** One thing that differs between two specs, by the flag that says it; `IMAGE` and `COMMAND` are the words after the flags. */
export interface SpecChange {
  readonly flag: string;
  /** What a list's values are told apart by, where they have one: the variable's name. */
  readonly name?: string;
  /** Absent: added. */
  readonly was?: string;
  /** Absent: removed. */
  readonly now?: string;
}

/** Values `NAME=value`, of which the name says which is which. */
const named: ReadonlySet<string> = new Set([
  '-e',
  '-l',
  '--annotation',
  '--log-opt',
  '--sysctl',
  '--storage-opt',
  '--ulimit',
]);

/**
 * The exact difference, in the order of a `docker run` line. Orders within a list do not count: engines shuffle them.
 */
export function specDiff(was: RunSpec, now: RunSpec): readonly SpecChange[] {
  // Whether the CLI stays attached says nothing of the container.
  const ignored = new Set(['-d', '--pull', '--name']);
  const one = (flag: string, before: string | undefined, after: string | undefined): readonly SpecChange[] =>
    before === after ? [] : [change(flag, before, after)];
  const flags = runFlags.flatMap((flag) => {
    const [name = ''] = flag.names;
    if (ignored.has(name)) return [];
    return listDiff(name, flag.get(was), flag.get(now));
  });
  const command = (spec: RunSpec) => {
    const words = [...(spec.entrypoint?.slice(1) ?? []), ...spec.command];
    return words.length > 0 ? words.map(quote).join(' ') : undefined;
  };
  return [
    ...one('--name', was.name, now.name),
    ...one('IMAGE', was.image, now.image),
    ...one('COMMAND', command(was), command(now)),
    ...flags,
  ];
}

function listDiff(flag: string, was: readonly string[], now: readonly string[]): readonly SpecChange[] {
  const removed = without(was, now);
  const added = without(now, was);
  if (!named.has(flag)) {
    const [before, ...moreBefore] = removed;
    const [after, ...moreAfter] = added;
    // One for one is a change; of several nobody can tell which became which.
    if (before !== undefined && after !== undefined && moreBefore.length + moreAfter.length === 0)
      return [change(flag, before, after)];
    return [...removed.map((value) => change(flag, value)), ...added.map((value) => change(flag, undefined, value))];
  }
  const nameOf = (value: string) => value.replace(/=.*$/s, '');
  const names = [...new Set([...removed, ...added].map(nameOf))];
  return names.map((name) => ({
    name,
    ...change(
      flag,
      removed.find((value) => nameOf(value) === name),
      added.find((value) => nameOf(value) === name),
    ),
  }));
}

function change(flag: string, was?: string, now?: string): SpecChange {
  return { flag, ...(was !== undefined && { was }), ...(now !== undefined && { now }) };
}

/** Of `list` what `other` has not, as often as it has it more. */
function without(list: readonly string[], other: readonly string[]): readonly string[] {
  const rest = [...other];
  return list.filter((value) => {
    const at = rest.indexOf(value);
    if (at >= 0) rest.splice(at, 1);
    return at < 0;
  });
}
