import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { bytesToText } from '../../common/std/byte-text';
import type { ExecEnd } from '../../engine/port';
import type { FileAccess } from './file-access';
import { shellBytes } from './file-access';
import { ListingParser, listByExec } from './list-by-exec';

const folder = mkdtempSync(join(tmpdir(), 'berth-list-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const hard = join(folder, "it's a\n'folder' $(x)");
mkdirSync(hard);
const place = Buffer.from(`${hard}/`);
const names = [
  'plain',
  '-rf',
  "quo'te",
  'new\nline',
  'a -> b',
  '$(touch x)',
  ' lead',
  'trail ',
  'x'.repeat(255),
  '.hidden',
  '..odd',
];
for (const name of names) writeFileSync(join(hard, name), 'abc');
writeFileSync(Buffer.concat([place, Buffer.from([0xff, 0x66, 0xfc])]), 'abcd');
mkdirSync(join(hard, 'sub'), { mode: 0o1777 });
chmodSync(join(hard, 'sub'), 0o1777);
symlinkSync("../to 'here' -> there\nand", join(hard, "li'nk -> x"));
chmodSync(join(hard, 'plain'), 0o4751);
utimesSync(join(hard, 'plain'), 1_700_000_000, 1_700_000_000);

/** Not on every machine; test/contract/files.test.ts lists with the one in the sample images. */
const busybox =
  ['/bin/busybox', '/usr/bin/busybox', process.env.BERTH_TEST_BUSYBOX].find((file) => file && existsSync(file)) ?? '';

/** The script in this machine's own shells stands in for a container's. */
function accessBy(shell: readonly string[]): FileAccess {
  return {
    container: '',
    engine: {
      async *execStream(_: string, [, ...rest]: readonly string[], { end }: { end: ExecEnd }) {
        const [program = '', ...args] = [...shell, ...rest];
        const output = execFileSync(program, args, { env: { PATH: process.env.PATH }, maxBuffer: 1e8 });
        for (let at = 0; at < output.length; at += 7) yield output.subarray(at, at + 7);
        end.exitCode = 0;
      },
    },
  } as unknown as FileAccess;
}

const shells: Readonly<Record<string, readonly string[]>> = {
  GNU: ['sh'],
  busybox: ['env', `PATH=${join(folder, 'bin')}`, busybox, 'ash'],
};
mkdirSync(join(folder, 'bin'));
if (busybox !== '')
  for (const applet of ['find', 'stat', 'xargs', 'printf']) symlinkSync(busybox, join(folder, 'bin', applet));

test.each(Object.keys(shells).filter((shell) => shell === 'GNU' || busybox !== ''))(
  'FI-04 every name, mode, time and link is read with %s',
  async (shell) => {
    const entries = [];
    const path = bytesToText(Buffer.from(hard));
    for await (const part of listByExec(accessBy(shells[shell] ?? []), path, AbortSignal.timeout(5_000)))
      entries.push(...part);
    const found = new Map(entries.map((entry) => [entry.name, entry]));
    expect([...found.keys()].toSorted()).toEqual([...names, '\udcfff\udcfc', 'sub', "li'nk -> x"].toSorted());
    expect(found.get('plain')).toMatchObject({
      kind: 'file',
      size: 3,
      mode: 0o4751,
      modifiedAt: 1_700_000_000_000,
      owner: 'root',
    });
    expect(found.get('sub')).toMatchObject({ kind: 'directory', mode: 0o1777 });
    expect(found.get("li'nk -> x")).toMatchObject({ kind: 'link', linkTarget: "../to 'here' -> there\nand" });
  },
);

test('a path reaches the shell byte by byte', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 60 }), (bytes) => {
      const path = Buffer.from(bytes.map((byte) => byte || 1));
      const text = shellBytes(bytesToText(path));
      expect(text).toMatch(/^[\w./+=:,@\\-]+$/);
      const out = execFileSync('sh', ['-c', `a=$(printf '%b_' "$1"); a=\${a%_}; printf '%s' "$a"`, 'sh', text]);
      expect([...out]).toEqual([...path]);
    }),
    { numRuns: 40 },
  );
});

test('what is no listing gives nothing and does not throw', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), fc.constantFrom('find\n', 'stat\n', ''), (bytes, head) => {
      const parser = new ListingParser();
      parser.push(Buffer.concat([Buffer.from(head), Buffer.from(bytes)]));
      parser.end();
    }),
  );
});
