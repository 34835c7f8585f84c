import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { continuesLine, levelOf } from './level-of';
import { levelNamed } from './log-level';

describe('levelOf', () => {
  it.each([
    // JSON
    ['{"level":30,"time":1531171074631,"msg":"hello world","pid":657,"hostname":"x"}', 'info'], // pino
    ['{"name":"app","hostname":"x","pid":1,"level":50,"msg":"boom","time":"2026-11-29T00:00:00Z","v":0}', 'error'], // bunyan
    ['{"level":"warn","ts":1700000000.1,"caller":"a.go:1","msg":"slow"}', 'warn'], // zap
    ['{"level":"dpanic","msg":"x"}', 'fatal'],
    ['{"level":"warning","msg":"x","time":"2026-11-29T00:00:00Z"}', 'warn'], // logrus
    ['{"time":"2026-11-29T00:00:00Z","level":"ERROR+2","msg":"x"}', 'error'], // slog
    ['{"time":"2026-11-29T00:00:00Z","level":"DEBUG-4","msg":"x"}', 'debug'],
    ['{"@t":"2026-11-29T00:00:00Z","@mt":"Hello {Name}","@l":"Fatal","Name":"x"}', 'fatal'], // Serilog
    ['{"@t":"2026-11-29T00:00:00Z","@mt":"Hello {Name}","Name":"x"}', 'info'],
    ['{"Timestamp":"2026-11-29T00:00:00","Level":"Information","MessageTemplate":"x"}', 'info'],
    ['{"EventId":1,"LogLevel":"Warning","Category":"a","Message":"x"}', 'warn'], // .NET console
    ['{"@timestamp":"2026-11-29T00:00:00Z","log.level":"INFO","message":"x"}', 'info'], // ECS
    ['{"@timestamp":"2026-11-29T00:00:00Z","log": {"level": "ERROR"},"message":"x"}', 'error'],
    ['{"severity":"NOTICE","message":"x"}', 'info'], // Google Cloud
    ['{"@level":"warn","@message":"x"}', 'warn'], // hclog
    ['{"levelname":"CRITICAL","message":"x"}', 'fatal'], // Python
    ['{"t":{"$date":"2026-11-29T00:00:00Z"},"s":"I","c":"NETWORK","id":1,"ctx":"l","msg":"x"}', 'info'], // MongoDB
    ['{"t":{"$date":"2026-11-29T00:00:00Z"},"s":"D2","c":"NETWORK","id":1,"ctx":"l","msg":"x"}', 'debug'],
    ['{"version":"1.1","host":"x","short_message":"x","level":3}', 'error'], // GELF
    ['{"timestamp":"2026-11-29","error_severity":"LOG","message":"x"}', 'info'], // PostgreSQL
    ['{"msg":"the \\"level\\":\\"error\\" of it","level":"debug"}', 'debug'],
    ['{"req":{"level":"error"},"level":"debug"}', 'debug'],
    ['{"req":{"level":"error"}}', undefined],
    ['{"list":[{"level":"error"}]}', undefined],
    ['{"msg":"level up","level":900}', undefined],
    ['{"level":{"name":"info"},"msg":"x"}', undefined],
    ['{"level":"info","msg":"cut off he', 'info'],
    ['  {"level":"info"}', 'info'],
    ['\x1b[32m{"level":"info"}\x1b[0m', 'info'],
    ['{}', undefined],
    ['{', undefined],
    // pairs
    ['time="2026-11-29T00:00:00Z" level=info msg="API listen on /run/docker.sock"', 'info'], // dockerd
    ['time=2026-11-29T00:00:00Z level=WARN+1 msg=x', 'warn'],
    ['logger=settings t=2026-11-29T00:00:00Z level=error msg="x" error="info=1"', 'error'], // Grafana
    ['ts=2026-11-29T00:00:00Z caller=main.go:1 lvl=dbug msg=x', 'debug'],
    // klog, Redis
    ['I1129 12:51:58.912000       1 main.go:10] "Started" pod="a"', 'info'],
    ['E1129 12:51:58.912000       1 main.go:10] INFO is a word here', 'error'],
    ['F1129 12:51:58.912000       1 main.go:10] x', 'fatal'],
    ['1:M 29 Nov 2026 12:51:58.912 * Ready to accept connections tcp', 'info'],
    ['1:M 29 Nov 2026 12:51:58.912 # WARNING overcommit', 'warn'],
    // words
    ['2026-11-29 12:00:00,123 INFO  [main] com.example.App: started', 'info'],
    ['2026-11-29T12:00:00.000Z  WARN 1 --- [main] c.e.App : slow', 'warn'],
    ['[2026-11-29 12:00:00] production.ERROR: Undefined variable', 'error'],
    ['INFO:     127.0.0.1:53 - "GET / HTTP/1.1" 200 OK', 'info'],
    ['WARNING:root:careful', 'warn'],
    ['\x1b[2m2026-11-29T12:00:00Z\x1b[0m \x1b[33m WARN\x1b[0m \x1b[2mcrate\x1b[0m: slow', 'warn'],
    ['\x1b[31mERROR\x1b[0m[0003] it broke', 'error'],
    ['ERRO[0003] it broke', 'error'],
    ['12:00PM INF listening port=80', 'info'],
    ['[12:00:00 WRN] slow', 'warn'],
    ['2026/11/29 12:00:00 [error] 29#29: *1 open() failed', 'error'],
    ['2026/11/29 12:00:00 [notice] 1#1: using the "epoll" event method', 'info'],
    ['2026/11/29 12:00:00 [emerg] 1#1: bind() failed', 'fatal'],
    ['[Fri Nov 29 10:42:29.902022 2026] [core:error] [pid 3] File does not exist', 'error'],
    ['[Fri Nov 29 10:42:29.902022 2026] [mpm_event:notice] [pid 3] ERROR is a word here', 'info'],
    ['2026-11-29 12:00:00.000 UTC [1] LOG:  database system is ready', 'info'],
    ['2026-11-29 12:00:00.000 UTC [1] FATAL:  role does not exist', 'fatal'],
    ['2026-11-29T12:00:00.000000Z 0 [System] [MY-010116] [Server] starting', 'info'],
    ['2026-11-29  0:00:00 0 [Warning] Could not increase', 'warn'],
    ['2026.11.29 12:00:00.000000 [ 1 ] {} <Error> Application: x', 'error'],
    ['info: Microsoft.Hosting.Lifetime[14]', 'info'],
    ['fail: Microsoft.AspNetCore[0]', 'error'],
    ['2026-11-29T12:00:00.000Z\tinfo\tetcdmain/etcd.go:117\tx', 'info'],
    ['2026-11-29 12:00:00 error in the thing', 'error'],
    ['npm ERR! code E404', 'error'],
    ['npm warn deprecated x', 'warn'],
    ['I, [2026-11-29T12:00:00.000000 #1]  INFO -- : x', 'info'],
    ['panic: runtime error: index out of range', 'fatal'],
    ['Traceback (most recent call last):', 'error'],
    ['ValueError: no', 'error'],
    ['java.lang.IllegalStateException: no', 'error'],
    ['Exception in thread "main" java.lang.Error', 'error'],
    ['SEVERE: no', 'error'],
    ['DEBUG no time', 'debug'],
    // no level
    ['10.3.0.1 - - [29/Nov/2026:13:55:36 +0000] "GET / HTTP/1.1" 200 12 "-" "ERROR x"', undefined],
    ['10.3.0.1 - - [29/Nov/2026:13:55:36 +0000] "GET /?level=error HTTP/1.1" 200 12', undefined],
    ['an error of the info kind', undefined],
    ['INFORMATION DESK', undefined],
    ['error://x', undefined],
    ['GET /errors', undefined],
    ['', undefined],
    ['a level=high jump', undefined],
    ['=', undefined],
  ])('%s is %s', (line, level) => {
    expect(levelOf(line)).toBe(level);
  });

  it('says of any object what parsing it would say', () => {
    const key = fc.constantFrom('level', 'a', 'log', 'msg', '__proto__', 'x"level', 'error');
    const leaf = fc.oneof(
      fc.constantFrom('info', 'error', 'level', '"level":"error"', '\\', '{', 'WARN'),
      fc.integer({ min: -5, max: 120 }),
      fc.boolean(),
    );
    const { object } = fc.letrec((tie) => ({
      value: fc.oneof({ maxDepth: 3 }, leaf, tie('object'), fc.array(tie('value'), { maxLength: 3 })),
      object: fc.dictionary(key, tie('value'), { maxKeys: 5, noNullPrototype: true }),
    }));
    fc.assert(
      fc.property(object, fc.constantFrom(undefined, 1), (value, indent) => {
        const fields = value as Record<string, unknown>;
        const text = JSON.stringify(fields, undefined, indent).replaceAll('\n', ' ');
        const { level, log } = fields;
        const said = typeof level === 'string' ? levelNamed(level) : numbered(level);
        // Elasticsearch's nested form counts where it comes first.
        if (typeof log === 'object' && log !== null && 'level' in log) return;
        expect(levelOf(text)).toBe(said);
      }),
      { numRuns: 2_000 },
    );
  });

  it('never throws, and takes no time over what is made to take it', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => void levelOf(`${text}`)));
    const hostile = [
      `{${'"level":{"level":'.repeat(5_000)}1`,
      `{"a":"${'\\'.repeat(60_000)}","level":"info"}`,
      `{${'"level":"x",'.repeat(10_000)}"level":"info"}`,
      '['.repeat(100_000),
      ' '.repeat(1_000_000),
      'level='.repeat(100_000),
      `2${'-'.repeat(100_000)}`,
      '\x1b['.repeat(100_000),
    ];
    for (const line of hostile) levelOf(line);
  });
});

function numbered(level: unknown): string | undefined {
  if (typeof level !== 'number' || level < 0 || level >= 100) return undefined;
  if (level <= 7) return ['fatal', 'fatal', 'fatal', 'error', 'warn', 'info', 'info', 'debug'][level];
  return ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'fatal', 'fatal', 'fatal'][Math.floor(level / 10) - 1];
}

describe('continuesLine', () => {
  it.each([
    ['    at Object.<anonymous> (/app/x.js:1:2)', true],
    ['\tat com.example.App.main(App.java:5)', true],
    ['Caused by: java.lang.Error', true],
    ['... 12 more', true],
    ['  File "x.py", line 1, in <module>', true],
    ['  {"level":"info"}', false],
    ['', false],
    ['   ', false],
    ['at noon', false],
  ])('%s: %s', (line, continues) => expect(continuesLine(line)).toBe(continues));
});
