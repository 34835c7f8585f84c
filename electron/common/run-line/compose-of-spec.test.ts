import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { composeOfSpec, leftOutOfCompose } from './compose-of-spec';
import { emptyRunSpec } from './empty-run-spec';
import { parseRunLine } from './run-line';

const corpus = readFileSync(new URL('./fixtures/corpus.txt', import.meta.url), 'utf8')
  .trim()
  .split(/\n\n+/);
const compose = (line: string) => composeOfSpec(parseRunLine(line).spec);

test('everything a line says stands in its word', () => {
  const text = compose(
    "docker run -it --name web --restart on-failure:3 -p 127.0.0.1:8080:80 -p 22 -e 'A=$HOME it''s' -e B -v data:/d:ro -v /srv:/s --tmpfs /t:size=1m --network n --network-alias w --ip 10.0.0.2 --memory 1g --ulimit nofile=1:2 --health-cmd 'curl -f $URL' --health-interval 90s --label on=yes --entrypoint sh img:1 -c 'echo $X'",
  );
  expect(text).toBe(`services:
  web:
    image: img:1
    container_name: web
    command:
      - "-c"
      - echo $$X
    entrypoint:
      - sh
    stdin_open: true
    tty: true
    restart: on-failure:3
    ports:
      - target: 80
        published: "8080"
        host_ip: "127.0.0.1"
        protocol: tcp
      - target: 22
        protocol: tcp
    environment:
      A: $$HOME its
      B: null
    volumes:
      - type: volume
        source: data
        target: /d
        read_only: true
      - type: bind
        source: /srv
        target: /s
        bind:
          create_host_path: true
      - type: tmpfs
        target: /t
        tmpfs:
          size: 1048576
    networks:
      "n":
        aliases:
          - w
        ipv4_address: "10.0.0.2"
    labels:
      "on": "yes"
    mem_limit: 1073741824
    ulimits:
      nofile:
        soft: 1
        hard: 2
    healthcheck:
      test:
        - CMD-SHELL
        - curl -f $$URL
      interval: "1m30s"
networks:
  "n":
    external: true
    name: "n"
volumes:
  data:
    external: true
    name: data
`);
});

describe('the corpus', () => {
  test.each(corpus)('%s', (line) => {
    const { spec } = parseRunLine(line);
    for (const version of ['1.1', '1.2'] as const) {
      const { services } = parse(composeOfSpec(spec), { version });
      const [service] = Object.values(services) as { image: string; command?: string[] }[];
      const plain = (text: string) => text.replaceAll('$$', '$');
      expect(plain(service?.image ?? '')).toBe(spec.image);
      expect((service?.command ?? []).map(plain)).toEqual(spec.command);
    }
  });
});

test('any text comes back as it was, by the YAML of today and of yesterday', () => {
  const odd = fc.oneof(
    fc.string({ unit: 'binary' }).map((text) => text.replaceAll(/[\0\ufeff\ufffe\uffff]|\p{Surrogate}/gu, '')),
    fc.constantFrom(
      'yes',
      'no',
      'on',
      '22:22',
      '0x1f',
      '1e3',
      '~',
      'null',
      '- a',
      'a: b',
      '#x',
      ' x ',
      'a\n',
      '\ta',
      `\${X}`,
      '$$',
      '%a',
      '@',
      '`',
      '!t',
      '&a',
      '*a',
      '1_000',
      '0o17',
      '017',
      '1.0',
      '.inf',
      '2001-01-01',
      '<<',
    ),
  );
  fc.assert(
    fc.property(fc.array(odd, { minLength: 1, maxLength: 5 }), odd, (command, value) => {
      const text = composeOfSpec({ ...emptyRunSpec('img'), name: 'a', command, env: [{ name: 'A', value }] });
      for (const version of ['1.1', '1.2'] as const) {
        const { services } = parse(text, { version });
        // As Compose fills in: two dollars are one, and a single one would be a variable.
        const undo = (word: string) => word.replaceAll('$$', '$');
        expect(services.a.command.map(undo)).toEqual(command);
        expect(undo(services.a.environment.A)).toBe(value);
        expect(services.a.environment.A.replaceAll('$$', '')).not.toContain('$');
      }
    }),
    { numRuns: 400 },
  );
});

test('what Compose has no word for is named', () => {
  expect(leftOutOfCompose(parseRunLine('docker run --rm -P --cpuset-mems 0 img').spec)).toEqual([
    '--rm',
    '--publish-all',
    '--cpuset-mems',
  ]);
});
