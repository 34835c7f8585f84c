import { setTimeout as sleep } from 'node:timers/promises';
import WebSocket from 'ws';
import type { Berth } from './berth';

/** Node's inspector of a running Berth (started with `--inspect=127.0.0.1:0`). */
export interface NodeInspector {
  send(method: string, params?: object): Promise<Record<string, unknown>>;
  close(): void;
}

export async function inspect(berth: Berth): Promise<NodeInspector> {
  for (let tries = 0; berth.inspector === undefined && tries < 50; tries += 1) await sleep(20);
  if (berth.inspector === undefined) throw new Error('Berth was started without its inspector');
  const socket = new WebSocket(berth.inspector, { perMessageDeflate: false, maxPayload: 2 ** 30 });
  await new Promise((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
  const waiting = new Map<number, (result: Record<string, unknown>) => void>();
  let count = 0;
  socket.on('message', (data) => {
    const { id, result = {} } = JSON.parse(String(data));
    waiting.get(id)?.(result);
    waiting.delete(id);
  });
  return {
    send: (method, params = {}) =>
      new Promise((resolve) => {
        count += 1;
        waiting.set(count, resolve);
        socket.send(JSON.stringify({ id: count, method, params }));
      }),
    close: () => socket.close(),
  };
}
