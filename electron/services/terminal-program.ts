import type { Duplex } from 'node:stream';
import { BerthError } from '../common/contract/errors';
import type { ContainerId, EngineId } from '../common/contract/ids';
import type { TerminalBusy, TerminalEnd } from '../common/contract/terminals';
import type { ExecSession } from '../engine/port';
import type { EngineKeeper } from './engines';
import type { TerminalSession } from './terminal-session';

export type Engines = Pick<EngineKeeper, 'get'>;

export interface Outcome {
  readonly exitCode: number | undefined;
  readonly reason: TerminalEnd;
}

/** What a session shows: a program somewhere, and its terminal's bytes. */
export interface TerminalProgram {
  readonly stream: Duplex;
  resize(columns: number, rows: number): Promise<void>;
  /** Asked once its stream is over. */
  outcome(): Promise<Outcome>;
  /** What of a person's keys goes to the program, and what of them is shown; all and nothing unless said. */
  typed?(data: string): { readonly send: string; readonly show: string };
  /** It has no terminal: its lines end without a return, and it is told nothing that a terminal would tell. */
  readonly plain?: boolean;
}

/** A session with what only its kind knows how to do. */
export interface OpenedTerminal {
  readonly session: TerminalSession;
  /** Ends the program, or lets go of one that is not ours to end. Within 2 s. */
  close(): Promise<void>;
  busy(signal: AbortSignal | undefined): Promise<TerminalBusy>;
  /** Of a kind whose program lives on without its terminal. */
  detach?(): void;
}

/** ms between questions: right after its end an engine may still call a program running. */
const askAgainAfter = [0, 50, 100, 250, 600] as const;
const answerWithin = 5_000;
/** 128 + SIGKILL: what a program ends with when its container is stopped under it. */
const killed = 137;

/** How an exec ended; `container`: the one that it lives and dies with. Lost: nobody can tell, the engine went away or let go of it. */
export async function execOutcome(
  exec: ExecSession,
  { engines, engine, container }: { engines: Engines; engine: EngineId; container: ContainerId },
): Promise<Outcome> {
  const limit = AbortSignal.timeout(answerWithin);
  const late = new Promise<undefined>((resolve) => limit.addEventListener('abort', () => resolve(undefined)));
  let unanswered = false;
  let exitCode: number | undefined;
  for (const wait of askAgainAfter) {
    if (limit.aborted) break;
    await new Promise((resolve) => setTimeout(resolve, wait));
    const asked = exec.exitCode().catch((error: unknown) => {
      unanswered ||= isAway(error);
      return undefined;
    });
    exitCode = await Promise.race([asked, late]);
    if (exitCode !== undefined) break;
  }
  if (exitCode !== undefined && exitCode !== killed) return { exitCode, reason: 'program' };
  const stopped = !unanswered && !limit.aborted && (await hasStopped(engines, engine, container));
  if (stopped) return { exitCode, reason: 'container-stopped' };
  return { exitCode, reason: exitCode === undefined ? 'engine-lost' : 'program' };
}

function isAway(error: unknown): boolean {
  return !(error instanceof BerthError) || ['engine-unreachable', 'engine-not-answering'].includes(error.data.code);
}

/** Its programs end a moment before the engine says so of itself. */
async function hasStopped(engines: Engines, engine: EngineId, container: ContainerId): Promise<boolean> {
  for (const wait of [0, 150, 400]) {
    await new Promise((resolve) => setTimeout(resolve, wait));
    try {
      const [row] = await engines.get(engine).listContainers({ ids: [container], signal: AbortSignal.timeout(3_000) });
      if (row === undefined || !['running', 'paused'].includes(row.state)) return true;
    } catch {
      return false;
    }
  }
  return false;
}

/** @throws BerthError unless it runs */
export async function runningContainer(
  engines: Engines,
  engine: EngineId,
  container: ContainerId,
): Promise<{ readonly name: string }> {
  const [row] = await engines.get(engine).listContainers({ ids: [container] });
  if (!row) throw new BerthError('not-found', { noun: 'container', name: container.slice(0, 12) });
  if (row.state !== 'running') throw new BerthError('wrong-state', { name: row.name, state: row.state });
  return row;
}
