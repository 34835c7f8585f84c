import { expect } from 'vitest';
import type { TestEngine } from '../../engine/engines';
import { unique } from '../../engine/unique';

/** The end comes at once when it is asked for: a shell as PID 1 has no handler of its own. */
export const idle = ['sh', '-c', 'trap "exit 0" TERM; while :; do sleep 3600 & wait $!; done'];

export interface Made {
  readonly id: string;
  readonly name: string;
}

/** Creates a container by the raw API, as another program would: `web` becomes a unique name. */
export async function create({ api }: Pick<TestEngine, 'api'>, name: string, body: object = {}): Promise<Made> {
  const own = unique(name);
  const { status, body: made } = await api('POST', `/containers/create?name=${own}`, {
    Image: 'sample/shell:1',
    Cmd: idle,
    StopTimeout: 1,
    ...body,
  });
  expect(status, JSON.stringify(made)).toBe(201);
  return { id: (made as { Id: string }).Id, name: own };
}

/** The same, and starts it. */
export async function run(engine: Pick<TestEngine, 'api'>, name: string, body: object = {}): Promise<Made> {
  const made = await create(engine, name, body);
  const { status, body: answer } = await engine.api('POST', `/containers/${made.id}/start`);
  expect(status, JSON.stringify(answer)).toBe(204);
  return made;
}

/** The same, and waits until what it begins with is through: a page that lists its files hears nothing of later ones. */
export async function runAfter(
  engine: Pick<TestEngine, 'api'>,
  name: string,
  script: string,
  body: object = {},
): Promise<Made> {
  const made = await run(engine, name, { Cmd: ['sh', '-c', `${script}; echo begun; exec sleep 900`], ...body });
  const log = async () => (await engine.api('GET', `/containers/${made.id}/logs?stdout=1`)).body;
  await expect.poll(log).toContain('begun');
  return made;
}

/** What the engine itself says of a container's state; `gone` when it has none. */
export async function stateOf({ api }: Pick<TestEngine, 'api'>, { id }: Made): Promise<string> {
  const { status, body } = await api('GET', `/containers/${id}/json`);
  return status === 404 ? 'gone' : (body as { State: { Status: string } }).State.Status;
}
