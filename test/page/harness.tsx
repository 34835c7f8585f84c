/** Shows the page in one of its states, chosen by `?state=`. */
import { createRoot } from 'react-dom/client';
import { App } from '../../renderer/app/app';
import { createBridge } from '../../renderer/bridge/bridge';
import '../../renderer/styles/index.css';
import '../../renderer/app/app.css';
import { createFakeMain, type FakeMain } from './fake-main';
import { connected, container, engine, image, info, job, noEngine } from './samples';

const failed = {
  code: 'port-taken',
  params: { port: '8080' },
  raw: 'driver failed programming external connectivity',
} as const;

const states: Record<string, (main: FakeMain) => void> = {
  connected: () => {},
  none: (main) => main.engines.set(noEngine),
  lost: (main) => {
    const error = {
      code: 'engine-unreachable',
      params: { address: 'unix:///var/run/docker.sock', reason: 'refused the connection' },
    } as const;
    setTimeout(() => {
      main.engines.set({
        ...connected,
        engines: [engine({ phase: 'reconnecting', nextTryAt: Date.now() + 3_000, seenAt: Date.now() - 20_000, error })],
        remedies: [{ kind: 'start-installed', command: 'systemctl start docker', product: 'docker' }],
      });
    }, 600);
  },
  stopped: (main) => setTimeout(main.stop, 800),
};

const query = new URLSearchParams(location.search);
const main = createFakeMain();
main.engines.set(connected);
main.info = info;
main.containers.set([
  container('shop-api-1', { health: 'healthy', ports: [{ privatePort: 3000, publicPort: 8080, protocol: 'tcp' }] }),
  container('shop-db-1', { image: 'postgres:17' }),
  container('report-nightly', { state: 'exited', exitCode: 137 }),
]);
main.images.set(['nginx:1.27', 'postgres:17'].map(image));
main.jobs.set([
  job(),
  job({
    verb: 'start',
    state: 'failed',
    command: 'docker start web-2',
    items: [{ id: 'b', name: 'web-2', state: 'failed', error: failed }],
  }),
  job({
    verb: 'delete',
    state: 'failed',
    command: 'docker rm a b c',
    items: [
      { id: 'a', name: 'a', state: 'done' },
      { id: 'b', name: 'b', state: 'failed', error: { code: 'in-use', params: { name: 'b', by: 'web-1' } } },
      { id: 'c', name: 'c', state: 'done' },
    ],
  }),
  job({
    verb: 'pull',
    noun: 'image',
    state: 'running',
    command: 'docker pull postgres:18',
    endedAt: undefined,
    items: [
      {
        id: 'postgres:18',
        name: 'postgres:18',
        state: 'running',
        progress: {
          kind: 'layers',
          layers: [
            { id: '952132ac251a', state: 'exists', total: 28_200_000 },
            { id: '82659f8f1b76', state: 'extracting', current: 3_200_000, total: 4_500_000 },
            { id: 'c19118ca682d', state: 'downloading', current: 53_000_000, total: 112_000_000 },
            { id: '24e0251a0e2c', state: 'waiting', total: 4_800_000 },
          ],
        },
      },
    ],
  }),
  job({
    verb: 'stop',
    state: 'running',
    startedAt: Date.now() - 4_000,
    endedAt: undefined,
    items: ['a', 'b', 'c'].map((id, at) => ({ id, name: id, state: at ? 'waiting' : 'done' })),
  }),
]);
main.settings.set({ ...main.settings.value, theme: query.get('theme') === 'light' ? 'light' : 'dark' });
states[query.get('state') ?? 'connected']?.(main);

const root = document.getElementById('root');
if (root) createRoot(root).render(<App bridge={createBridge(main.open)} />);
