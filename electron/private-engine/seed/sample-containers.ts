/** A container the seed makes, in the words of `POST /containers/create`. */
export interface SampleContainer {
  readonly name: string;
  readonly body: Readonly<Record<string, unknown>>;
  /** once: started when it is made and never again (it ends by itself). */
  readonly run: 'yes' | 'no' | 'once';
}

/** Comes back with the engine, as a service would. */
const stays = { RestartPolicy: { Name: 'unless-stopped' } };

export const standalone: readonly SampleContainer[] = [
  {
    name: 'web',
    run: 'yes',
    body: {
      Image: 'sample/web:1',
      ExposedPorts: { '8080/tcp': {} },
      // Port 0: the engine takes a free one, so several engines live side by side.
      HostConfig: { ...stays, PortBindings: { '8080/tcp': [{ HostIp: '127.0.0.1', HostPort: '' }] } },
    },
  },
  { name: 'logger', run: 'yes', body: { Image: 'sample/logger:1', HostConfig: stays } },
  {
    name: 'shell',
    run: 'yes',
    body: { Image: 'sample/shell:1', Tty: true, OpenStdin: true, StopTimeout: 1, HostConfig: stays },
  },
  { name: 'distroless', run: 'yes', body: { Image: 'sample/distroless:1', StopTimeout: 1, HostConfig: stays } },
  { name: 'exit3', run: 'once', body: { Image: 'sample/exit3:1' } },
  {
    name: 'restarts',
    run: 'yes',
    body: {
      Image: 'sample/restarts:1',
      HostConfig: {
        RestartPolicy: { Name: 'on-failure', MaximumRetryCount: 0 },
        // Each start would bring an interface up and down, and browsers drop what they are loading when one does.
        NetworkMode: 'none',
      },
    },
  },
];

export const shopNetwork = 'shop_default';
export const shopVolume = 'shop_data';
const projectLabel = { 'com.docker.compose.project': 'shop', 'com.docker.compose.version': '2.40.0' };
export const shopNetworkLabels = { ...projectLabel, 'com.docker.compose.network': 'default' };
export const shopVolumeLabels = { ...projectLabel, 'com.docker.compose.volume': 'data' };

const idle = ['sh', '-c', 'trap "exit 0" TERM; echo ready; while :; do sleep 3600 & wait $!; done'];

/** The file that would make the project `shop`; it lies in the engine's directory, where the containers' labels point. */
export const shopFile = `services:
  web:
    image: sample/web:1
    ports: ["127.0.0.1::8080"]
    depends_on: [db, cache]
    restart: unless-stopped
  db:
    image: sample/shell:1
    command: ${JSON.stringify(idle).replaceAll('$', '$$$$')}
    volumes: ["data:/var/lib/data"]
    restart: unless-stopped
  cache:
    image: sample/shell:1
    command: ${JSON.stringify(idle).replaceAll('$', '$$$$')}
    restart: unless-stopped
volumes:
  data:
`;

/** `folder`: where compose.yaml is. */
export function shop(folder: string): SampleContainer[] {
  const service = (
    name: string,
    body: Record<string, unknown>,
    hostConfig: Record<string, unknown>,
    after = '',
  ): SampleContainer => ({
    name: `shop-${name}-1`,
    run: 'yes',
    body: {
      ...body,
      Labels: {
        ...projectLabel,
        'com.docker.compose.service': name,
        'com.docker.compose.container-number': '1',
        'com.docker.compose.oneoff': 'False',
        'com.docker.compose.depends_on': after,
        'com.docker.compose.project.working_dir': folder,
        'com.docker.compose.project.config_files': `${folder}/compose.yaml`,
      },
      HostConfig: { ...stays, NetworkMode: shopNetwork, ...hostConfig },
      NetworkingConfig: { EndpointsConfig: { [shopNetwork]: { Aliases: [name] } } },
    },
  });
  const depends = 'db:service_started:false,cache:service_started:false';
  return [
    service(
      'db',
      { Image: 'sample/shell:1', Cmd: idle },
      { Mounts: [{ Type: 'volume', Source: shopVolume, Target: '/var/lib/data' }] },
    ),
    service('cache', { Image: 'sample/shell:1', Cmd: idle }, {}),
    service(
      'web',
      { Image: 'sample/web:1', ExposedPorts: { '8080/tcp': {} } },
      { PortBindings: { '8080/tcp': [{ HostIp: '127.0.0.1', HostPort: '' }] } },
      depends,
    ),
  ];
}

/** 1,000 containers called load-0001 and so on; each tenth runs, doing nothing. */
export const load: readonly SampleContainer[] = Array.from({ length: 1_000 }, (_, index) => ({
  name: `load-${String(index + 1).padStart(4, '0')}`,
  run: index % 10 === 0 ? 'yes' : 'no',
  body: {
    Image: 'sample/shell:1',
    Cmd: ['sleep', '2147483647'],
    StopTimeout: 1,
    Labels: { 'sample.load': 'yes', 'sample.group': `group-${index % 7}` },
    HostConfig: { NetworkMode: 'none' },
  },
}));
