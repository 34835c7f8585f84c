import type { LogLine } from '@common/contract/logs';
import { levelOf } from '@common/std/level-of';
import { describe, expect, it } from 'vitest';
import { columnOf, structuredPieces } from './structured-look';

const lineOf = (text: string): LogLine =>
  ({ number: 1, source: 0, stream: 'out', at: undefined, text, level: levelOf(text) }) as LogLine;
const drawn = (text: string, columns = [] as readonly ReturnType<typeof columnOf>[]) =>
  structuredPieces(lineOf(text), { columns })
    ?.map((piece) => piece.text)
    .join('');

describe('structuredPieces', () => {
  it.each([
    ['{"level":30,"time":1,"msg":"job done","ms":412,"req":{"path":"/a"}}', 'INFO  job done ms=412 req.path=/a'],
    ['{"msg":"no level"}', '      no level'],
    ['{"level":"fatal","a":1,"b":[1,{"c":2}]}', 'FATAL a=1 b=[1,{"c":2}]'],
    ['level=warn msg="queue is long" length=5', 'WARN  queue is long length=5'],
    // a value may not leave its line, nor colour or hide what follows
    ['{"msg":"two\\nlines\\u001b[31m red\\u202e","x":"a\\tb\\u001b[2J"}', 'two ↵ lines red␦ x=a b'],
    [`{"msg":"m","x":"${'x'.repeat(500)}"}`, `m x=${'x'.repeat(79)}…`],
    ['{"__proto__":{"a":1},"constructor":2,"msg":"m"}', 'm __proto__.a=1 constructor=2'],
  ])('%s', (text, shown) => expect(drawn(text)?.trim()).toBe(shown.trim()));

  it('leaves text as it is', () => {
    for (const text of ['plain', 'ERROR plain', '{"cut off', '']) expect(drawn(text)).toBeUndefined();
    expect(structuredPieces({ ...lineOf('{"a":1}'), mark: 'restarted' }, { columns: [] })).toBeUndefined();
  });

  it('puts the chosen fields before the message, each as wide as its column', () => {
    const columns = [columnOf('status', ['200', '500']), columnOf('req.path', ['/a', '/cart/1'])];
    expect(columns.map(({ width }) => width)).toEqual([6, 8]);
    const line = (status: string, path: string) =>
      `{"level":"info","msg":"hi","status":${status},"req":{"path":"${path}"},"x":1}`;
    expect(drawn(line('200', '/a'), columns)).toBe('INFO  200    /a       hi');
    expect(drawn(line('500', '/much/too/long'), columns)).toBe('INFO  500    /much/t… hi');
    expect(drawn('{"level":"info","msg":"hi"}', columns)).toBe('INFO                  hi');
    // without a message the rest is what it says
    expect(drawn('{"level":"info","status":1,"x":2}', columns)).toBe('INFO  1               x=2');
  });

  it('draws ten thousand fields as a few', () => {
    const many = `{${Array.from({ length: 10_000 }, (_, at) => `"k${at}":${at}`).join(',')}}`;
    expect(drawn(many)?.length).toBeLessThan(400);
  });
});
