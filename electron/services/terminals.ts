/** Shells in containers: they live here until they end, are closed, or Berth ends. */
import { randomUUID } from 'node:crypto';
import { BerthError } from '../common/contract/errors';
import { type EngineId, type TerminalId, terminalId } from '../common/contract/ids';
import type { TerminalSession as Session } from '../common/contract/terminals';
import type { Engine } from '../engine/port';
import type { EngineKeeper } from './engines';
import type { Log } from './log';
import { os } from './os';
import { graphemesAddon } from './terminal-graphemes';
import { TerminalSession } from './terminal-session';
import { commandWords, hangUpCommand, ShellFinder, sessionCommand } from './terminal-shell';
import { createValueFeed } from './value-feed';

/** At once, ended ones that are still shown included. */
const sessionsMost = 64;
/** ms between tellings of the list: programs may set their title in a loop. */
const tellEvery = 100;
/** ms that a hung-up program has until it is killed; all of `close` has 3 s. */
const hangUpWithin = 800;

/** Programs find their abilities here; without the second many use 256 colours. */
const environment = ['TERM=xterm-256color', 'COLORTERM=truecolor'];

interface Held {
  readonly session: TerminalSession;
  /** What can send signals in its container; absent when there is no shell. */
  readonly carrier: string | undefined;
  readonly user: string | undefined;
}

export function createTerminals({ engines, log }: { engines: Pick<EngineKeeper, 'get'>; log: Log }) {
  const held = new Map<TerminalId, Held>();
  const shells = new ShellFinder();
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

  async function hangUp({ session, carrier, user }: Held): Promise<void> {
    const { facts, pid } = session;
    if (session.ended) return;
    try {
      const engine = engines.get(facts.engine);
      if (carrier === undefined || pid === undefined) {
        // Nothing to signal it with: what a person would type to leave.
        await Promise.race([session.write('\x03\x04'), sleep(hangUpWithin)]);
        await Promise.race([session.over, sleep(hangUpWithin)]);
        return;
      }
      for (const signal of ['HUP', 'KILL'] as const) {
        const command = hangUpCommand(carrier, pid, signal);
        const sent = runQuietly(engine, facts, command, user);
        await Promise.race([Promise.all([sent, session.over]), sleep(hangUpWithin)]);
        if (session.ended) return;
      }
    } catch (error) {
      // Without its engine there is nothing to hang up.
      if (!(error instanceof BerthError)) throw error;
    } finally {
      session.destroy();
    }
  }

  const verbs = {
    watch: os.terminals.watch.handler(({ signal }) => list.watch(signal)),

    open: os.terminals.open.handler(async ({ input }) => {
      const { engine: id, container, shell: asked, user, workingDirectory } = input;
      const size = saneSize(input);
      const engine = engines.get(id);
      const words = asked === undefined ? undefined : commandWords(asked);
      makeRoom();
      opening += 1;
      try {
        const [row] = await engine.listContainers({ ids: [container] });
        if (!row) throw new BerthError('not-found', { noun: 'container', name: container.slice(0, 12) });
        if (row.state !== 'running') throw new BerthError('wrong-state', { name: row.name, state: row.state });
        const carrier = await shells.find(engine, container).catch((error: unknown) => {
          const none = error instanceof BerthError && error.data.code === 'no-shell';
          if (none && words) return undefined;
          throw error;
        });
        const command = words ?? [carrier ?? 'sh'];
        const graphemes = await graphemesAddon();
        const exec = await engine.exec(container, {
          command: sessionCommand(carrier, command),
          env: environment,
          ...(user && { user }),
          ...(workingDirectory && { workingDirectory }),
          ...size,
        });
        const session = new TerminalSession({
          facts: {
            id: terminalId.parse(randomUUID()),
            engine: id,
            container,
            containerName: row.name,
            shell: asked ?? command[0] ?? 'sh',
            ...(user && { user }),
            ...(workingDirectory && { workingDirectory }),
            openedAt: Date.now(),
          },
          exec,
          size,
          graphemes,
          changed() {
            const { exitCode } = session.state;
            if (exitCode === 126 || exitCode === 127) shells.forget(id, container);
            tellSoon();
          },
        });
        const one: Held = { session, carrier, user };
        if (closed) {
          await hangUp(one);
          throw new BerthError('expired', { noun: 'terminal' });
        }
        held.set(session.facts.id, one);
        tell();
        return session.state;
      } finally {
        opening -= 1;
      }
    }),

    attach: os.terminals.attach.handler(({ input, signal }) =>
      find(input.terminal).session.attach(input.viewer, signal),
    ),

    acknowledge: os.terminals.acknowledge.handler(({ input }) => {
      // A page may still acknowledge what it painted of a terminal that was just closed.
      held.get(input.terminal)?.session.acknowledge(input.viewer, input.characters);
    }),

    write: os.terminals.write.handler(({ input }) => find(input.terminal).session.write(input.data)),

    resize: os.terminals.resize.handler(({ input }) => {
      const { columns, rows } = saneSize(input);
      find(input.terminal).session.resize(columns, rows);
    }),

    close: os.terminals.close.handler(async ({ input }) => {
      const one = find(input.terminal);
      held.delete(input.terminal);
      tell();
      await hangUp(one);
    }),
  };

  return {
    verbs,
    /** Hangs up every shell: an engine would let it run on in its container. Within 2 s. */
    async close(): Promise<void> {
      closed = true;
      clearTimeout(timer);
      const all = [...held.values()];
      held.clear();
      const results = await Promise.allSettled(all.map(hangUp));
      for (const result of results) {
        if (result.status === 'rejected') log.error('A shell could not be hung up', { error: result.reason });
      }
    },
  };
}

/** xterm knows no terminal of one column. */
function saneSize({ columns, rows }: { columns: number; rows: number }) {
  return { columns: Math.max(2, columns), rows };
}

async function runQuietly(
  engine: Engine,
  { container }: { readonly engine: EngineId; readonly container: Session['container'] },
  command: readonly string[],
  user: string | undefined,
): Promise<void> {
  const { stream } = await engine.exec(container, { command, columns: 80, rows: 24, ...(user && { user }) });
  await new Promise<void>((resolve) => {
    stream.once('close', () => resolve()).on('error', () => stream.destroy());
    stream.once('end', () => stream.destroy()).resume();
  });
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
