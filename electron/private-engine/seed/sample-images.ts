import type { Busybox } from './busybox';
import { layer, type SampleImage, type SampleLayer } from './image-archive';

const labels = (title: string) => ({
  'org.opencontainers.image.title': title,
  'org.opencontainers.image.description': 'A sample made by Berth',
  'org.opencontainers.image.version': '1',
});

/** A script as PID 1 has no default signal handling: without the trap every stop would take its whole grace period. */
const script = (text: string) => `#!/bin/sh\ntrap 'exit 0' TERM INT\n${text}`;

const logger = script(`i=0
while :; do
  i=$((i + 1))
  printf '\\033[32mINFO\\033[0m  request %d served in %d ms\\n' "$i" "$((i * 7 % 90 + 3))"
  [ $((i % 4)) -eq 0 ] && printf '\\033[33mWARN\\033[0m  queue is %d deep\\n' "$((i % 11))" >&2
  [ $((i % 9)) -eq 0 ] && printf '{"level":"info","time":"%s","request":%d,"user":{"id":%d}}\\n' "$(date -u +%Y-%m-%dT%H:%M:%SZ)" "$i" "$((i % 5))"
  [ $((i % 31)) -eq 0 ] && printf '\\033[1;31mERROR\\033[0m upstream closed the connection\\n  at read (socket.c:88)\\n  at main (main.c:12)\\n' >&2
  sleep 1 & wait $!
done
`);

const page = `<!doctype html><html lang="en"><title>Sample</title>
<h1>It works</h1><p>This page is served by a sample container of Berth.</p></html>
`;

/** The layer below all others: busybox under the name of each of its applets. */
export function shellLayer({ binary, applets }: Busybox): Promise<SampleLayer> {
  const directories = ['bin', 'etc', 'root', 'tmp', 'srv', 'var'].map((name) => ({ name, type: 'directory' as const }));
  return layer('ADD shell.tar /', [
    ...directories,
    { name: 'bin/busybox', content: binary, mode: 0o755 },
    ...applets.map((name) => ({ name: `bin/${name}`, type: 'symlink' as const, target: 'busybox' })),
    { name: 'etc/passwd', content: 'root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534:nobody:/:/bin/false\n' },
    { name: 'etc/group', content: 'root:x:0:\nnogroup:x:65534:\n' },
  ]);
}

export async function sampleImages(busybox: Busybox): Promise<SampleImage[]> {
  const shell = await shellLayer(busybox);
  const command = (file: string) => ({ step: `CMD ["${file}"]` });
  const program = async (file: string, text: string) => [
    shell,
    await layer(`COPY ${file} /bin/`, [{ name: `bin/${file}`, content: text, mode: 0o755 }]),
    command(file),
  ];
  return [
    {
      tag: 'sample/shell:1',
      layers: [shell, command('sh')],
      config: { Cmd: ['sh'], WorkingDir: '/root', Labels: labels('shell') },
    },
    {
      // What Berth's debug shells bring along, where no registry has a busybox.
      tag: 'sample/toolbox:1',
      layers: [shell, command('sh')],
      config: { Cmd: ['sh'], Labels: labels('toolbox') },
    },
    {
      tag: 'sample/web:1',
      layers: [
        shell,
        await layer('COPY www /www', [
          { name: 'www', type: 'directory' },
          { name: 'www/index.html', content: page },
        ]),
        ...(await program('serve', script('httpd -f -v -p 8080 -h /www & wait $!\n'))).slice(1),
        { step: 'EXPOSE 8080' },
      ],
      config: {
        Cmd: ['serve'],
        ExposedPorts: { '8080/tcp': {} },
        Healthcheck: {
          Test: ['CMD', 'wget', '-q', '-O', '/dev/null', 'http://127.0.0.1:8080/'],
          // Each check starts a process and makes three events: often enough to see, rare enough to cost nothing.
          Interval: 10_000_000_000,
          Timeout: 3_000_000_000,
          Retries: 3,
        },
        Labels: labels('web'),
      },
    },
    {
      tag: 'sample/logger:1',
      layers: await program('logger-app', logger),
      config: { Cmd: ['logger-app'], Labels: labels('logger') },
    },
    {
      // One program and nothing else: busybox under this name is httpd, whatever the arguments, so there is no shell in it.
      tag: 'sample/distroless:1',
      layers: [
        await layer('COPY httpd /httpd', [{ name: 'httpd', content: busybox.binary, mode: 0o755 }]),
        { step: 'ENTRYPOINT ["/httpd"]' },
      ],
      config: { Entrypoint: ['/httpd'], Cmd: ['-f', '-p', '8080'], Env: [], Labels: labels('distroless') },
    },
    {
      tag: 'sample/exit3:1',
      layers: await program(
        'fail',
        script('echo "Reading the configuration"\necho "No configuration found" >&2\nexit 3\n'),
      ),
      config: { Cmd: ['fail'], Labels: labels('exit3') },
    },
    {
      tag: 'sample/restarts:1',
      layers: await program(
        'crash',
        script('echo "Starting"\nsleep 5 & wait $!\necho "Lost the database" >&2\nexit 1\n'),
      ),
      config: { Cmd: ['crash'], Labels: labels('restarts') },
    },
  ];
}
