import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runSpec } from '../contract/run-spec';
import { shellWords } from '../std/shell-words';
import { emptyRunSpec } from './empty-run-spec';
import { parseRunLine, writeRunLine } from './run-line';

const corpus = readFileSync(new URL('./fixtures/corpus.txt', import.meta.url), 'utf8')
  .trim()
  .split(/\n\n+/);
const spec = (line: string) => parseRunLine(line).spec;
const real = (line: string) => parseRunLine(line).problems.filter(({ kind }) => kind !== 'expansion');

test('the defaults written by hand are the schema’s own', () => {
  expect(emptyRunSpec('a')).toEqual(runSpec.parse({ image: 'a' }));
});

describe('the corpus', () => {
  test('is large enough to mean something', () => expect(corpus.length).toBeGreaterThanOrEqual(60));

  test.each(corpus)('%s', (line) => {
    const first = parseRunLine(line);
    expect(real(line)).toEqual([]);
    expect(first.spec.image).not.toBe('');
    expect(runSpec.parse(first.spec)).toEqual(first.spec);
    const written = writeRunLine(first.spec, { lines: true });
    // Nothing in what Berth writes is left for a shell to expand.
    expect(parseRunLine(written)).toEqual({ spec: first.spec, problems: [] });
    expect(writeRunLine(spec(written), { lines: true })).toBe(written);
  });

  test.each(corpus.filter((line) => !/[~$`\\]|^\w+=/.test(line)))('words as a real shell splits them: %s', (line) => {
    const out = execFileSync('sh', ['-c', `set -- ${line}\nprintf '%s\\0' "$@"`], { encoding: 'utf8' });
    expect(shellWords(line).words.map(({ text }) => text)).toEqual(out.split('\0').slice(0, -1));
  });
});

describe('what a line says', () => {
  test('everything in its field', () => {
    const line =
      "docker run -itd --name web -p [::1]:8443:443/udp -e A='b c' -e D -v data:/d:ro,nocopy --network n --network-alias x --ip 10.0.0.2 --memory 1.5g --health-interval 1m30s --entrypoint sh img -c 'echo hi'";
    expect(spec(line)).toEqual({
      ...emptyRunSpec('img'),
      detach: true,
      interactive: true,
      tty: true,
      name: 'web',
      ports: [{ hostIp: '::1', hostPort: '8443', containerPort: '443', protocol: 'udp' }],
      env: [{ name: 'A', value: 'b c' }, { name: 'D' }],
      mounts: [
        {
          kind: 'volume',
          source: 'data',
          target: '/d',
          readOnly: true,
          createSource: false,
          noCopy: true,
          driverOptions: {},
          tmpfsOptions: [],
        },
      ],
      networks: [{ name: 'n', aliases: ['x'], ipv4: '10.0.0.2' }],
      memory: 1_610_612_736,
      health: { disabled: false, interval: 90_000 },
      entrypoint: ['sh'],
      command: ['-c', 'echo hi'],
    });
  });

  test('an alias before its network belongs to it', () => {
    expect(spec('docker run --network-alias a --network n img').networks).toEqual([{ name: 'n', aliases: ['a'] }]);
  });

  test('Podman’s entrypoint as JSON makes the same argv', () => {
    const parsed = spec(`podman run --entrypoint '["tini","--","sh"]' img x`);
    expect(parsed.entrypoint).toEqual(['tini', '--', 'sh']);
    expect(writeRunLine(parsed)).toBe('docker run --entrypoint tini img -- sh x');
  });

  test('comments behind a line’s \\, between its lines and above it are none of it', () => {
    const line =
      '# the proxy\nsudo docker run -d \\   # in the background\n  # its port\n  -p 80:80 \\\n  nginx # the newest\necho done';
    expect(parseRunLine(line)).toEqual({
      spec: spec('docker run -d -p 80:80 nginx'),
      problems: [{ kind: 'rest', text: 'echo done' }],
    });
    expect(spec('docker run nginx a\\ # b').command).toEqual(['a #', 'b']);
  });

  test("bash’s $'…' is read, in a word or alone", () => {
    const line = String.raw`docker run -e A=$'one\ntwo\t\'x\'' -e B="$'a'" img $'\x41\u00e9\101\q'`;
    const { env, command } = spec(line);
    expect([env, command]).toEqual([
      [
        { name: 'A', value: "one\ntwo\t'x'" },
        { name: 'B', value: "$'a'" },
      ],
      ['AéA\\q'],
    ]);
    expect(parseRunLine("docker run img $'open").problems).toEqual([{ kind: 'unclosed-quote', position: 16 }]);
  });

  test('what Podman alone knows of a volume is left out, and the volume taken', () => {
    expect(parseRunLine('podman run -v ./html:/www:Z,U -v cache:/c:U nginx')).toEqual({
      spec: spec('docker run -v ./html:/www:Z -v cache:/c nginx'),
      problems: [
        { kind: 'left-out-flag', flag: '-v …:U' },
        { kind: 'left-out-flag', flag: '-v …:U' },
      ],
    });
  });

  test('a port in words is the same in figures', () => {
    expect(spec('docker run --publish published=8080,target=80,protocol=udp,mode=host -p target=81 nginx')).toEqual(
      spec('docker run -p 8080:80/udp -p 81 nginx'),
    );
  });

  test('flags after the image are the command’s', () => {
    expect(spec('docker run img --rm -p 1').command).toEqual(['--rm', '-p', '1']);
  });
});

describe('what can’t be taken over is named, the rest is kept', () => {
  test.each<[string, readonly object[]]>([
    ['ls -l', [{ kind: 'not-run' }]],
    ['docker ps', [{ kind: 'not-run' }]],
    ['docker run', [{ kind: 'no-image' }]],
    ["docker run -e 'A=b img", [{ kind: 'unclosed-quote', position: 14 }]],
    ['docker run --frobnicate img', [{ kind: 'unknown-flag', flag: '--frobnicate' }]],
    ['docker run --cidfile /tmp/id img', [{ kind: 'left-out-flag', flag: '--cidfile' }]],
    ['podman run --unsetenv A img', [{ kind: 'left-out-flag', flag: '--unsetenv' }]],
    ['docker run -p 8080:80:90 img', [{ kind: 'bad-value', flag: '-p', value: '8080:80:90' }]],
    ['docker run -p 0 img', [{ kind: 'bad-value', flag: '-p', value: '0' }]],
    ['docker run -p 70000:80 img', [{ kind: 'bad-value', flag: '-p', value: '70000:80' }]],
    ['docker run -p 1-3:1-2 img', [{ kind: 'bad-value', flag: '-p', value: '1-3:1-2' }]],
    ['docker run -m "1gb " -m lots img', [{ kind: 'bad-value', flag: '-m', value: 'lots' }]],
    ['docker run -e =x img', [{ kind: 'bad-value', flag: '-e', value: '=x' }]],
    ['docker run -v a:b img', [{ kind: 'bad-value', flag: '-v', value: 'a:b' }]],
    ['docker run --restart sometimes img', [{ kind: 'bad-value', flag: '--restart', value: 'sometimes' }]],
    ['docker run --name', [{ kind: 'no-value', flag: '--name' }, { kind: 'no-image' }]],
    ['docker run img | tee log', [{ kind: 'rest', text: '| tee log' }]],
    ['docker run img && echo done', [{ kind: 'rest', text: '&& echo done' }]],
    ['docker run img\nrm -rf x', [{ kind: 'rest', text: 'rm -rf x' }]],
    ['docker run -v $(pwd):/src img', [{ kind: 'expansion', text: '$(pwd)' }]],
  ])('%s', (line, problems) => {
    expect(parseRunLine(line).problems).toEqual(problems);
  });

  test('any text at all is answered, never thrown', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void parseRunLine(`docker run ${text}`)));
  });
});

const word = fc.oneof(
  fc.string({ minLength: 1 }),
  fc.constantFrom("it's", '$(id)', '`x`', '-v', '--', 'a\nb', '\\', '"', '~', '#no', 'é😀'),
);
const value = fc.string();
const name = fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_.-]{0,9}$/);
const path = fc.string({ minLength: 0, maxLength: 12 }).map((text) => `/${text.replaceAll('\0', '')}`);
const unique = <Type>(of: fc.Arbitrary<Type>, selector: (value: Type) => string) =>
  fc.uniqueArray(of, { selector, maxLength: 4 });
const anySpec = fc.record(
  {
    image: word.filter((text) => text !== ''),
    command: fc.array(word, { maxLength: 4 }),
    name,
    tty: fc.boolean(),
    detach: fc.boolean(),
    env: unique(fc.record({ name, value }, { requiredKeys: ['name'] }), (entry) => entry.name),
    labels: unique(fc.record({ name, value }), (entry) => entry.name),
    ports: fc.array(
      fc.record(
        {
          hostIp: fc.constantFrom('127.0.0.1', '::1'),
          hostPort: fc.constantFrom('80', '65535'),
          containerPort: fc.constantFrom('1', '8080'),
          protocol: fc.constantFrom('tcp' as const, 'udp' as const),
        },
        { requiredKeys: ['containerPort', 'protocol'] },
      ),
      { maxLength: 3 },
    ),
    mounts: fc.array(
      fc.record({
        kind: fc.constant('bind' as const),
        source: path,
        target: path,
        readOnly: fc.boolean(),
        createSource: fc.boolean(),
        noCopy: fc.constant(false),
        driverOptions: fc.constant({}),
        tmpfsOptions: fc.constant([]),
      }),
      { maxLength: 3 },
    ),
    networks: unique(fc.record({ name, aliases: fc.array(name, { maxLength: 2 }) }), (network) => network.name),
    memory: fc.nat(),
    cpus: fc.integer({ min: 1, max: 800 }).map((hundredths) => hundredths / 100),
    user: name,
  },
  { requiredKeys: ['image'] },
);

describe('any form', () => {
  test('comes back from its line', () => {
    fc.assert(
      fc.property(anySpec, (fields) => {
        // Mounts of two flags are written flag by flag; among one flag their order stays.
        const given = runSpec.parse(fields);
        const back = spec(writeRunLine(given, { lines: true }));
        const key = (mount: (typeof given.mounts)[number]) => [mount.target, mount.source, mount.readOnly].join('\0');
        const sorted = (mounts: typeof given.mounts) => [...mounts].sort((one, two) => (key(one) < key(two) ? -1 : 1));
        expect({ ...back, mounts: sorted(back.mounts) }).toEqual({ ...given, mounts: sorted(given.mounts) });
      }),
      { numRuns: 500 },
    );
  });

  test('ME-05: a real shell reads the written line as the words that were meant', () => {
    fc.assert(
      fc.property(
        fc.array(
          word.filter((text) => !text.includes('\0')),
          { minLength: 1, maxLength: 6 },
        ),
        (command) => {
          const line = writeRunLine({ ...emptyRunSpec('img'), command });
          const out = execFileSync('sh', ['-c', `set -- ${line}\nprintf '%s\\0' "$@"`], { encoding: 'utf8' });
          expect(out.split('\0').slice(0, -1)).toEqual(['docker', 'run', 'img', ...command]);
        },
      ),
      { numRuns: 60 },
    );
  });
});
