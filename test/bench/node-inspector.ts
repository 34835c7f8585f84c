import { setTimeout as sleep } from 'node:timers/promises';
import WebSocket from 'ws';
import type { Berth } from './berth';

/** Node's inspector of a running Berth (started with `--inspect=127.0.0.1:0`). */
export interface NodeInspector {
  send(method: string, params?: object): Promise<Record<string, unknown>>;
  /** The same to each of its threads that run by now. */
  sendToThreads(method: string, params?: object): Promise<readonly Record<string, unknown>[]>;
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
  const threads = new Set<string>();
  let count = 0;
  const heard = (message: Message) => {
    const { sessionId = '', message: inner = '' } = message.params ?? {};
    if (message.method === 'NodeWorker.attachedToWorker') threads.add(sessionId);
    else if (message.method === 'NodeWorker.detachedFromWorker') threads.delete(sessionId);
    else if (message.method === 'NodeWorker.receivedMessageFromWorker') heard(JSON.parse(inner));
    else if (message.id !== undefined) {
      waiting.get(message.id)?.(message.result ?? {});
      waiting.delete(message.id);
    }
  };
  socket.on('message', (data) => heard(JSON.parse(String(data))));
  /** Numbers are unique over all threads, so that one list of the waiting serves. */
  const ask = (method: string, params: object, post: (message: string) => void) =>
    new Promise<Record<string, unknown>>((resolve) => {
      count += 1;
      waiting.set(count, resolve);
      post(JSON.stringify({ id: count, method, params }));
    });
  const send: NodeInspector['send'] = (method, params = {}) => ask(method, params, (message) => socket.send(message));
  await send('NodeWorker.enable', { waitForDebuggerOnStart: false });
  return {
    send,
    sendToThreads: (method, params = {}) =>
      Promise.all(
        [...threads].map((sessionId) =>
          ask(method, params, (message) => void send('NodeWorker.sendMessageToWorker', { sessionId, message })),
        ),
      ),
    close: () => socket.close(),
  };
}

/** An answer, or an event; of the events' fields those that matter here. */
interface Message {
  readonly id?: number;
  readonly result?: Record<string, unknown>;
  readonly method?: string;
  readonly params?: { readonly sessionId?: string; readonly message?: string };
}
