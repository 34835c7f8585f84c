/**
 * The steps of an edit. Each looks at what is there before it does anything, so that every one can be done again after a
 * crash at any moment: the journal tells what is wanted, the engine what is.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { EditStep } from '../../common/contract/container-edit';
import type { ContainerDetails } from '../../common/contract/containers';
import { BerthError } from '../../common/contract/errors';
import type { ContainerId } from '../../common/contract/ids';
import type { Engine } from '../../engine/port';
import type { EditJournal, EditRecord } from './edit-journal';
import { proveContainer } from './edit-proof';

export interface EditWork {
  readonly engine: Engine;
  readonly journal: EditJournal;
  readonly signal: AbortSignal;
  /** Told as each is begun. */
  step(step: EditStep): void;
  /** Makes the container, its image pulled if missing. */
  create(record: EditRecord): Promise<ContainerId>;
  /** For tests: less than the usual. ms */
  readonly proofTime?: number | undefined;
  /** For tests: held between a step and the record of the next, where a crash is at its worst. */
  readonly after?: ((step: EditStep) => Promise<void>) | undefined;
}

/** What there is of the two. */
export interface EditSides {
  readonly old?: ContainerDetails;
  readonly made?: ContainerDetails;
}

export async function sidesOf(engine: Engine, record: EditRecord): Promise<EditSides> {
  const [old, made] = await Promise.all([lookAt(engine, record.old.id), findMade(engine, record)]);
  return { ...(old && { old }), ...(made && { made }) };
}

/** Brings the new container into the old one's place. Throws where it can't be had; what is there then is for `undoEdit`. */
export async function finishEdit(first: EditRecord, work: EditWork): Promise<void> {
  const { engine, journal, signal } = work;
  let record = first;
  const begin = async (step: EditStep, more: Partial<EditRecord> = {}) => {
    signal.throwIfAborted();
    record = { ...record, ...more, step };
    await journal.write(record);
    work.step(step);
  };
  const done = async (step: EditStep) => work.after?.(step);

  let { old, made } = await sidesOf(engine, record);
  let id = made?.id;
  if (id === undefined) {
    await begin('create');
    id = await work.create(record);
    await done('create');
  }

  await begin('stop', { made: { ...record.made, id } });
  if (old && isUp(old)) {
    // Podman stops none that stands still.
    if (old.state === 'paused') await engine.unpauseContainer(old.id);
    await engine.stopContainer(old.id);
    if (record.old.spec.remove) await untilGone(engine, old.id);
  }
  await done('stop');

  old = await lookAt(engine, record.old.id);
  await begin('put-aside');
  if (old && old.name !== record.old.aside) await engine.renameContainer(old.id, record.old.aside);
  await done('put-aside');

  await begin('name');
  made = await engine.inspectContainer(id);
  if (made.name !== record.made.name) await engine.renameContainer(id, record.made.name);
  await done('name');

  if (record.start) {
    await begin('start');
    if (!isUp(made)) await engine.startContainer(id);
    await done('start');

    await begin('prove');
    // One that stands still was proved before Berth or the engine ended.
    if (made.state !== 'paused') {
      await proveContainer(engine, id, {
        name: record.made.name,
        waitHealthy: record.waitHealthy,
        time: work.proofTime,
        signal,
      });
      if (record.old.paused) await engine.pauseContainer(id);
    }
    await done('prove');
  }

  // From here on there is no way back, and none is needed.
  await begin('delete');
  if (old) await engine.deleteContainer(old.id, { force: true, volumes: false });
  await done('delete');
  journal.remove(record.id);
}

/** Brings the old container back with its name and state, and takes the new one away. */
export async function undoEdit(
  record: EditRecord,
  { engine, journal, create }: Pick<EditWork, 'engine' | 'journal' | 'create'>,
): Promise<void> {
  const { old, made } = await sidesOf(engine, record);
  // The new one was proved and the old one is gone: that edit is over, and nothing is left to go back to.
  if (record.step === 'delete' && !old && made) return journal.remove(record.id);
  // Volumes of its own go with it; those of the old one are held by that one, or must be kept for it.
  if (made) await engine.deleteContainer(made.id, { force: true, volumes: old !== undefined });
  const gone = made?.id ?? record.made.id;
  if (gone) await untilGone(engine, gone);
  if (old) {
    if (old.name !== record.old.name) await engine.renameContainer(old.id, record.old.name);
    if (record.old.ran) await bringUp(engine, old, record);
  } else {
    // The engine removed it when it stopped (--rm), or somebody did meanwhile: it is made anew, unless an earlier try came so far.
    const { name, spec } = record.old;
    const again = await findByName(engine, name);
    const id = again?.id ?? (await create({ ...record, spec, made: { name, firstName: name } }));
    if (record.old.ran) await bringUp(engine, again ?? { id, state: 'created' }, record);
  }
  journal.remove(record.id);
}

/** As the old one was: running, or paused. */
async function bringUp(
  engine: Engine,
  { id, state }: Pick<ContainerDetails, 'id' | 'state'>,
  { old }: EditRecord,
): Promise<void> {
  if (!isUp({ state })) await engine.startContainer(id);
  if (old.paused && state !== 'paused') await engine.pauseContainer(id);
}

export const isUp = ({ state }: Pick<ContainerDetails, 'state'>) =>
  state === 'running' || state === 'paused' || state === 'restarting';

/** One that is being removed is as good as gone. */
async function lookAt(engine: Engine, id: ContainerId): Promise<ContainerDetails | undefined> {
  const details = await inspected(engine, id);
  return details?.state === 'removing' ? undefined : details;
}

/** The engine removes one with --rm a moment after it stopped, and its name is taken until then. */
async function untilGone(engine: Engine, id: ContainerId): Promise<void> {
  for (let turn = 0; turn < 50 && (await inspected(engine, id)); turn += 1) await sleep(100);
}

async function inspected(engine: Engine, id: ContainerId): Promise<ContainerDetails | undefined> {
  try {
    return await engine.inspectContainer(id);
  } catch (error) {
    if (error instanceof BerthError && error.data.code === 'not-found') return undefined;
    throw error;
  }
}

async function findMade(engine: Engine, { made }: EditRecord): Promise<ContainerDetails | undefined> {
  return made.id ? lookAt(engine, made.id) : findByName(engine, made.firstName);
}

async function findByName(engine: Engine, name: string): Promise<ContainerDetails | undefined> {
  const found = (await engine.listContainers()).find((one) => one.name === name);
  return found && lookAt(engine, found.id);
}
