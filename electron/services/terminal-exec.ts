import { BerthError } from '../common/contract/errors';
import type { ContainerId, EngineId } from '../common/contract/ids';
import type { TerminalBusy } from '../common/contract/terminals';
import type { Engine } from '../engine/port';
import { foregroundOf, isShell } from './terminal-foreground';
import { graphemesAddon } from './terminal-graphemes';
import { type Engines, execOutcome, type OpenedTerminal } from './terminal-program';
import { type SessionFacts, TerminalSession } from './terminal-session';
import { commandWords, hangUpCommand, type ShellFinder, sessionCommand } from './terminal-shell';

/** ms that a hung-up program has until it is killed; all of `close` has 3 s. */
const hangUpWithin = 800;

/** Programs find their abilities here; without the second many use 256 colours. */
const environment = ['TERM=xterm-256color', 'COLORTERM=truecolor'];

export interface ExecWanted {
  readonly engine: EngineId;
  /** Where it is run; of a debug shell not the target. */
  readonly container: ContainerId;
  readonly shell?: string | undefined;
  readonly user?: string | undefined;
  readonly workingDirectory?: string | undefined;
  readonly env?: readonly string[] | undefined;
  readonly privileged?: boolean | undefined;
  /** Of a debug shell: what it can't outlive. */
  readonly target?: ContainerId | undefined;
  /** A shell that is known to be there; else one is looked for. */
  readonly carrier?: string;
  /** What that shell does before it becomes the program. */
  readonly prelude?: string;
  readonly columns: number;
  readonly rows: number;
}

interface ExecDeps {
  readonly engines: Engines;
  readonly shells: ShellFinder;
}

/** What `open` is told besides the options: the facts that its kind adds, and whom to tell of changes. */
export interface ExecMore {
  readonly facts: Omit<SessionFacts, 'shell' | 'user' | 'workingDirectory' | 'env' | 'privileged'>;
  changed(): void;
}

/** Runs a shell, or what was asked for, in a running container. */
export async function openExec({ engines, shells }: ExecDeps, wanted: ExecWanted, more: ExecMore) {
  const { engine: id, container, shell: asked, user, workingDirectory, env, privileged, columns, rows } = wanted;
  const engine = engines.get(id);
  const words = asked === undefined ? undefined : commandWords(asked);
  const carrier =
    wanted.carrier ??
    (await shells.find(engine, container).catch((error: unknown) => {
      const none = error instanceof BerthError && error.data.code === 'no-shell';
      if (none && words) return undefined;
      throw error;
    }));
  const command = words ?? [carrier ?? 'sh'];
  const graphemes = await graphemesAddon();
  const exec = await engine.exec(container, {
    command: sessionCommand(carrier, command, wanted.prelude),
    env: [...environment, ...(env ?? [])],
    ...(user && { user }),
    ...(workingDirectory && { workingDirectory }),
    ...(privileged && { privileged }),
    columns,
    rows,
  });
  const session: TerminalSession = new TerminalSession({
    facts: {
      ...more.facts,
      shell: asked ?? command[0]?.split('/').at(-1) ?? 'sh',
      ...(user && { user }),
      ...(workingDirectory && { workingDirectory }),
      ...(env && env.length > 0 && { env }),
      ...(privileged && { privileged }),
    },
    program: {
      ...exec,
      outcome: () => execOutcome(exec, { engines, engine: id, container: wanted.target ?? container }),
    },
    size: { columns, rows },
    graphemes,
    changed() {
      const { exitCode } = session.state;
      if (exitCode === 126 || exitCode === 127) shells.forget(id, container);
      more.changed();
    },
  });

  async function close(): Promise<void> {
    if (session.ended) return;
    const { pid } = session;
    try {
      if (carrier === undefined || pid === undefined) {
        // Nothing to signal it with: what a person would type to leave.
        await Promise.race([session.write('\x03\x04'), sleep(hangUpWithin)]);
        await Promise.race([session.over, sleep(hangUpWithin)]);
        return;
      }
      for (const signal of ['HUP', 'KILL'] as const) {
        const sent = runQuietly(engines.get(id), container, hangUpCommand(carrier, pid, signal), user);
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

  async function busy(signal: AbortSignal | undefined): Promise<TerminalBusy> {
    if (session.ended) return { busy: false };
    // A program that was asked for runs for as long as its terminal does.
    if (words && !isShell(words)) return { busy: true, command: words.join(' ') };
    const { pid } = session;
    if (carrier === undefined || pid === undefined) return {};
    return foregroundOf(engines.get(id), { container, carrier, pid }, signal);
  }

  return { session, close, busy } satisfies OpenedTerminal;
}

async function runQuietly(engine: Engine, container: ContainerId, command: readonly string[], user?: string) {
  const { stream } = await engine.exec(container, { command, columns: 80, rows: 24, ...(user && { user }) });
  await new Promise<void>((resolve) => {
    stream.once('close', () => resolve()).on('error', () => stream.destroy());
    stream.once('end', () => stream.destroy()).resume();
  });
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
