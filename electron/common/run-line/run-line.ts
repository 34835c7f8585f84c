/** `docker run …` text -> `RunSpec` and back. */
import { quote } from '../contract/commands';
import type { RunSpec } from '../contract/run-spec';
import { ShellWordsError, shellWords } from '../std/shell-words';
import { emptyRunSpec } from './empty-run-spec';
import type { RunFlag } from './flag-kinds';
import { unnamedNetwork } from './flag-networks';
import { runFlags } from './flags';
import { leftOutFlags } from './left-out-flags';
import { withoutPodmanOptions } from './mounts';

/** What of a line could not be taken over; the rest of it was. */
export type RunLineProblem =
  | { readonly kind: 'not-run' } // no `docker run` or `podman run` in it
  | { readonly kind: 'unclosed-quote'; readonly position: number }
  | { readonly kind: 'no-image' }
  | { readonly kind: 'unknown-flag'; readonly flag: string }
  /** A flag that exists and that Berth leaves out. */
  | { readonly kind: 'left-out-flag'; readonly flag: string }
  | { readonly kind: 'bad-value'; readonly flag: string; readonly value: string }
  | { readonly kind: 'no-value'; readonly flag: string }
  /** A shell would have replaced this; Berth keeps it as written. */
  | { readonly kind: 'expansion'; readonly text: string }
  /** What came after the command: `| tee x`, a second line … */
  | { readonly kind: 'rest'; readonly text: string };

const byName: ReadonlyMap<string, RunFlag> = new Map(
  runFlags.flatMap((flag) => flag.names.map((name) => [name, flag] as const)),
);
const tools = /^(?:.*\/)?(?:docker|podman|nerdctl|finch)(?:\.exe)?$/;
/** Flags of `docker` itself that take a value and may stand before `run`. */
const globalValues = new Set([
  '-H',
  '--host',
  '-c',
  '--context',
  '--config',
  '-l',
  '--log-level',
  '--tlscacert',
  '--tlscert',
  '--tlskey',
  '--connection',
  '--url',
  '--namespace',
]);

/** Index of the first word after `run` or `create`, or undefined. */
function argumentsStart(words: readonly string[]): number | undefined {
  const tool = words.findIndex((word) => tools.test(word));
  if (tool < 0) return undefined;
  let at = tool + 1;
  while (words[at]?.startsWith('-')) at += globalValues.has(words[at] ?? '') ? 2 : 1;
  if (words[at] === 'container') at += 1;
  return words[at] === 'run' || words[at] === 'create' ? at + 1 : undefined;
}

/** A word of flags -> [name, value or undefined] pairs: `--a=b`, `-it`, `-p80:80`, `-p=80:80`. */
function splitFlag(word: string): readonly (readonly [name: string, value: string | undefined])[] {
  if (word.startsWith('--')) {
    const equals = word.indexOf('=');
    return [equals < 0 ? [word, undefined] : [word.slice(0, equals), word.slice(equals + 1)]];
  }
  const found: (readonly [string, string | undefined])[] = [];
  for (let at = 1; at < word.length; at += 1) {
    const name = `-${word[at]}`;
    const rest = word.slice(at + 1);
    const takesValue = byName.get(name)?.takesValue ?? leftOutFlags.get(name) ?? false;
    if (takesValue) return [...found, [name, rest === '' ? undefined : rest.replace(/^=/, '')]];
    if (rest.startsWith('=')) return [...found, [name, rest.slice(1)]];
    found.push([name, undefined]);
  }
  return found;
}

/** Reads a line that a person pasted. Never throws: what can't be read is named and left out. */
export function parseRunLine(line: string): { readonly spec: RunSpec; readonly problems: readonly RunLineProblem[] } {
  const spec = emptyRunSpec();
  const problems: RunLineProblem[] = [];
  let split: ReturnType<typeof shellWords>;
  try {
    // A prompt, or a comment above the command.
    split = shellWords(line.replace(/^\s*[$#>]\s+/, ''));
    if (argumentsStart(split.words.map(({ text }) => text)) === undefined) split = shellWords(line);
  } catch (error) {
    if (!(error instanceof ShellWordsError)) throw error;
    return { spec, problems: [{ kind: 'unclosed-quote', position: error.position }] };
  }
  const words = split.words.map(({ text }) => text);
  const start = argumentsStart(words);
  if (start === undefined) return { spec, problems: [{ kind: 'not-run' }] };

  let at = start;
  while (at < words.length) {
    const current = words[at] ?? '';
    if (current === '--') at += 1;
    if (current === '--' || !/^-./.test(current)) break;
    at += 1;
    for (const [name, given] of splitFlag(current)) {
      const flag = byName.get(name);
      const takesValue = flag?.takesValue ?? leftOutFlags.get(name) ?? false;
      let value = given;
      if (value === undefined && takesValue) {
        value = words[at];
        at += 1;
      }
      const [taken, leftOut] = flag?.names[0] === '-v' ? withoutPodmanOptions(value ?? '') : [value, []];
      problems.push(...leftOut.map((option) => ({ kind: 'left-out-flag', flag: `${name} …:${option}` }) as const));
      if (!flag) problems.push({ kind: leftOutFlags.has(name) ? 'left-out-flag' : 'unknown-flag', flag: name });
      else if (takesValue && value === undefined) problems.push({ kind: 'no-value', flag: name });
      else if (!flag.set(spec, taken ?? 'true')) problems.push({ kind: 'bad-value', flag: name, value: value ?? '' });
    }
  }
  spec.image = words[at] ?? '';
  spec.command = words.slice(at + 1);
  if (spec.image === '') problems.push({ kind: 'no-image' });
  // An alias or address without a network speaks of the default one.
  for (const network of spec.networks) if (network.name === unnamedNetwork) network.name = 'bridge';
  const expansions = split.words.slice(start).flatMap((word) => word.expansions);
  problems.push(...[...new Set(expansions)].map((text) => ({ kind: 'expansion', text }) as const));
  if (split.rest) problems.push({ kind: 'rest', text: split.rest });
  return { spec, problems };
}

/**
 * The words of `docker run` that make this container, flag and value as pairs, so that a caller can break lines between them.
 *
 * `-i -t -d` are joined as people write them.
 */
export function runArguments(spec: RunSpec): readonly (readonly string[])[] {
  const flags = runFlags.flatMap((flag) =>
    flag.get(spec).map((value) => (flag.takesValue ? [flag.names[0] ?? '', value] : [flag.names[0] ?? ''])),
  );
  const letters = flags
    .filter((words) => words.length === 1 && /^-[dit]$/.test(words[0] ?? ''))
    .map(([name = '']) => name.slice(1));
  const others = flags.filter((words) => !(words.length === 1 && /^-[dit]$/.test(words[0] ?? '')));
  const command = [...(spec.entrypoint?.slice(1) ?? []), ...spec.command];
  return [
    ...(letters.length > 0 ? [[`-${letters.join('')}`]] : []),
    ...others,
    ...(spec.image.startsWith('-') ? [['--']] : []),
    [spec.image],
    ...(command.length > 0 ? [command] : []),
  ];
}

/**
 * The line to copy; `lines: true` breaks it with `\` after each flag.
 *
 * `verb: 'create'` is for one that is not started, and has nothing to detach from.
 */
export function writeRunLine(
  spec: RunSpec,
  { lines = false, verb = 'run' }: { lines?: boolean; verb?: 'run' | 'create' } = {},
): string {
  const said = verb === 'create' ? { ...spec, detach: false } : spec;
  const parts = runArguments(said).map((words) => words.map(quote).join(' '));
  return [`docker ${verb}`, ...parts].join(lines ? ' \\\n  ' : ' ');
}
