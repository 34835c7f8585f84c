import { deafness } from '../common/contract/container-rules';
import { BerthError } from '../common/contract/errors';
import type { ContainerId, EngineId } from '../common/contract/ids';
import { DetachWatch, detachSequence, usualDetachKeys } from '../common/std/detach-keys';
import type { AttachSession } from '../engine/port';
import { graphemesAddon } from './terminal-graphemes';
import { LineEditor } from './terminal-line';
import type { Engines, OpenedTerminal, Outcome, TerminalProgram } from './terminal-program';
import { type SessionFacts, TerminalSession } from './terminal-session';

/** ms that the engine has to say how a container ended, once its stream is over. */
const exitWithin = 3_000;

export interface AttachWanted {
  readonly engine: EngineId;
  readonly container: ContainerId;
  readonly detachKeys?: string | undefined;
  readonly input?: boolean | undefined;
  readonly columns: number;
  readonly rows: number;
}

/** What `open` is told besides the options: the facts that its kind adds, and whom to tell of changes. */
interface AttachMore {
  readonly facts: Omit<SessionFacts, 'shell' | 'detachKeys' | 'plain' | 'deaf' | 'lastInput'>;
  changed(): void;
  /** Of a container that is about to start, so that nothing it says is missed. */
  start?: () => Promise<void>;
}

/** The main program's own terminal, or its bare streams. It lives on when it is let go of. */
export async function openAttach(engines: Engines, wanted: AttachWanted, more: AttachMore): Promise<OpenedTerminal> {
  const { engine: id, container, columns, rows, detachKeys = usualDetachKeys } = wanted;
  const sequence = detachSequence(detachKeys);
  if (sequence === undefined) throw new BerthError('bad-input', { field: 'detachKeys', reason: detachKeys });
  const engine = engines.get(id);
  const details = await engine.inspectContainer(container);
  const { tty, entrypoint, command } = details;
  const why = deafness(details);
  const lastInput = why === 'input-once' && wanted.input === true;
  const deaf = lastInput ? undefined : why;
  const graphemes = await graphemesAddon();
  const options = { tty, input: deaf === undefined };

  let attached: AttachSession;
  if (more.start) {
    // Podman 4 may refuse one that does not run yet: then the first of what it says is missed, as `podman attach` misses it.
    const early = await engine.attachContainer(container, options).catch(() => undefined);
    try {
      await more.start();
    } catch (error) {
      early?.stream.destroy();
      throw error;
    }
    attached = early ?? (await engine.attachContainer(container, options));
  } else attached = await engine.attachContainer(container, options);

  const { stream } = attached;
  const life = new AbortController();
  const exited = engine.waitContainer(container, life.signal).catch(() => undefined);
  const keys = new DetachWatch(sequence);
  const lines = tty ? undefined : new LineEditor();
  let detached = false;
  let saidAll = false;

  function detach(): void {
    detached = true;
    stream.destroy();
  }

  async function outcome(): Promise<Outcome> {
    let timer: NodeJS.Timeout | undefined;
    try {
      if (detached) return { exitCode: undefined, reason: 'detached' };
      const late = new Promise<undefined>((resolve) => {
        timer = setTimeout(() => resolve(undefined), exitWithin);
      });
      const exitCode = await Promise.race([exited, late]);
      if (exitCode !== undefined) return { exitCode, reason: 'container-stopped' };
      return await gone(engines, id, container, saidAll);
    } finally {
      clearTimeout(timer);
      life.abort();
    }
  }

  const program: TerminalProgram = {
    stream,
    resize: attached.resize,
    outcome,
    typed(data) {
      const { pass, detached: asked } = keys.type(data);
      const typed = lines ? lines.type(pass) : { send: pass, show: '' };
      if (typed.signal) void engine.killContainer(container, typed.signal).catch(() => undefined);
      if (typed.end && deaf === undefined) {
        saidAll = true;
        // Behind what is sent with it.
        setImmediate(() => stream.end());
      }
      if (asked) setImmediate(detach);
      return deaf ? { send: '', show: '' } : { send: typed.send, show: typed.show };
    },
    ...(!tty && { plain: true }),
  };
  const session = new TerminalSession({
    facts: {
      ...more.facts,
      shell: [...entrypoint, ...command].join(' ').slice(0, 200) || '?',
      detachKeys,
      ...(!tty && { plain: true }),
      ...(deaf && { deaf }),
      ...(lastInput && { lastInput }),
    },
    program,
    size: { columns, rows },
    graphemes,
    changed: more.changed,
  });
  await redraw(attached, columns, rows);
  return { session, close: async () => detach(), detach, busy: async () => ({ busy: false }) };
}

/** As `docker attach`: another size first, so that a program which draws its screen draws it anew. Refused before it is up: no loss. */
async function redraw({ resize }: AttachSession, columns: number, rows: number): Promise<void> {
  try {
    await resize(columns + 1, rows + 1);
    await resize(columns, rows);
  } catch {
    // It has ended already, or is starting; the page asks again when it shows it.
  }
}

/** Its stream broke and nobody said how it ended. `saidAll`: a Docker engine lets go of who has no more to say to it. */
async function gone(engines: Engines, id: EngineId, container: ContainerId, saidAll: boolean): Promise<Outcome> {
  try {
    const [row] = await engines.get(id).listContainers({ ids: [container], signal: AbortSignal.timeout(3_000) });
    if (row === undefined || !['running', 'paused'].includes(row.state))
      return { exitCode: row?.exitCode, reason: 'container-stopped' };
    if (saidAll) return { exitCode: undefined, reason: 'detached' };
  } catch {
    // That is the answer.
  }
  return { exitCode: undefined, reason: 'engine-lost' };
}
