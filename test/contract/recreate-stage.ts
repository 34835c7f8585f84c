import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, expect } from 'vitest';
import type { EditStep } from '../../electron/common/contract/container-edit';
import type { ContainerDetails } from '../../electron/common/contract/containers';
import type { ContainerId } from '../../electron/common/contract/ids';
import type { RunSpec } from '../../electron/common/contract/run-spec';
import type { Engine } from '../../electron/engine/port';
import { createRecreate } from '../../electron/services/edits/recreate';
import { createJobs } from '../../electron/services/jobs';
import { createLog } from '../../electron/services/log';
import type { TestEngine } from '../engine/engines';
import { unique } from '../engine/unique';

const log = createLog(() => undefined);
/** Runs until it is told to end. */
export const stays = ['sh', '-c', 'trap "exit 0" TERM; while :; do sleep 1 & wait $!; done'];

interface EditsOptions {
  /** Frozen after that step, as a crash there leaves it. */
  readonly hold?: EditStep;
  /** Waited for after that step instead of freezing. */
  readonly meanwhile?: () => Promise<void>;
  /** Undefined: the real 10 s. Default short. ms */
  readonly proofTime?: number | undefined;
}

/** A data folder of a test's own. */
export interface Home {
  readonly dataDir: string;
  /** The edits' service on one engine, as main has it. */
  service(engine: Engine, options?: EditsOptions): ReturnType<typeof createRecreate> & { reached: Promise<void> };
  journals(): readonly string[];
  remove(): void;
}

export function home(): Home {
  const dataDir = mkdtempSync(join(tmpdir(), 'berth-recreate-'));
  return {
    dataDir,
    service(engine, { hold, meanwhile, ...proof } = {}) {
      const { proofTime } = { proofTime: 1_000, ...proof };
      let held: () => void = () => undefined;
      const reached = new Promise<void>((resolve) => {
        held = resolve;
      });
      const after = async (step: EditStep) => {
        if (step !== hold) return;
        held();
        await (meanwhile ? meanwhile() : new Promise(() => undefined));
      };
      const jobs = createJobs({ dataDir: undefined, notices: { add: () => undefined }, log });
      return { ...createRecreate({ engines: { get: () => engine }, jobs, dataDir, log, after, proofTime }), reached };
    },
    journals() {
      try {
        return readdirSync(join(dataDir, 'edits'));
      } catch {
        return [];
      }
    },
    remove: () => rmSync(dataDir, { recursive: true, force: true }),
  };
}

/** Each test with a home of its own: they run side by side, since an edit is mostly waiting. */
export const editTest = base.extend<{ own: Home }>({
  // biome-ignore lint/correctness/noEmptyPattern: vitest reads the names from the pattern
  own: async ({}, use) => {
    const own = home();
    await use(own);
    own.remove();
  },
});

export async function make(real: TestEngine, body: object = {}, name = unique('edit')) {
  const request = { Image: 'sample/shell:1', Cmd: stays, StopTimeout: 2, ...body };
  const created = await real.api('POST', `/containers/create?name=${name}`, request);
  expect(created.status, JSON.stringify(created.body)).toBe(201);
  const id = (created.body as { Id: string }).Id as ContainerId;
  expect((await real.api('POST', `/containers/${id}/start`)).status).toBeLessThan(300);
  return { id, name };
}

export const edited = (spec: RunSpec): RunSpec => ({ ...spec, env: [...spec.env, { name: 'EDITED', value: 'yes' }] });
export const isEdited = ({ env }: ContainerDetails) => env.some(({ name }) => name === 'EDITED');

/** What an edit that failed a test left: its names are no longer such as `cleanup` knows. */
export async function sweep({ api }: TestEngine): Promise<void> {
  const { body } = await api('GET', '/containers/json?all=1');
  for (const { Id, Names } of body as { Id: string; Names: string[] }[]) {
    if (Names.some((name) => name.includes(`test-edit-${process.pid}-`)))
      await api('DELETE', `/containers/${Id}?force=1`);
  }
}

/** All containers that have to do with a name. */
export async function named(engine: Engine, name: string): Promise<readonly ContainerDetails[]> {
  const rows = (await engine.listContainers()).filter((row) => row.name === name || row.name.startsWith(`${name}-`));
  return Promise.all(rows.map((row) => engine.inspectContainer(row.id)));
}
