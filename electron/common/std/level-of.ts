/**
 * How severe a log line is, told from its text: asked of millions of lines, so nothing is parsed.
 *
 * Structured lines say it in a field, others in a word near their start. Words count where loggers put them: in
 * capitals, in brackets, before a colon or after the time. A sentence that has "error" in it says nothing.
 */
import { JsonDepth } from './json-scan';
import { type LogLevel, levelLettered, levelNamed, levelNumbered } from './log-level';

/** Characters looked at: of JSON, of logfmt, of others. A level farther on is not worth the time. */
const jsonReach = 65_536;
const pairsReach = 512;
const plainReach = 160;

// biome-ignore lint/suspicious/noControlCharactersInRegex: an escape begins with one
const colours = /\x1b\[[0-9;:]*m/g;

/** The level of a line; undefined when it says none. Colours may still be in the text. */
export function levelOf(text: string): LogLevel | undefined {
  const first = text.charCodeAt(0);
  if (first === 0x7b) return levelOfJson(text);
  const head = text.length > pairsReach ? text.slice(0, pairsReach) : text;
  const line = head.includes('\x1b') ? head.replace(colours, '') : head;
  // Only space, or Berth's colours, before an object.
  if (first <= 0x20 || first === 0x1b) {
    const start = line.trimStart();
    if (start.charCodeAt(0) === 0x7b) return levelOfJson(text.slice(text.indexOf('{')));
  }
  return (line.includes('=') ? levelOfPairs(line) : undefined) ?? levelOfWords(line);
}

/**
 * The line belongs to the one before it: a stack trace's frame, a wrapped message. Such a line has the level of what it
 * continues.
 */
export function continuesLine(text: string): boolean {
  const first = text.charCodeAt(0);
  if (first === 0x20 || first === 0x09) return !/^\s*(?:\{|$)/.test(text);
  return /^(?:Caused by: |Suppressed: |\.\.\. \d+ more|goroutine \d+ \[|During handling of the above|The above exception)/.test(
    text,
  );
}

const jsonLevel =
  /(?:"log"\s*:\s*\{\s*)?"(@?level|lvl|severity|log[._]?level|@l|level_?name|severity_?text|error_severity|s)"\s*:\s*(?:"([^"\\]{1,16})"|(\d{1,3})(?=\s*[,}]))/gi;

function levelOfJson(whole: string): LogLevel | undefined {
  const text = whole.length > jsonReach ? whole.slice(0, jsonReach) : whole;
  // Where the first object within begins: what stands before it is the line's own.
  const inner = text.indexOf('{', 1);
  let depth: JsonDepth | undefined;
  jsonLevel.lastIndex = 1;
  for (let found = jsonLevel.exec(text); found; found = jsonLevel.exec(text)) {
    const level = jsonLevelOf(found);
    if (level === undefined) continue;
    if (inner < 0 || found.index < inner) {
      if (text.charCodeAt(found.index - 1) !== 0x5c) return level;
      continue;
    }
    depth ??= new JsonDepth(text);
    if (depth.at(found.index) === 1) return level;
  }
  // Serilog leaves out the level that it writes most.
  return text.includes('"@mt":') || text.includes('"@m":') ? 'info' : undefined;
}

function jsonLevelOf([, key, name, number]: RegExpExecArray): LogLevel | undefined {
  if (number !== undefined) return key === 's' || key === 'S' ? undefined : levelNumbered(Number(number));
  if (name === undefined) return undefined;
  return key === 's'
    ? levelLettered(name)
    : (levelNamed(name) ?? (name.length === 1 ? levelLettered(name) : undefined));
}

const pairsLevel =
  /(?:^|[\s,;|])(?:level|lvl|severity|log[._]?level|severity_text)=(?:"([\w+-]{1,16})"|([\w+-]{1,16}))(?=$|[\s,;|])/i;

function levelOfPairs(line: string): LogLevel | undefined {
  const found = pairsLevel.exec(line);
  const value = found?.[1] ?? found?.[2];
  if (value === undefined) return undefined;
  return /^\d+$/.test(value) ? levelNumbered(Number(value)) : levelNamed(value);
}

/** `I1129 12:51:58.912000       1 main.go:10] …`: klog and glog. */
const klog = /^([IWEF])\d{4} \d\d:\d\d:\d\d/;
/** `1:M 29 Nov 2026 12:51:58.912 * Ready`: Redis and Valkey. */
const redis = /^\d+:[XCSM] \d\d \w{3} \d{4} [\d:.]+ ([.*#-]) /;
const redisLevels = new Map<string, LogLevel>([
  ['.', 'debug'],
  ['-', 'debug'],
  ['*', 'info'],
  ['#', 'warn'],
]);
/** Common and combined log format of web servers: no level, whatever the request's text is. */
const access = /^\S+ \S+ \S+ \[\d\d\/\w{3}\/\d{4}:/;

/** In capitals, standing alone; `INFO[0003]` is logrus on a terminal, `ERR!` npm. PostgreSQL's LOG only as it writes it. */
const capitals =
  /(?:^|[\s[(<|.:])(TRACE|TRAC|TRC|VRB|DEBUG|DEBU|DBG|INFO|INF|NOTICE|WARN|WARNING|WRN|ERROR|ERRO|ERR|SEVERE|FATAL|FATA|FTL|CRITICAL|CRIT|ALERT|EMERG|EMERGENCY|PANIC|PANI|LOG(?=: {2}))(?=$|[\s\])>|:,;!]|\[\d)/;
/** In brackets: nginx, Apache, Consul, MySQL, RabbitMQ, Elixir, ClickHouse. */
const brackets =
  /\[(?:\w+:)?(trace|debug|info|notice|note|system|warn|warning|error|err|fatal|crit|critical|alert|emerg|panic)\]|<(trace|debug|information|notice|warning|error|critical|fatal)>/i;
const words =
  '(trce|trace|dbug|debug|verbose|info|notice|warn|warning|fail|error|err|crit|critical|fatal|panic|alert|emerg)';
/** First of all, or first after the time: .NET, winston, zap's console, Next.js, npm. */
const opening = new RegExp(
  [
    `^${words}(?:\\[\\d+\\])?(?::(?!//)|\\t|\\s+- )`,
    `^[[(]?\\d[\\d\\-/:.,TZ+ ]{6,38}[\\])]?\\s*${words}(?=[\\s:|]|$)`,
    `^npm ${words} `,
  ].join('|'),
  'i',
);
/** What programs say when they fall over, without a logger. */
const fell =
  /^(?:Uncaught |Unhandled )?(?:[A-Za-z_$][\w$]*\.)*[A-Z]\w*(?:Error|Exception)(?:$|: )|^(?:Error: |Traceback \(most recent call last\)|Exception in thread |thread '[^']*' panicked at |Segmentation fault|fatal error: )/;

function levelOfWords(line: string): LogLevel | undefined {
  const head = line.length > plainReach ? line.slice(0, plainReach) : line;
  const letter = klog.exec(head)?.[1];
  if (letter) return levelLettered(letter);
  const mark = redis.exec(head)?.[1];
  if (mark) return redisLevels.get(mark);
  if (access.test(head)) return undefined;
  const capital = capitals.exec(head);
  const bracket = brackets.exec(head);
  // The one that stands first: the other is part of what is said.
  if (capital && !(bracket && bracket.index < capital.index)) return levelNamed(capital[1] as string);
  if (bracket) return levelNamed((bracket[1] ?? bracket[2]) as string);
  const opens = opening.exec(head);
  if (opens) return levelNamed((opens[1] ?? opens[2] ?? opens[3]) as string);
  return fell.test(head) ? 'error' : undefined;
}
