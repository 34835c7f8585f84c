// Containers as a person has them, for pictures.
import { api, atEnd } from './shot-stage.mjs';

const loop = (line, every = 5) => [
  'sh',
  '-c',
  `trap 'exit 0' TERM; i=0; while :; do i=$((i+1)); ${line}; sleep ${every} & wait $!; done`,
];

/** Writes a log as pino does, with a line of logfmt and a stack trace of text among it. */
function jsonLog() {
  const request = (at) => {
    const failed = at % 13 === 5;
    const status = failed ? 500 : at % 7 === 3 ? 404 : 200;
    return JSON.stringify({
      level: failed ? 50 : status === 404 ? 40 : at % 5 === 0 ? 20 : 30,
      time: 1_795_953_600_000 + at * 731,
      pid: 1,
      hostname: 'gateway',
      req: {
        method: at % 4 ? 'GET' : 'POST',
        path: ['/posts', '/posts/18', '/tags?page=4', '/drafts', '/health'][at % 5],
      },
      status,
      user: ['ann', 'bob', 'eve'][at % 3],
      ms: (at * 37) % 410,
      ...(failed && { err: { type: 'Error', message: 'connect ECONNREFUSED 10.3.0.9:5672' } }),
      msg: failed ? 'request failed' : status === 404 ? 'not found' : at % 5 === 0 ? 'cache miss' : 'request completed',
    });
  };
  const lines = Array.from({ length: 60 }, (_, at) => request(at));
  lines.splice(
    45,
    0,
    'time="2026-11-29T12:00:31Z" level=warning msg="disk is nearly full" path=/var/cache free="1.2 GB"',
  );
  lines.splice(
    32,
    0,
    'Error: connect ECONNREFUSED 10.3.0.9:5672',
    '    at TCPConnectWrap.afterConnect [as oncomplete] (node:net:1611:16)',
    '    at /src/lib/queue.js:88:13',
  );
  const wait = "trap 'exit 0' TERM; while :; do sleep 3600 & wait $!; done";
  return ['sh', '-c', `printf '%s\\n' "$@"; ${wait}`, 'sh', ...lines];
}

/** Containers as a person has them, beside the samples: two projects, one that is ill, one that was killed, one by hand. Gone again at the end. */
export async function addDemo(host) {
  const images = [
    'nginx:1.27',
    'postgres:17',
    'redis:7',
    'registry.blog.dev/api:2.4.1',
    'registry.blog.dev/worker:2.4.1',
    'registry.shop.dev/cart:1.9.0',
    'registry.shop.dev/mail:1.9.0',
  ];
  const { Id: model } = await api(host, 'POST', '/containers/create', { Image: 'sample/shell:1' });
  for (const image of images) {
    const [repo, tag] = [image.slice(0, image.lastIndexOf(':')), image.slice(image.lastIndexOf(':') + 1)];
    await api(
      host,
      'POST',
      `/commit?container=${model}&repo=${encodeURIComponent(repo)}&tag=${tag}&comment=${tag}`,
      {},
    );
  }
  await api(host, 'DELETE', `/containers/${model}`);
  const labels = (service, project = 'blog') => ({
    'com.docker.compose.project': project,
    'com.docker.compose.service': service,
    'com.docker.compose.project.config_files': `/srv/${project}/compose.yaml`,
    'com.docker.compose.project.working_dir': `/srv/${project}`,
  });
  const port = (inside) => ({
    ExposedPorts: { [`${inside}/tcp`]: {} },
    HostConfig: { PortBindings: { [`${inside}/tcp`]: [{ HostIp: '127.0.0.1', HostPort: '' }] } },
  });
  const check = (command) => ({ Healthcheck: { Test: ['CMD-SHELL', command], Interval: 1_000_000_000, Retries: 2 } });
  const quiet = loop(':', 3600);
  const wanted = [
    [
      'blog-api-1',
      {
        Image: 'registry.blog.dev/api:2.4.1',
        Cmd: loop('printf "\\033[32mINFO\\033[0m GET /posts/$i 200 $((i*7%40+3)) ms\\n"', 1),
        Labels: labels('api'),
        Env: ['PORT=3000', 'DATABASE_URL=postgres://blog@blog-db-1/blog', 'API_TOKEN=not-a-real-one'],
        ...check('exit 0'),
        ...port(3000),
      },
    ],
    [
      'blog-db-1',
      {
        Image: 'postgres:17',
        Cmd: quiet,
        Labels: labels('db'),
        ...port(5432),
        Volumes: { '/var/lib/postgresql/data': {} },
      },
    ],
    ['blog-gateway-1', { Image: 'nginx:1.27', Cmd: jsonLog(), Labels: labels('gateway') }],
    ['blog-queue-1', { Image: 'redis:7', Cmd: quiet, Labels: labels('queue') }],
    [
      'blog-worker-1',
      {
        Image: 'registry.blog.dev/worker:2.4.1',
        Cmd: quiet,
        Labels: labels('worker'),
        ...check('echo "queue answered after 4.8 s, limit is 2 s" >&2; exit 1'),
      },
    ],
    ['nightly-backup', { Image: 'postgres:17', Cmd: ['sh', '-c', 'echo "Writing 48 MB"; sleep 3600'] }],
    ['scratch', { Image: 'nginx:1.27', Cmd: quiet, ...port(80) }],
    [
      'shop-web-1',
      { Image: 'nginx:1.27', Cmd: quiet, Labels: labels('web', 'shop'), ...check('exit 0'), ...port(8080) },
    ],
    [
      'shop-cart-1',
      { Image: 'registry.shop.dev/cart:1.9.0', Cmd: quiet, Labels: labels('cart', 'shop'), ...port(3001) },
    ],
    ['shop-db-1', { Image: 'postgres:17', Cmd: quiet, Labels: labels('db', 'shop'), ...check('exit 0') }],
    [
      'shop-mail-1',
      { Image: 'registry.shop.dev/mail:1.9.0', Cmd: ['sh', '-c', 'exit 1'], Labels: labels('mail', 'shop') },
    ],
    ['migrate', { Image: 'registry.blog.dev/api:2.4.1', Cmd: ['sh', '-c', 'echo done'], Labels: labels('migrate') }],
  ];
  const ids = {};
  for (const [name, body] of wanted) {
    await api(host, 'DELETE', `/containers/${name}?force=1&v=1`);
    const { Id } = await api(host, 'POST', `/containers/create?name=${name}`, { StopTimeout: 1, ...body });
    ids[name] = Id;
    await api(host, 'POST', `/containers/${Id}/start`);
  }
  await api(host, 'POST', `/containers/${ids['nightly-backup']}/kill`);
  atEnd(async () => {
    for (const [name] of wanted) await api(host, 'DELETE', `/containers/${name}?force=1&v=1`);
    for (const image of images) await api(host, 'DELETE', `/images/${encodeURIComponent(image)}`);
  });
  return ids;
}
