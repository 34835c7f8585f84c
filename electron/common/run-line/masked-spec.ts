import type { RunSpec } from '../contract/run-spec';
import { maskedValue } from '../std/secret-names';

/** The spec as it may be seen and kept in Activity: values that look secret are masked (CR-04). */
export function maskedSpec(spec: RunSpec): RunSpec {
  const pair = ({ name, value }: { name: string; value: string }) => ({ name, value: maskedValue(name, value) });
  return {
    ...spec,
    env: spec.env.map((entry) =>
      entry.value === undefined ? entry : { ...entry, value: maskedValue(entry.name, entry.value) },
    ),
    labels: spec.labels.map(pair),
    logOptions: spec.logOptions.map(pair),
    // A word of a command has no name but what it says itself: `--password=…`, a URL with a password.
    command: spec.command.map(maskedWord),
    ...(spec.health.command !== undefined && {
      health: { ...spec.health, command: maskedValue('', spec.health.command) },
    }),
  };
}

function maskedWord(word: string): string {
  const [, flag, value] = /^(-{0,2}[A-Za-z][\w.-]*)=(.*)$/s.exec(word) ?? [];
  if (flag === undefined || value === undefined) return maskedValue('', word);
  return `${flag}=${maskedValue(flag.replace(/^-+/, '').replaceAll('-', '_'), value)}`;
}
