import { randomBytes, randomUUID } from 'node:crypto';
import { recreateCommand } from '../../common/contract/commands';
import type { ContainerSpec, UnfinishedEdit } from '../../common/contract/container-edit';
import type { ContainerDetails } from '../../common/contract/containers';
import { BerthError } from '../../common/contract/errors';
import type { ContainerId, EngineId } from '../../common/contract/ids';
import type { JobResult, JobVerb } from '../../common/contract/jobs';
import type { RunSpec } from '../../common/contract/run-spec';
import { maskedSpec } from '../../common/run-line/masked-spec';
import { writeRunLine } from '../../common/run-line/run-line';
import type { EngineKeeper } from '../engines';
import type { ItemTeller, Jobs } from '../jobs';
import type { Log } from '../log';
import { os } from '../os';
import { createContainer } from '../run';
import { specsOf } from './container-specs';
import { createEditJournal, type EditRecord } from './edit-journal';
import { type EditWork, finishEdit, isUp, sidesOf, undoEdit } from './edit-steps';

interface RecreateDeps {
  readonly engines: Pick<EngineKeeper, 'get'>;
  readonly jobs: Pick<Jobs, 'run'>;
  /** Undefined where nothing can be kept: then nothing may be begun that a crash would leave half done. */
  readonly dataDir: string | undefined;
  readonly log: Log;
  /** For tests; see `EditWork`. */
  readonly after?: EditWork['after'];
  readonly proofTime?: number | undefined;
}

export interface RecreateRequest {
  readonly engine: EngineId;
  readonly id: ContainerId;
  readonly spec: RunSpec;
  readonly start?: boolean | undefined;
  readonly waitHealthy: boolean;
}

/** Errors after which it is not known what came of a step, or nothing can be done about it now: what is there stays as it is. */
const away = new Set(['engine-unreachable', 'engine-not-answering', 'engine-unknown', 'engine-permission']);

/** Containers changed by making them anew (C7). */
export function createRecreate({ engines, jobs, dataDir, log, after, proofTime }: RecreateDeps) {
  const journal = dataDir === undefined ? undefined : createEditJournal(dataDir);
  /** Edits and containers that somebody works on. */
  const active = new Set<string>();
  let closing = false;

  function journalOrThrow() {
    if (!journal) throw new BerthError('data-dir', { path: '', reason: 'EACCES' });
    return journal;
  }

  /** One edit at a time for each container (two windows may ask for two). */
  async function alone<T>(keys: readonly string[], name: string, work: () => Promise<T>): Promise<T> {
    if (keys.some((key) => active.has(key))) throw new BerthError('wrong-state', { name, state: 'being edited' });
    for (const key of keys) active.add(key);
    try {
      return await work();
    } finally {
      for (const key of keys) active.delete(key);
    }
  }

  function workFor(engine: EngineId, signal: AbortSignal, tell: ItemTeller): EditWork {
    const current = engines.get(engine);
    return {
      engine: current,
      journal: journalOrThrow(),
      signal,
      after,
      proofTime,
      step: (step) => tell.progress({ kind: 'step', step }),
      async create({ spec, made, carried, carriedFrom }) {
        const like = { carried, from: carriedFrom };
        const { id } = await createContainer(current, { ...spec, name: made.firstName }, { signal, tell, like });
        tell.made(id);
        return id;
      },
    };
  }

  /** To its end, or back to where it began. */
  async function carryOut(record: EditRecord, work: EditWork): Promise<void> {
    try {
      await finishEdit(record, work);
    } catch (error) {
      // Berth ends, or the engine is gone: the journal has it.
      if (closing || (error instanceof BerthError && away.has(error.data.code))) throw error;
      const last = work.journal.all().find(({ id }) => id === record.id) ?? record;
      try {
        await undoEdit(last, { ...work, create: workFor(record.engine, new AbortController().signal, silent).create });
      } catch (fault) {
        log.error('An edit could not be taken back', { edit: record.id, step: last.step, error: fault });
        const reason = fault instanceof BerthError ? (fault.data.raw ?? fault.data.code) : String(fault);
        throw new BerthError('edit-unfinished', { name: record.old.name, reason }, { raw: rawOf(error), cause: fault });
      }
      throw work.signal.aborted ? error : asEditError(error, last);
    }
  }

  async function begin(request: RecreateRequest, old: ContainerDetails): Promise<EditRecord> {
    const engine = engines.get(request.engine);
    const { spec: oldSpec, leftOut } = await specsOf(engine, old);
    // Podman deletes such volumes with the last --rm container that has them: a new one that fails would take them along.
    const both = old.autoRemove && request.spec.remove && old.setup.anonymousVolumes.length > 0;
    if (both && engine.identity.product === 'podman')
      throw new BerthError('unsupported', {
        what: 'keeping the unnamed volumes of a container with --rm; edit it without --rm',
      });
    const mark = randomBytes(2).toString('hex');
    const name = request.spec.name ?? old.name;
    return {
      version: 1,
      id: randomUUID(),
      engine: request.engine,
      startedAt: Date.now(),
      step: 'create',
      old: {
        id: old.id,
        name: old.name,
        ran: isUp(old),
        paused: old.state === 'paused',
        spec: oldSpec,
        aside: `${old.name}-berth-old-${mark}`,
      },
      made: { name, firstName: `${name}-berth-new-${mark}` },
      spec: request.spec,
      carried: leftOut,
      carriedFrom: leftOut.length > 0 ? old.raw : undefined,
      start: request.start ?? isUp(old),
      waitHealthy: request.waitHealthy,
    };
  }

  async function recreate(request: RecreateRequest): Promise<JobResult> {
    const { engine, id, spec } = request;
    journalOrThrow();
    const old = await engines.get(engine).inspectContainer(id);
    const aside = `${old.name}-berth-old`;
    const line = writeRunLine(maskedSpec({ ...spec, name: spec.name ?? old.name }));
    return jobs.run({
      engine,
      verb: 'recreate',
      noun: 'container',
      command: recreateCommand(old.name, aside, line, {
        running: isUp(old),
        paused: old.state === 'paused',
      }),
      items: [{ id, name: old.name }],
      // Two edits of one container are two, even when they ask for the same.
      options: { edit: randomUUID() },
      each: (_id, signal, tell) =>
        alone([`${engine} ${id}`], old.name, async () => {
          const half = journal?.all().some((record) => record.engine === engine && touches(record, id));
          if (half) throw new BerthError('wrong-state', { name: old.name, state: 'half edited' });
          const record = await begin(request, old);
          await alone([record.id], old.name, () => carryOut(record, workFor(engine, signal, tell)));
        }),
    });
  }

  async function settle(engine: EngineId, edit: string, how: 'finish' | 'undo'): Promise<JobResult> {
    const find = () => journal?.all().find((record) => record.engine === engine && record.id === edit);
    const found = find();
    if (!found) throw new BerthError('not-found', { noun: 'edit', name: edit });
    const { old } = found;
    engines.get(engine);
    const verbs: Readonly<Record<typeof how, JobVerb>> = { finish: 'finish-edit', undo: 'undo-edit' };
    const line = writeRunLine(maskedSpec({ ...found.spec, name: found.made.name }));
    return jobs.run({
      engine,
      verb: verbs[how],
      noun: 'container',
      command:
        how === 'finish'
          ? line
          : recreateCommand(found.made.name, undefined, undefined, {
              back: old.aside,
              paused: old.paused,
            }),
      items: [{ id: edit, name: old.name }],
      each: (_id, signal, tell) =>
        alone([edit, `${engine} ${old.id}`], old.name, async () => {
          const record = find();
          if (!record) return; // settled by another page meanwhile
          const work = workFor(engine, signal, tell);
          if (how === 'finish') await carryOut(record, work);
          else await undoEdit(record, work);
        }),
    });
  }

  async function unfinished(engine: EngineId): Promise<readonly UnfinishedEdit[]> {
    const records = (journal?.all() ?? []).filter((record) => record.engine === engine && !active.has(record.id));
    if (records.length === 0) return [];
    return Promise.all(
      records.map(async (record) => {
        const { old, made } = await sidesOf(engines.get(engine), record);
        const side = (one: ContainerDetails) => ({ id: one.id, name: one.name, running: isUp(one) });
        const { id, startedAt, step } = record;
        return {
          id,
          engine,
          name: record.old.name,
          startedAt,
          step,
          ...(old && { old: side(old) }),
          ...(made && { made: side(made) }),
        };
      }),
    );
  }

  return {
    verbs: {
      spec: os.containers.spec.handler(async ({ input, signal }): Promise<ContainerSpec> => {
        const engine = engines.get(input.engine);
        return specsOf(engine, await engine.inspectContainer(input.id, signal), signal);
      }),
      recreate: os.containers.recreate.handler(({ input }) => recreate(input)),
      unfinishedEdits: os.containers.unfinishedEdits.handler(({ input }) => unfinished(input.engine)),
      settleEdit: os.containers.settleEdit.handler(({ input: { engine, edit, how } }) => settle(engine, edit, how)),
    },
    recreate,
    /** What is under way stays in the journal as it is. */
    close(): void {
      closing = true;
    },
  };
}

const silent: ItemTeller = { progress: () => undefined, made: () => undefined, undo: () => undefined };

const touches = ({ old, made }: EditRecord, id: ContainerId) => old.id === id || made.id === id;

const rawOf = (error: unknown) => (error instanceof BerthError ? error.data.raw : undefined);

/** What kept the new container from its place, with the word that the old one is back. Before it was touched, the error is enough. */
function asEditError(error: unknown, { step, old }: EditRecord): unknown {
  if (!(error instanceof BerthError) || error.data.code.startsWith('edit-') || step === 'create') return error;
  const { code, raw, params } = error.data;
  return new BerthError(
    'edit-not-started',
    { name: old.name, reason: raw ?? [code, ...Object.values(params)].join(' ') },
    { raw, cause: error },
  );
}
