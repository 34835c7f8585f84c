/** Programs with a terminal: they live here until they end, are closed, or Berth ends. */
import { randomUUID } from 'node:crypto';
import { BerthError } from '../common/contract/errors';
import { type ContainerId, type EngineId, type TerminalId, terminalId } from '../common/contract/ids';
import type { TerminalSession as Session, TerminalWanted } from '../common/contract/terminals';
import { ToolStore } from './debug-tools';
import type { EngineKeeper } from './engines';
import type { Jobs } from './jobs';
import type { Log } from './log';
import { os } from './os';
import { startsAs } from './starts-as';
import { openAttach } from './terminal-attach';
import { openDebug } from './terminal-debug';
import { openExec } from './terminal-exec';
import { type OpenedTerminal, runningContainer } from './terminal-program';
import { runCommand } from './terminal-run';
import { ShellFinder } from './terminal-shell';
import { findToolbox } from './terminal-toolbox';
import { createValueFeed } from './value-feed';

/** At once, ended ones that are still shown included. */
const sessionsMost = 64;
/** ms between tellings of the list: programs may set their title in a loop. */
const tellEvery = 100;

/** Starts the container that is about to be attached to. */
type Start = () => Promise<void>;

interface OpenMore {
  readonly name: string | undefined;
  readonly start: Start | undefined;
}

interface Held extends OpenedTerminal {
  /** To open the same again. */
  readonly wanted: TerminalWanted;
}

interface TerminalsDeps {
  readonly engines: Pick<EngineKeeper, 'get'>;
  readonly jobs: Pick<Jobs, 'run'>;
  readonly log: Log;
  /** The toolbox that the person set; empty: the usual one. */
  toolbox(): string;
}

export function createTerminals({ engines, jobs, log, toolbox }: TerminalsDeps) {
  const held = new Map<TerminalId, Held>();
  const shells = new ShellFinder();
  const tools = new ToolStore();
  const list = createValueFeed<readonly Session[]>([]);
  let opening = 0;
  let timer: NodeJS.Timeout | undefined;
  let closed = false;

  function tell(): void {
    timer = undefined;
    list.set([...held.values()].map(({ session }) => session.state));
  }

  function tellSoon(): void {
    timer ??= setTimeout(tell, tellEvery);
  }

  function find(id: TerminalId): Held {
    const found = held.get(id);
    if (!found) throw new BerthError('expired', { noun: 'terminal' });
    return found;
  }

  /** The oldest ended one gives way to a new one. */
  function makeRoom(): void {
    if (held.size + opening < sessionsMost) return;
    const ended = [...held].find(([, { session }]) => session.ended);
    if (!ended) throw new BerthError('busy', { limit: sessionsMost });
    held.delete(ended[0]);
  }

  async function openOne(wanted: TerminalWanted, { name, start }: OpenMore): Promise<OpenedTerminal> {
    const { engine, kind } = wanted;
    const facts = { id: terminalId.parse(randomUUID()), engine, kind, ...(name && { name }), openedAt: Date.now() };
    switch (wanted.kind) {
      case 'exec': {
        const row = await runningContainer(engines, engine, wanted.container);
        const more = { ...facts, container: wanted.container, containerName: row.name };
        return openExec({ engines, shells }, wanted, { facts: more, changed: tellSoon });
      }
      case 'attach': {
        // Podman would make a stopped one anew, and its exit code would be gone.
        const { name: containerName } = start
          ? await engines.get(engine).inspectContainer(wanted.container)
          : await runningContainer(engines, engine, wanted.container);
        const more = { ...facts, container: wanted.container, containerName };
        return openAttach(engines, wanted, { facts: more, changed: tellSoon, ...(start && { start }) });
      }
      case 'debug':
        return openDebug({ engines, jobs, log, shells, tools, toolbox }, wanted, { facts, changed: tellSoon });
    }
  }

  async function open(
    given: TerminalWanted,
    { replaced, start }: { replaced?: Held; start?: Start } = {},
  ): Promise<Session> {
    const wanted = { ...given, ...saneSize(given) };
    if (!replaced) makeRoom();
    opening += 1;
    try {
      const name = replaced?.session.givenName;
      const one: Held = { ...(await openOne(wanted, { name, start })), wanted };
      if (closed) {
        await one.close();
        throw new BerthError('expired', { noun: 'terminal' });
      }
      hold(one, replaced);
      tell();
      return one.session.state;
    } finally {
      opening -= 1;
    }
  }

  /** In the place of another, else at the end. */
  function hold(one: Held, replaced: Held | undefined): void {
    const { id } = one.session.facts;
    const rest = replaced ? [...held.entries()] : [];
    if (replaced) held.clear();
    for (const [key, other] of rest) {
      if (other === replaced) held.set(id, one);
      else held.set(key, other);
    }
    // Closed meanwhile, or new.
    if (!held.has(id)) held.set(id, one);
  }

  const verbs = {
    watch: os.terminals.watch.handler(({ signal }) => list.watch(signal)),

    open: os.terminals.open.handler(({ input }) => open(input)),

    again: os.terminals.again.handler(({ input: { terminal, columns, rows } }) => {
      const one = find(terminal);
      if (!one.session.ended) throw new BerthError('wrong-state', { name: one.session.state.name, state: 'running' });
      return open({ ...one.wanted, columns, rows }, { replaced: one });
    }),

    attach: os.terminals.attach.handler(({ input, signal }) =>
      find(input.terminal).session.attach(input.viewer, signal),
    ),

    acknowledge: os.terminals.acknowledge.handler(({ input }) => {
      // A page may still acknowledge what it painted of a terminal that was just closed.
      held.get(input.terminal)?.session.acknowledge(input.viewer, input.characters);
    }),

    write: os.terminals.write.handler(({ input }) => find(input.terminal).session.write(input.data, input.bytes)),

    resize: os.terminals.resize.handler(({ input }) => {
      const { columns, rows } = saneSize(input);
      find(input.terminal).session.resize(columns, rows);
    }),

    rename: os.terminals.rename.handler(({ input }) => {
      find(input.terminal).session.rename(input.name);
      tell();
    }),

    detach: os.terminals.detach.handler(({ input }) => {
      const { detach } = find(input.terminal);
      if (!detach) throw new BerthError('bad-input', { field: 'terminal', reason: 'only an attached one can let go' });
      detach();
    }),

    busy: os.terminals.busy.handler(({ input, signal }) => find(input.terminal).busy(signal)),

    close: os.terminals.close.handler(async ({ input }) => {
      const one = find(input.terminal);
      held.delete(input.terminal);
      tell();
      await one.close();
    }),

    run: os.terminals.run.handler(async ({ input, signal }) => {
      await runningContainer(engines, input.engine, input.container);
      return runCommand(engines.get(input.engine), shells, input, signal);
    }),

    toolbox: os.terminals.toolbox.handler(({ input, signal }) =>
      findToolbox(engines.get(input.engine), toolbox(), signal),
    ),

    startsAs: os.terminals.startsAs.handler(({ input, signal }) =>
      startsAs(engines.get(input.engine), input.target, signal),
    ),
  };

  return {
    verbs,

    /**
     * Starts a container with a terminal on its main program, so that nothing it says is missed. That there can be none is no reason
     * not to start it.
     *
     * @returns the terminal; undefined when there is none
     * @throws whatever `start` throws
     */
    async startAttached(engine: EngineId, container: ContainerId, start: Start): Promise<TerminalId | undefined> {
      let begun: Promise<void> | undefined;
      const once = () => {
        begun ??= start();
        return begun;
      };
      try {
        const wanted = { kind: 'attach', engine, container, input: true, columns: 80, rows: 24 } as const;
        return (await open(wanted, { start: once })).id;
      } catch (error) {
        await once();
        log.warn('A container was started without its terminal', { error });
        return undefined;
      }
    },

    /** Hangs up every program: an engine would let it run on in its container. Within 2 s. */
    async close(): Promise<void> {
      closed = true;
      clearTimeout(timer);
      const all = [...held.values()];
      held.clear();
      const results = await Promise.allSettled(all.map((one) => one.close()));
      for (const result of results) {
        if (result.status === 'rejected') log.error('A terminal could not be closed', { error: result.reason });
      }
    },
  };
}

/** xterm knows no terminal of one column. */
function saneSize({ columns, rows }: { columns: number; rows: number }) {
  return { columns: Math.max(2, columns), rows };
}
