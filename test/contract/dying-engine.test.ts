/** Fault "the engine dies in each verb": it takes what it is asked, and is gone before it has answered. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ContainerId, EngineId, JobId } from '../../electron/common/contract/ids';
import type { Job, JobResult, JobVerb } from '../../electron/common/contract/jobs';
import { pageSession, ticketOf } from '../../electron/shell/transfer-door';
import { type FakeEngine, type FakeHandler, type FakeRequest, json, startFakeEngine } from '../fake-engine/fake-engine';
import { fakeId, fakeImageId } from '../fake-engine/fake-records';
import { codeOf } from './row-helpers';
import { connected, type RunningBerth, startBerth } from './stage';

type Response = Parameters<FakeHandler>[1];
const one = fakeId(1) as ContainerId;

let dir: string;
let fake: FakeEngine;
let berth: RunningBerth;
let engine: EngineId;
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'berth-dying-'));
  fake = await startFakeEngine({ socket: join(dir, 'engine.sock') });
  fake.containers.set(one, { id: one, name: 'one', state: 'created' });
  fake.on(answerVerbs);
  berth = startBerth(fake.host);
  engine = (await berth.engineIs(connected, 'connected')).id;
});
afterEach(async () => {
  await berth.close();
  await fake.stop();
  rmSync(dir, { recursive: true, force: true });
});

/** What a well engine says to the verbs that the scripted one does not know by itself. */
const answerVerbs: FakeHandler = ({ method, path, query }, response) => {
  if (path === '/commit') json(response, { Id: fakeImageId(2) });
  else if (/\/(pause|unpause|kill|rename)$/.test(path)) response.writeHead(204).end();
  else if (path.endsWith('/update')) json(response, { Warnings: null });
  else if (/^\/networks\/lan\/(connect|disconnect)$/.test(path)) response.end();
  else if (path.endsWith('/archive')) {
    if (method === 'HEAD') look(query.get('path') ?? '', response);
    else response.end();
  } else return false;
  return true;
};

const looked = new Set<string>();
/** What Berth puts beside for a while is there at its first look and taken away at its second; nothing else is there. */
function look(path: string, response: Response): void {
  const there = path.startsWith('/.berth-') && !looked.has(path);
  looked.add(path);
  if (there) response.setHeader('X-Docker-Container-Path-Stat', btoa('{"name":"beside","size":0,"mode":2147484096}'));
  response.writeHead(there ? 200 : 404).end();
}

/** Makes the engine die of a request; returns what makes it well. */
type Death = (fatal: (request: FakeRequest) => boolean) => () => Promise<void>;

const cut = (die: (response: Response) => void): Death => {
  return (fatal) => {
    const undo = fake.on((request, response) => {
      if (fatal(request)) die(response);
      return fatal(request);
    });
    return async () => undo();
  };
};

const deaths: readonly (readonly [string, Death])[] = [
  ['before a word', cut((response) => response.destroy())],
  [
    'in the middle of its answer',
    cut((response) => {
      response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': '5000' });
      response.write('{"Id":"0000');
      setTimeout(() => response.destroy(), 20);
    }),
  ],
  [
    'with all that it does',
    (fatal) => {
      let dead: Promise<void> | undefined;
      const undo = fake.on((request) => {
        if (fatal(request)) dead = fake.stop();
        return fatal(request);
      });
      return async () => {
        undo();
        await dead;
        await berth.engineIs((state) => state.phase === 'reconnecting', 'lost');
        await fake.start();
        await berth.engineIs(connected, 'back');
      };
    },
  ],
];

interface Row {
  readonly verb: JobVerb;
  /** The request that does it. */
  readonly request: string;
  /** By its contract, to the container. */
  run(): Promise<JobResult | undefined>;
}

const many = () => ({ engine, ids: [one] });
const joining = () => ({ engine, network: 'lan', ids: [one] });
const { containers, networks, files } = {
  containers: () => berth.client.containers,
  networks: () => berth.client.networks,
  files: () => berth.client.files,
};
const on = (verb: string) => `POST /containers/${one}/${verb}`;
const archive = `PUT /containers/${one}/archive`;

const rows: Readonly<Record<string, Row>> = {
  'containers.start': { verb: 'start', request: on('start'), run: () => containers().start(many()) },
  'containers.stop': { verb: 'stop', request: on('stop'), run: () => containers().stop(many()) },
  'containers.restart': { verb: 'restart', request: on('restart'), run: () => containers().restart(many()) },
  'containers.pause': { verb: 'pause', request: on('pause'), run: () => containers().pause(many()) },
  'containers.unpause': { verb: 'unpause', request: on('unpause'), run: () => containers().unpause(many()) },
  'containers.kill': { verb: 'kill', request: on('kill'), run: () => containers().kill(many()) },
  'containers.rename': {
    verb: 'rename',
    request: on('rename'),
    run: () => containers().rename({ engine, id: one, name: 'two' }),
  },
  'containers.update': {
    verb: 'update',
    request: on('update'),
    run: () => containers().update({ ...many(), pids: 50 }),
  },
  'containers.delete': {
    verb: 'delete',
    request: `DELETE /containers/${one}`,
    run: () => containers().delete({ ...many(), force: true }),
  },
  'containers.commit': {
    verb: 'commit',
    request: 'POST /commit',
    run: () => containers().commit({ engine, id: one, reference: 'kept:1' }),
  },
  'networks.connect': {
    verb: 'connect',
    request: 'POST /networks/lan/connect',
    run: () => networks().connect(joining()),
  },
  'networks.disconnect': {
    verb: 'disconnect',
    request: 'POST /networks/lan/disconnect',
    run: () => networks().disconnect(joining()),
  },
  'files.makeFolder': {
    verb: 'make-folder',
    request: archive,
    run: () => files().makeFolder({ engine, container: one, path: '/new' }),
  },
  'transfers.upload': { verb: 'upload', request: archive, run: () => pageSession.run('page', upload) },
};

async function upload(): Promise<undefined> {
  const target = { engine, container: one, folder: '/', files: [{ name: 'new', size: 5 }] };
  const ticket = ticketOf((await berth.client.transfers.upload({ target })).path) ?? '';
  const body = (async function* () {
    yield Buffer.from('bytes');
  })();
  await berth.transfers.upload(ticket, 'page', body, new AbortController().signal);
}

/** `done`, or the code of what went wrong, wherever it is said. */
async function outcomeOf({ run }: Row): Promise<unknown> {
  const call = run();
  const code = await codeOf(call);
  if (code !== 'no error') return code;
  const item = (await call)?.items[0];
  return item?.error?.code ?? item?.state ?? 'done';
}

/** Activity as a page that is open all along sees it. */
function watchJobs() {
  const jobs = new Map<JobId, Job>();
  const controller = new AbortController();
  const done = (async () => {
    for await (const { rows } of await berth.client.jobs.watch(undefined, { signal: controller.signal })) {
      for (const job of rows) jobs.set(job.id, job);
    }
  })();
  const end = () => {
    controller.abort();
    return done;
  };
  return { states: () => [...jobs.values()].map(({ verb, state }) => `${verb} ${state}`), jobs, end };
}

describe.each(deaths)('the engine dies in each verb, %s', (_, die) => {
  test.each(Object.entries(rows))('%s', async (_name, row) => {
    const activity = watchJobs();
    const fatal = ({ method, path }: FakeRequest) => `${method} ${path}` === row.request;
    const heal = die(fatal);

    expect(['engine-unreachable', 'engine-answer']).toContain(await outcomeOf(row));
    expect(fake.requests.some(fatal), 'it died of the verb itself').toBe(true);
    await expect.poll(activity.states).toEqual([`${row.verb} failed`]);
    const [job] = activity.jobs.values();
    expect(job?.endedAt).toBeGreaterThan(0);
    expect(job?.items).toMatchObject([
      { state: 'failed', error: { code: expect.stringMatching(/^engine-(unreachable|answer)$/) } },
    ]);
    expect((await berth.client.app.info()).version).toBe('0.0.1');

    await heal();
    expect(await outcomeOf(row)).toBe('done');
    await expect.poll(activity.states).toEqual([`${row.verb} failed`, `${row.verb} done`]);
    expect(berth.lines.filter((line) => line.includes('A fault in Berth'))).toEqual([]);
    await activity.end();
  });
});
