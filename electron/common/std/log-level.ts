/** The names that loggers give to the severity of a line, brought to six. */
export const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal'] as const;
export type LogLevel = (typeof logLevels)[number];

/** As loggers spell them, in lower case: log4j, zap, logrus, slog, Serilog, .NET, syslog, JUL, npm, Python, MySQL, PostgreSQL. */
const spellings: Readonly<Record<LogLevel, string>> = {
  trace: 'trace trac trce trc verbose vrb silly finest finer all',
  debug: 'debug debu dbug dbg fine http',
  info: 'info information informational inf notice note log system success default config',
  warn: 'warn warning wrn',
  error: 'error erro err eror fail failure severe',
  fatal: 'fatal fata ftl critical crit alert emerg emergency panic pani dpanic',
};

const named: ReadonlyMap<string, LogLevel> = new Map(
  logLevels.flatMap((level) => spellings[level].split(' ').map((word) => [word, level] as const)),
);

/** MongoDB, klog and Ruby say it by one letter; MongoDB counts its debug levels. */
const letters: ReadonlyMap<string, LogLevel> = new Map([
  ['T', 'trace'],
  ['V', 'trace'],
  ['D', 'debug'],
  ['I', 'info'],
  ['N', 'info'],
  ['W', 'warn'],
  ['E', 'error'],
  ['F', 'fatal'],
  ['C', 'fatal'],
  ['A', 'fatal'],
]);

/** The level of that name in any case; slog's steps between levels (`WARN+1`) count as the level they start from. */
export function levelNamed(name: string): LogLevel | undefined {
  return named.get(name) ?? named.get(name.toLowerCase().replace(/[+-]\d{1,3}$/, ''));
}

/** By a letter, `I` or `D2`. */
export function levelLettered(letter: string): LogLevel | undefined {
  return letters.get(/^D[1-5]$/.test(letter) ? 'D' : letter);
}

/**
 * Numbers: pino's and bunyan's tens from 10 (trace) to 60 (fatal); 0 to 7 are syslog's severities, which GELF sends
 * (RFC 5424, 6.2.1).
 */
export function levelNumbered(value: number): LogLevel | undefined {
  if (!(value >= 0) || value >= 100) return undefined;
  if (value <= 7)
    return value <= 2 ? 'fatal' : value === 3 ? 'error' : value === 4 ? 'warn' : value < 7 ? 'info' : 'debug';
  return value < 10 ? undefined : logLevels[Math.min(5, Math.floor(value / 10) - 1)];
}
