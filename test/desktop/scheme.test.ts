/** The page's own scheme: serves the built page and nothing else. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { isOurs, servePage } from '../../electron/desktop/scheme';
import { openPageFiles } from '../../electron/shell/page-files';

const folder = mkdtempSync(join(tmpdir(), 'berth-page-'));
afterAll(() => rmSync(folder, { recursive: true }));
const page = join(folder, 'page');
mkdirSync(join(page, 'assets'), { recursive: true });
writeFileSync(join(page, 'index.html'), '<meta name="csp-nonce" content="__CSP_NONCE__">');
writeFileSync(join(page, 'assets/a-1.js'), 'code');
writeFileSync(join(folder, 'secret.txt'), 'secret');
symlinkSync('/etc/passwd', join(page, 'link.txt'));

let handler: (request: Request) => Promise<Response> = async () => Response.error();
servePage(
  {
    handle: (_, handle) => {
      handler = handle as typeof handler;
    },
  },
  openPageFiles(page),
);
const ask = (path: string, init?: RequestInit) => handler(new Request(`berth-app://${path}`, init));

test('the page comes with a policy, whose nonce it is told', async () => {
  const answer = await ask('berth/');
  const policy = answer.headers.get('content-security-policy') ?? '';
  const nonce = /'nonce-([^']+)'/.exec(policy)?.[1];
  expect(await answer.text()).toBe(`<meta name="csp-nonce" content="${nonce}">`);
  expect(policy).toContain("default-src 'none'; script-src 'self';");
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  const script = await ask('berth/assets/a-1.js');
  expect([await script.text(), script.headers.get('content-type')]).toEqual(['code', 'text/javascript; charset=utf-8']);
});

test.each([
  'berth/../secret.txt',
  'berth/%2e%2e/secret.txt',
  'berth/..%2fsecret.txt',
  'berth/%252e%252e%252fsecret.txt',
  'berth/link.txt',
  'berth//etc/passwd',
  'berth/assets/..%5c..%5csecret.txt',
  'berth/index.html%00',
  'other/index.html',
])('LB-05 %s: not found', async (path) => {
  expect((await ask(path)).status).toBe(404);
});

test('only reading', async () => {
  expect((await ask('berth/', { method: 'POST', body: 'x' })).status).toBe(404);
});

test.each([
  ['berth-app://berth', true],
  ['berth-app://berth/#/x', true],
  ['berth-app://berth.evil/', false],
  ['berth-app://berth:80/', false],
  ['berth-app://evil/', false],
  ['https://berth/', false],
  ['', false],
])('%s is ours: %s', (url, ours) => {
  expect(isOurs(url)).toBe(ours);
});
