/** Where main tells what it does: one line an entry, to stderr (stdout is for the ready line alone). */
export interface Log {
  info(text: string, fields?: LogFields): void;
  warn(text: string, fields?: LogFields): void;
  /** An `Error` among the fields is written with its stack and causes. */
  error(text: string, fields?: LogFields): void;
}

export type LogFields = Readonly<Record<string, unknown>>;

/** Tokens and passwords that a message may carry along by accident, in URLs above all. */
const secrets: readonly [RegExp, string][] = [
  [/([?&](?:token|password|secret)=)[^&\s"']+/gi, '$1…'],
  [/(:\/\/[^/\s:@]+:)[^@\s/]+@/g, '$1…@'],
];

/** Lines of time, level, words and fields, to stderr: stdout carries the ready line alone. */
export function createLog(write: (line: string) => void = (line) => process.stderr.write(line)): Log {
  const entry =
    (level: string) =>
    (text: string, fields: LogFields = {}) => {
      const words = Object.entries(fields).map(([name, value]) => `${name}=${show(value)}`);
      const line = [new Date().toISOString(), level, text, ...words].join(' ');
      write(`${secrets.reduce((kept, [pattern, mask]) => kept.replace(pattern, mask), line)}\n`);
    };
  return { info: entry('info'), warn: entry('warn'), error: entry('error') };
}

function show(value: unknown): string {
  if (value instanceof Error) {
    const cause = value.cause === undefined ? '' : `\n  caused by ${show(value.cause)}`;
    return `${value.stack ?? value.message}${cause}`;
  }
  if (typeof value === 'string') return /^[\w:/.,@+-]+$/.test(value) ? value : JSON.stringify(value);
  return JSON.stringify(value, (_, part) => (typeof part === 'bigint' ? String(part) : part)) ?? 'undefined';
}
