/** Attacks on the door of the running browser shell: token, cookie, Origin, Host (faults.md LB-01 … LB-03, LB-10). */
import { Agent } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSocket, outcome } from './bridge';
import { ask, copyOfBuild, type RunningBerth, runBerth } from './running-berth';

let build: Awaited<ReturnType<typeof copyOfBuild>>;
let berth: RunningBerth;
let cookie: string;
let origin: string;

beforeAll(async () => {
  build = await copyOfBuild();
  berth = await runBerth(build.folder);
  cookie = await berth.cookie();
  origin = `http://127.0.0.1:${berth.port}`;
});
afterAll(async () => {
  await berth?.stop();
  build?.remove();
});

/** One raw HTTP request; the status of its answer. */
function raw(text: string): Promise<number> {
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(berth.port, '127.0.0.1', () => socket.write(text));
    socket.on('data', (chunk) => {
      answer += chunk;
      if (!answer.includes('\r\n')) return;
      socket.destroy();
      resolve(Number(answer.split(' ')[1]));
    });
    socket.on('error', reject);
    socket.on('close', () => resolve(Number(answer.split(' ')[1])));
  });
}

describe('LB-01: the token', () => {
  test('LB-01 without token or cookie: 401 with words that say where to find a link', async () => {
    for (const path of ['/', '/index.html', '/assets/anything.js', '/bridge']) {
      const { status, body, headers } = await ask(berth.port, path);
      expect([path, status]).toEqual([path, 401]);
      expect(body).toContain('press Enter');
      expect(headers['set-cookie']).toBeUndefined();
    }
  });

  test('LB-01 a wrong token, a near miss and a wrong cookie: 401', async () => {
    for (const token of ['', 'x', 'x'.repeat(43), 'x'.repeat(10_000), `${berth.token}x`, berth.token.slice(0, -1)]) {
      expect((await ask(berth.port, `/?token=${token}`)).status).toBe(401);
    }
    expect((await ask(berth.port, '/', { cookie: `berth-${berth.port}=wrong` })).status).toBe(401);
  });

  test('LB-01 the token is traded once; pressed again it opens only the browser that has the cookie', async () => {
    const fresh = await runBerth(build.folder);
    try {
      const first = await ask(fresh.port, `/?token=${fresh.token}`);
      expect(first.status).toBe(303);
      expect(first.headers.location).toBe('/');
      expect(first.headers['set-cookie']?.[0]).toMatch(
        new RegExp(`^berth-${fresh.port}=[\\w-]{43}; HttpOnly; SameSite=Strict; Path=/$`),
      );
      expect((await ask(fresh.port, `/?token=${fresh.token}`)).status).toBe(401);
      const own = first.headers['set-cookie']?.[0]?.split(';')[0] ?? '';
      const again = await ask(fresh.port, `/?token=${fresh.token}`, { cookie: own });
      expect([again.status, again.headers['set-cookie']]).toEqual([303, undefined]);
      expect((await ask(fresh.port, '/', { cookie: own })).status).toBe(200);
    } finally {
      await fresh.stop();
    }
  });

  test('LB-01 a signal asks for another link, which makes the one before it worthless', async () => {
    const fresh = await runBerth(build.folder);
    try {
      fresh.child.kill('SIGUSR2');
      const [, token] = await fresh.waitFor(/Another link: \S+token=([\w-]+)\n/);
      expect((await ask(fresh.port, `/?token=${fresh.token}`)).status).toBe(401);
      expect((await ask(fresh.port, `/?token=${token}`)).status).toBe(303);
    } finally {
      await fresh.stop();
    }
  });

  test('LB-01 10,000 guesses are slowed, and keep out nobody who has the cookie', async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 100 });
    const statuses = new Map<number, number>();
    const guess = async (number: number) => {
      const { status } = await ask(berth.port, `/?token=${String(number).padStart(43, 'a')}`, {}, { agent });
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    };
    const all = Array.from({ length: 10_000 }, (_, number) => guess(number));
    await Promise.race(all);
    const started = Date.now();
    expect((await ask(berth.port, '/', { cookie })).status).toBe(200);
    expect(Date.now() - started).toBeLessThan(10_000);
    await Promise.all(all);
    const seconds = (Date.now() - started) / 1_000;
    agent.destroy();
    expect([...statuses.keys()].sort()).toEqual([401, 429]);
    // 20 answers at a time are held back for 2 s each: guesses that are looked at come at 10 a second at most.
    expect(statuses.get(401)).toBeLessThan(100 + 15 * seconds);
    const wrong = Date.now();
    expect([401, 429]).toContain((await ask(berth.port, '/?token=once-more')).status);
    expect(Date.now() - wrong).toBeGreaterThan(1_500);
  });
});

describe('LB-02: other origins', () => {
  const foreign = () => [
    'https://evil.example',
    'null',
    `http://localhost.evil:${berth.port}`,
    `http://127.0.0.1:${berth.port + 1}`,
    `https://127.0.0.1:${berth.port}`,
    `http://localhost:${berth.port}`,
    `http://127.0.0.1:${berth.port}.evil.example`,
    '',
  ];

  test('LB-02 any request from a foreign Origin, with the right cookie: 403 and no CORS header', async () => {
    for (const other of foreign()) {
      for (const method of ['GET', 'HEAD', 'POST', 'OPTIONS', 'DELETE']) {
        const { status, headers } = await ask(berth.port, '/', { cookie, origin: other }, { method });
        expect([method, other, status]).toEqual([method, other, 403]);
        expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
      }
    }
  });

  test('LB-02 a WebSocket from a foreign Origin or without one, with the right cookie: 403', async () => {
    for (const other of foreign()) {
      expect([other, await outcome(openSocket(berth.port, { cookie, origin: other }))]).toEqual([other, 403]);
    }
    expect(await outcome(openSocket(berth.port, { cookie }))).toBe(403);
  });

  test('LB-02 a WebSocket from our own Origin: 401 without the cookie, open with it', async () => {
    expect(await outcome(openSocket(berth.port, { origin }))).toBe(401);
    expect(await outcome(openSocket(berth.port, { origin, cookie }, '/elsewhere'))).toBe(404);
    const socket = openSocket(berth.port, { origin, cookie });
    expect(await outcome(socket)).toBe('open');
    socket.close();
  });

  test('LB-02 a foreign Origin can not spend the token', async () => {
    const fresh = await runBerth(build.folder);
    try {
      expect((await ask(fresh.port, `/?token=${fresh.token}`, { origin: 'https://evil.example' })).status).toBe(403);
      expect((await ask(fresh.port, `/?token=${fresh.token}`)).status).toBe(303);
    } finally {
      await fresh.stop();
    }
  });
});

describe('LB-03: other hosts', () => {
  test('LB-03 a name that was pointed at us (DNS rebinding): 403', async () => {
    const { port } = berth;
    const hosts = [
      'evil.example',
      `evil.example:${port}`,
      `localhost.evil:${port}`,
      `127.0.0.1.evil.example:${port}`,
      `127.0.0.1:${port}@evil.example`,
      '127.0.0.1',
      `127.0.0.1:${port + 1}`,
      `0.0.0.0:${port}`,
      `127.0.0.2:${port}`,
    ];
    for (const host of hosts) {
      expect([host, (await ask(port, '/', { cookie, host })).status]).toEqual([host, 403]);
      expect(await outcome(openSocket(port, { cookie, host, origin: `http://${host}` }))).toBe(403);
    }
  });

  test('LB-03 no Host, two Hosts, a whole URL as the target: 403', async () => {
    const own = `127.0.0.1:${berth.port}`;
    expect(await raw(`GET / HTTP/1.1\r\nCookie: ${cookie}\r\n\r\n`)).toBe(403);
    expect(await raw(`GET / HTTP/1.1\r\nHost: \r\nCookie: ${cookie}\r\n\r\n`)).toBe(403);
    expect(await raw(`GET / HTTP/1.0\r\nCookie: ${cookie}\r\n\r\n`)).toBe(403);
    expect(await raw(`GET / HTTP/1.1\r\nHost: ${own}\r\nHost: evil.example\r\nCookie: ${cookie}\r\n\r\n`)).toBe(403);
    expect(await raw(`GET http://evil.example/ HTTP/1.1\r\nHost: ${own}\r\nCookie: ${cookie}\r\n\r\n`)).toBe(403);
    expect(await raw(`GET / HTTP/1.1\r\nHost: ${own}\r\nCookie: ${cookie}\r\n\r\n`)).toBe(200);
  });

  test('LB-03 localhost is our own name too', async () => {
    const host = `localhost:${berth.port}`;
    expect((await ask(berth.port, '/', { cookie, host })).status).toBe(200);
    const socket = openSocket(berth.port, { cookie, host, origin: `http://${host}` });
    expect(await outcome(socket)).toBe('open');
    socket.close();
  });
});

describe('LB-10: two instances', () => {
  test('LB-10 the cookie of one does not open the other, under either name', async () => {
    const other = await runBerth(build.folder);
    try {
      const value = cookie.split('=')[1];
      const name = (await other.cookie()).split('=')[0];
      for (const theirs of [cookie, `${name}=${value}`]) {
        expect((await ask(other.port, '/', { cookie: theirs })).status).toBe(401);
        const headers = { cookie: theirs, origin: `http://127.0.0.1:${other.port}` };
        expect(await outcome(openSocket(other.port, headers))).toBe(401);
      }
      expect((await ask(other.port, '/', { cookie: await other.cookie() })).status).toBe(200);
    } finally {
      await other.stop();
    }
  });
});
