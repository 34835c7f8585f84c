/** What the running browser shell gives away, to whom and where (faults.md LB-05, LB-07, LB-08, LB-09). */
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { connect } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask, copyOfBuild, type RunningBerth, runBerth } from './running-berth';

let build: Awaited<ReturnType<typeof copyOfBuild>>;
let berth: RunningBerth;
let cookie: string;
const linux = process.platform === 'linux';

beforeAll(async () => {
  build = await copyOfBuild();
  const page = join(build.folder, 'dist/page');
  writeFileSync(join(build.folder, 'dist/secret.txt'), 'not yours');
  symlinkSync('/etc/passwd', join(page, 'link.txt'));
  symlinkSync('..', join(page, 'up'));
  berth = await runBerth(build.folder);
  cookie = await berth.cookie();
});
afterAll(async () => {
  await berth?.stop();
  build?.remove();
});

describe('LB-05: paths that lead out', () => {
  const paths = [
    '/../secret.txt',
    '/../../package.json',
    '/assets/../../secret.txt',
    '/%2e%2e/secret.txt',
    '/%2e%2e%2fsecret.txt',
    '/..%2fsecret.txt',
    '/%252e%252e%252fsecret.txt',
    '/..%c0%afsecret.txt',
    '/..\\secret.txt',
    '/..%5csecret.txt',
    '/index.html%00.txt',
    '/%00',
    '/link.txt',
    '/up/secret.txt',
    '/up/page/index.html',
    '//etc/passwd',
    '/etc/passwd',
    '/file:///etc/passwd',
    '/./index.html',
    '/assets/',
    '/assets',
    '/%',
    '/%ff',
  ];
  test.each(paths)('LB-05 %s: 404', async (path) => {
    const { status, body } = await ask(berth.port, path, { cookie });
    expect([status, body]).toEqual([404, 'Not found\n']);
  });
});

test('every answer carries the policy: no sniffing, no framing, no referrer, our own files alone', async () => {
  const asked = [
    await ask(berth.port, '/', { cookie }),
    await ask(berth.port, '/'),
    await ask(berth.port, '/?token=x'),
  ];
  for (const { headers } of asked) {
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'no-store',
    });
    const policy = headers['content-security-policy'];
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe');
  }
  const [first, second] = [await ask(berth.port, '/', { cookie }), await ask(berth.port, '/', { cookie })];
  expect(first.headers['content-security-policy']).not.toBe(second.headers['content-security-policy']);
  const asset = /assets\/[\w.-]+\.js/.exec(first.body)?.[0];
  const { status, headers } = await ask(berth.port, `/${asset}`, { cookie });
  expect([status, headers['cache-control']]).toEqual([200, 'private, max-age=31536000, immutable']);
});

describe('LB-07: where the token shows', () => {
  test('LB-07 in the ready line on stdout, and in no log', async () => {
    await ask(berth.port, `/?token=${berth.token}`);
    await ask(berth.port, `/?token=${berth.token}`, { origin: 'https://evil.example' });
    expect(berth.stdout()).toBe(`Berth is ready at ${berth.link}\n`);
    expect(berth.stderr()).not.toContain(berth.token);
    expect(berth.stderr()).not.toContain(cookie.split('=')[1]);
  });

  test.runIf(linux)(
    'LB-07 opening a browser shows it in no list of processes: only in a file for this user',
    async () => {
      const bin = mkdtempSync(join(tmpdir(), 'berth-bin-'));
      // Stands in for the person's desktop: notes what it was given.
      writeFileSync(
        join(bin, 'xdg-open'),
        `#!/bin/sh\necho "$@" > ${bin}/given.part && mv ${bin}/given.part ${bin}/given\n`,
      );
      chmodSync(join(bin, 'xdg-open'), 0o755);
      const opened = await runBerth(build.folder, {
        args: ['--open'],
        env: { DISPLAY: ':99', PATH: `${bin}:${process.env.PATH}` },
      });
      try {
        await expect.poll(() => readdirSync(bin)).toContain('given');
        const given = readFileSync(join(bin, 'given'), 'utf8').trim();
        expect(given).not.toContain(opened.token);
        const file = fileURLToPath(given);
        expect(statSync(file).mode & 0o777).toBe(0o600);
        expect(readFileSync(file, 'utf8')).toContain(opened.link);
        // The browser steps on from that file: another site as fetch metadata has it, and yet it comes in.
        const metadata = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' };
        const { status, body, headers } = await ask(opened.port, `/?token=${opened.token}`, metadata);
        expect([status, headers['set-cookie']?.length]).toEqual([200, 1]);
        expect(body).toContain('http-equiv="refresh"');
      } finally {
        await opened.stop();
        rmSync(bin, { recursive: true });
      }
    },
  );

  test.runIf(linux)('LB-07 no command line and no file of the data folder holds it', () => {
    const lines = readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map((pid) => {
        try {
          return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
        } catch {
          return '';
        }
      });
    expect(lines.filter((line) => line.includes(berth.token))).toEqual([]);
    const files = readdirSync(berth.dataDir, { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    );
    const held = files.filter((entry) =>
      readFileSync(join(entry.parentPath, entry.name), 'utf8').includes(berth.token),
    );
    expect(held.map(({ name }) => name)).toEqual([]);
  });
});

test.runIf(linux)('LB-08 listens on 127.0.0.1 alone', async () => {
  const port = berth.port.toString(16).toUpperCase().padStart(4, '0');
  const listening = ['tcp', 'tcp6'].flatMap((table) =>
    readFileSync(`/proc/net/${table}`, 'utf8')
      .split('\n')
      .map((line) => line.trim().split(/\s+/))
      .filter(([, local, , state]) => local?.endsWith(`:${port}`) && state === '0A')
      .map(([, local]) => local),
  );
  expect(listening).toEqual([`0100007F:${port}`]);
  const outside = Object.values(networkInterfaces())
    .flat()
    .filter((address) => address !== undefined && !address.internal && address.family === 'IPv4');
  for (const address of outside) {
    const reached = await new Promise((resolve) => {
      const socket = connect(berth.port, address?.address, () => resolve(true));
      socket.on('error', () => resolve(false));
    });
    expect([address?.address, reached]).toEqual([address?.address, false]);
  }
});

describe.runIf(linux && process.getuid?.() === 0)('LB-09: another user of the machine', () => {
  /** Runs a shell line as nobody; what it prints, with its exit code. */
  const asNobody = (line: string) => {
    const flags = ['--reuid=65534', '--regid=65534', '--clear-groups', '/bin/sh', '-c', `${line}; echo " code $?"`];
    return execFileSync('setpriv', flags, { encoding: 'utf8', cwd: '/', stdio: ['ignore', 'pipe', 'pipe'] });
  };

  test('LB-09 reaches the port and gets 401, and finds no token', () => {
    const script = `fetch('http://127.0.0.1:${berth.port}/').then((answer) => console.log(answer.status))`;
    expect(asNobody(`${process.execPath} -e "${script}"`)).toContain('401');
    expect(asNobody(`cat /proc/${berth.child.pid}/environ 2>/dev/null`)).toBe(' code 1\n');
    expect(asNobody(`tr '\\0' ' ' < /proc/${berth.child.pid}/cmdline`)).not.toContain(berth.token);
  });

  test('LB-09 the data folder is closed to them, and every file in it', () => {
    const { dataDir } = berth;
    // The folder above is the test's own: open it, so that what holds is the data folder itself.
    chmodSync(join(dataDir, '..'), 0o755);
    mkdirSync(join(dataDir, 'probe'), { recursive: true });
    writeFileSync(join(dataDir, 'probe/file'), 'x');
    expect(statSync(dataDir).mode & 0o777).toBe(0o700);
    expect(asNobody(`ls ${dataDir} 2>/dev/null`)).toBe(' code 2\n');
    expect(asNobody(`cat ${dataDir}/probe/file 2>/dev/null`)).toBe(' code 1\n');
    const files = readdirSync(dataDir, { recursive: true, withFileTypes: true });
    const open = files
      .filter((entry) => entry.isFile() && entry.name !== 'file')
      .filter((entry) => (statSync(join(entry.parentPath, entry.name)).mode & 0o077) !== 0);
    expect(open.map(({ name }) => name)).toEqual([]);
  });
});
