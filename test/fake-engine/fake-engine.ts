/**
 * A scripted engine on a unix socket, for faults that no real one makes on demand.
 *
 * By itself it answers like a small Docker: ping, version, info, containers, images, events. A test then has it stall, be
 * slow, lie, cut an answer, lose events, or go and come back; and reads what it was asked and how many connections are open.
 */
import { rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { type FakeContainer, imageRecord, infoRecord, inspectRecord, listRecord, versionRecord } from './fake-records';

export interface FakeRequest {
  readonly method: string;
  /** With its version and query, as it came. */
  readonly url: string;
  /** Without version and query: `/containers/json`. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** ms, of `performance.now()` */
  readonly at: number;
}

/** Answers in place of the usual answer; returns false to leave it to that. */
export type FakeHandler = (
  request: FakeRequest,
  response: ServerResponse,
) => boolean | undefined | Promise<boolean | undefined>;

export interface FakeEngineOptions {
  readonly socket: string;
  readonly version?: string;
  readonly api?: string;
  readonly minApi?: string;
}

export interface FakeEngine {
  readonly host: string;
  readonly containers: Map<string, FakeContainer>;
  readonly images: Map<number, readonly string[]>;
  /** All that was asked, oldest first. */
  readonly requests: readonly FakeRequest[];
  /** Connections accepted since the start, and those open now. */
  readonly connections: { readonly accepted: number; readonly open: number };
  /** Open event streams. */
  readonly listeners: number;
  /** Scripts an answer; the newest handler goes first. Returns its undo. */
  on(handler: FakeHandler): () => void;
  /** Sends an event to all listeners and keeps it for `since`. */
  emit(noun: string, action: string, id: string, attributes?: Readonly<Record<string, string>>): void;
  /** Adds or changes a container and emits the event. */
  put(container: FakeContainer, action?: string): void;
  remove(id: string): void;
  /** While true, events happen and nobody is told. */
  loseEvents(lose: boolean): void;
  /** Accepts connections and answers nothing, streams fall silent, until `go`. */
  stall(): void;
  go(): void;
  /** Each answer takes this long, ms. */
  slow(ms: number): void;
  /** Becomes another version at once, as if replaced; takes effect for new requests. */
  become(version: string, api: string, minApi: string): void;
  /** Ends all connections, as a killed daemon. */
  stop(): Promise<void>;
  start(): Promise<void>;
}

const eventMemory = 256; // as Docker keeps for `since`

export async function startFakeEngine(options: FakeEngineOptions): Promise<FakeEngine> {
  let { version = '28.5.2', api = '1.51', minApi = '1.24' } = options;
  const containers = new Map<string, FakeContainer>();
  const images = new Map<number, readonly string[]>([[1, ['sample/shell:1']]]);
  const requests: FakeRequest[] = [];
  const handlers: FakeHandler[] = [];
  const sockets = new Set<Socket>();
  const streams = new Set<ServerResponse>();
  const past: { readonly at: number; readonly line: string }[] = [];
  let accepted = 0;
  let losing = false;
  let delay = 0;
  let stalled: Promise<void> | undefined;
  let release: () => void = () => undefined;
  let server: Server | undefined;

  async function answer(incoming: IncomingMessage, response: ServerResponse): Promise<unknown> {
    const url = new URL(incoming.url ?? '/', 'http://fake');
    const match = /^\/v(\d+\.\d+)(\/.*)$/.exec(url.pathname);
    const request: FakeRequest = {
      method: incoming.method ?? 'GET',
      url: incoming.url ?? '/',
      path: match?.[2] ?? url.pathname,
      query: url.searchParams,
      at: performance.now(),
    };
    requests.push(request);
    incoming.resume();
    await stalled;
    if (delay > 0) await new Promise((resolve) => setTimeout(resolve, delay));
    for (const handler of handlers.toReversed()) if (await handler(request, response)) return;
    response.setHeader('Api-Version', api);
    response.setHeader('Ostype', 'linux');
    response.setHeader('Server', `Docker/${version} (linux)`);
    const wanted = match?.[1];
    if (wanted !== undefined && older(wanted, minApi)) {
      return fail(
        response,
        400,
        `client version ${wanted} is too old. Minimum supported API version is ${minApi}, please upgrade your client to a newer version`,
      );
    }
    if (wanted !== undefined && older(api, wanted)) {
      return fail(response, 400, `client version ${wanted} is too new. Maximum supported API version is ${api}`);
    }
    route(request, response);
  }

  function route(request: FakeRequest, response: ServerResponse): unknown {
    const { method, path, query } = request;
    if (path === '/_ping') return void response.end(method === 'HEAD' ? undefined : 'OK');
    if (path === '/version') return json(response, versionRecord(version, api, minApi));
    if (path === '/info') return json(response, infoRecord(version));
    if (path === '/events') return listen(request, response);
    if (path === '/images/json')
      return json(
        response,
        [...images].map(([n, tags]) => imageRecord(n, tags)),
      );
    if (path === '/containers/json') {
      const { id } = JSON.parse(query.get('filters') ?? '{}') as { id?: string[] | Record<string, boolean> };
      const ids = id === undefined ? undefined : Array.isArray(id) ? id : Object.keys(id);
      const wanted = [...containers.values()].filter((one) => ids === undefined || ids.includes(one.id));
      return json(response, wanted.map(listRecord));
    }
    const [, id = '', action = ''] = /^\/containers\/([0-9a-f]+)(?:\/(\w+))?$/.exec(path) ?? [];
    const container = containers.get(id);
    if (!container) return fail(response, 404, `No such container: ${id}`);
    if (method === 'GET' && action === 'json') return json(response, inspectRecord(container));
    if (method === 'DELETE') engine.remove(id);
    else if (action === 'start') engine.put({ ...container, state: 'running' }, 'start');
    else if (action === 'stop') engine.put({ ...container, state: 'exited' }, 'die');
    else if (action === 'restart') engine.put({ ...container, state: 'running' }, 'restart');
    else return fail(response, 404, 'page not found');
    response.writeHead(204).end();
  }

  function listen({ query }: FakeRequest, response: ServerResponse): void {
    response.writeHead(200, { 'Content-Type': 'application/json' });
    response.flushHeaders();
    const since = query.get('since');
    if (since !== null) for (const { at, line } of past) if (at >= Number(since)) response.write(line);
    streams.add(response);
    response.on('close', () => streams.delete(response));
  }

  const engine: FakeEngine = {
    host: `unix://${options.socket}`,
    containers,
    images,
    requests,
    get connections() {
      return { accepted, open: sockets.size };
    },
    get listeners() {
      return streams.size;
    },
    on(handler) {
      handlers.push(handler);
      return () => {
        handlers.splice(handlers.indexOf(handler), 1);
      };
    },
    emit(noun, action, id, attributes = {}) {
      const now = Date.now();
      const nano = `${now}${String(process.hrtime()[1] % 1_000_000).padStart(6, '0')}`;
      const event = JSON.stringify({
        Type: noun,
        Action: action,
        Actor: { ID: id, Attributes: attributes },
        scope: 'local',
        time: Math.floor(now / 1_000),
      });
      // Nanoseconds do not fit a double: written by hand.
      const line = `${event.slice(0, -1)},"timeNano":${nano}}\n`;
      past.push({ at: now / 1_000, line });
      if (past.length > eventMemory) past.shift();
      if (losing) return;
      for (const stream of streams) void (stalled ? stalled.then(() => stream.write(line)) : stream.write(line));
    },
    put(container, action = containers.has(container.id) ? 'update' : 'create') {
      containers.set(container.id, container);
      engine.emit('container', action, container.id, { name: container.name });
    },
    remove(id) {
      containers.delete(id);
      engine.emit('container', 'destroy', id);
    },
    loseEvents(lose) {
      losing = lose;
    },
    stall() {
      stalled ??= new Promise((resolve) => {
        release = resolve;
      });
    },
    go() {
      stalled = undefined;
      release();
    },
    slow(ms) {
      delay = ms;
    },
    become(...now) {
      [version, api, minApi] = now;
    },
    async stop() {
      const stopping = server;
      server = undefined;
      streams.clear();
      past.length = 0;
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => (stopping ? stopping.close(resolve) : resolve(undefined)));
    },
    async start() {
      rmSync(options.socket, { force: true });
      const next = createServer((incoming, response) => void answer(incoming, response));
      next.on('connection', (socket: Socket) => {
        accepted += 1;
        sockets.add(socket);
        socket.on('error', () => undefined);
        socket.on('close', () => sockets.delete(socket));
      });
      server = next;
      await new Promise<void>((resolve, reject) => next.once('error', reject).listen(options.socket, resolve));
    },
  };
  await engine.start();
  return engine;
}

export function json(response: ServerResponse, body: unknown): void {
  response.setHeader('Content-Type', 'application/json');
  response.end(JSON.stringify(body));
}

export function fail(response: ServerResponse, status: number, message: string): void {
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify({ message }));
}

function older(one: string, other: string): boolean {
  const [major = 0, minor = 0] = one.split('.').map(Number);
  const [otherMajor = 0, otherMinor = 0] = other.split('.').map(Number);
  return major < otherMajor || (major === otherMajor && minor < otherMinor);
}
