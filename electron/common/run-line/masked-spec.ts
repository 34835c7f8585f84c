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
    annotations: spec.annotations.map(pair),
    mounts: spec.mounts.map((mount) => ({ ...mount, driverOptions: maskedOptions(mount.driverOptions) })),
    command: maskedWords(spec.command),
    ...(spec.entrypoint && { entrypoint: maskedWords(spec.entrypoint) }),
    ...(spec.health.command !== undefined && {
      health: { ...spec.health, command: maskedValue('', spec.health.command) },
    }),
  };
}

/** A volume driver's options: `o` of a network share has many in one, `username=shop,password=…`. */
function maskedOptions(options: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(options).map(([name, value]) => [
      name,
      maskedValue(name, value.split(',').map(maskedWord).join(',')),
    ]),
  );
}

/** A word has no name but what it says itself, `--password=…`, or the flag before it says, `--password …`. */
function maskedWords(words: readonly string[]): string[] {
  return words.map((word, index) => {
    const [, flag] = /^--?([A-Za-z][\w.-]*)$/.exec(words[index - 1] ?? '') ?? [];
    return flag === undefined || word.startsWith('-') ? maskedWord(word) : maskedValue(asName(flag), word);
  });
}

const asName = (flag: string) => flag.replace(/^-+/, '').replaceAll('-', '_');

function maskedWord(word: string): string {
  const [, flag, value] = /^(-{0,2}[A-Za-z][\w.-]*)=(.*)$/s.exec(word) ?? [];
  if (flag === undefined || value === undefined) return maskedValue('', word);
  return `${flag}=${maskedValue(asName(flag), value)}`;
}

/** A flag's value or a command as one text, for the review of an edit: the same words masked, wherever they stand. */
export function maskedText(text: string): string {
  return text
    .replace(
      /(-{0,2}[A-Za-z][\w.-]*)=([^\s,"']+)/g,
      (_, flag: string, value: string) => `${flag}=${maskedValue(asName(flag), value)}`,
    )
    .replace(
      /(^|\s)(--?[A-Za-z][\w.-]*)(\s+)([^\s-]\S*)/g,
      (_, before: string, flag: string, gap: string, value: string) =>
        `${before}${flag}${gap}${maskedValue(asName(flag), value)}`,
    )
    .replace(/\S+/g, (word) => maskedValue('', word));
}
