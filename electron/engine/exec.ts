import type { Duplex } from 'node:stream';
import { setTimeout } from 'node:timers/promises';
import { BerthError } from '../common/contract/errors';
import type { ContainerId } from '../common/contract/ids';
import { neverTyped } from './attach';
import { Demux } from './demux';
import type { EngineContext } from './engine';
import { socketError, unreadable } from './errors';
import { asRecord, asWord } from './normalize/raw';
import type { Engine, ExecAs, LogChunk } from './port';

/** Bytes of output kept of a command that is run to its end. */
const usualLimit = 64 * 1024;
/** Together they wait half a second for a process to start; a wrong first size is no reason to wait longer. */
const sizeAttempts = 10;
const sizePause = 50; // ms
/** ms between questions: the output of a command ends before its engine knows of it, by more the busier the machine. */
const askAgainAfter = [0, 20, 50, 100, 250, 600, 1_000, 1_500] as const;

type ExecCalls = Pick<Engine, 'exec' | 'execOnce' | 'execOutput' | 'execStream'>;

export function execCalls({ identity, connection }: EngineContext): ExecCalls {
  async function create(container: ContainerId, body: object, signal?: AbortSignal): Promise<string> {
    const about = { noun: 'container', name: container } as const;
    const answer = await connection.call('POST', `/containers/${container}/exec`, { body, signal, about });
    const id = asWord(asRecord(answer.body).Id);
    if (id === undefined || !/^[0-9a-f]+$/.test(id)) throw unreadable('an exec without an id');
    return id;
  }

  async function start(id: string, body: object, signal?: AbortSignal): Promise<Duplex> {
    return connection.hijack(`/exec/${id}/start`, { body, signal, about: { noun: 'exec', name: id } });
  }

  async function resize(id: string, columns: number, rows: number): Promise<void> {
    const query = { w: columns, h: rows };
    await connection.call('POST', `/exec/${id}/resize`, { query, about: { noun: 'exec', name: id } });
  }

  /** For engines that take no size at the start: refused until the process is up, and once it has ended. */
  async function firstSize(id: string, stream: Duplex, columns: number, rows: number): Promise<void> {
    for (let attempt = 0; attempt < sizeAttempts && !stream.closed; attempt += 1) {
      try {
        return await resize(id, columns, rows);
      } catch {
        await setTimeout(sizePause);
      }
    }
  }

  async function look(id: string): Promise<{ readonly running: boolean; readonly exitCode: number | undefined }> {
    try {
      const { body } = await connection.call('GET', `/exec/${id}/json`, { about: { noun: 'exec', name: id } });
      const { Running, ExitCode } = asRecord(body);
      const running = Running === true;
      return { running, exitCode: running || typeof ExitCode !== 'number' ? undefined : ExitCode };
    } catch (error) {
      if (error instanceof BerthError && error.data.code === 'not-found')
        return { running: false, exitCode: undefined };
      throw error;
    }
  }

  const exitCode = async (id: string) => (await look(id)).exitCode;

  /** Of one whose output has ended; undefined when it closed that and runs on. */
  async function lastExitCode(id: string, signal: AbortSignal | undefined): Promise<number | undefined> {
    for (const wait of askAgainAfter) {
      if (wait > 0) await setTimeout(wait);
      if (signal?.aborted) throw signal.reason;
      const last = await look(id);
      if (!last.running) return last.exitCode;
    }
    return undefined;
  }

  /** Runs a command without a terminal and yields what it says, as it is read. */
  async function* output(
    container: ContainerId,
    command: readonly string[],
    { end, signal, ...as }: ExecAs & { signal: AbortSignal | undefined; end: { exitCode: number | undefined } },
  ): AsyncGenerator<LogChunk, void, undefined> {
    const body = { AttachStdout: true, AttachStderr: true, Tty: false, Cmd: command, ...asBody(as) };
    const id = await create(container, body, signal);
    const stream = await start(id, { Detach: false, Tty: false }, signal);
    const demux = new Demux();
    try {
      for await (const chunk of stream as AsyncIterable<Buffer>) yield* demux.push(chunk);
    } catch (error) {
      throw signal?.aborted ? signal.reason : socketError(error, connection.address);
    } finally {
      stream.destroy();
    }
    end.exitCode = await lastExitCode(id, signal);
  }

  return {
    async exec(container, { command, columns, rows, ...as }) {
      const size = identity.capabilities['console-size'] ? { ConsoleSize: [rows, columns] } : {};
      const id = await create(container, {
        AttachStdin: true,
        AttachStdout: true,
        AttachStderr: true,
        Tty: true,
        Cmd: command,
        // Docker's own would hold back every Ctrl-P and end the stream on the pair, while the program runs on.
        DetachKeys: neverTyped,
        ...asBody(as),
        ...size,
      });
      const stream = await start(id, { Detach: false, Tty: true, ...size });
      if (!identity.capabilities['console-size']) await firstSize(id, stream, columns, rows);
      return {
        id,
        stream,
        resize: (newColumns, newRows) => resize(id, newColumns, newRows),
        exitCode: () => exitCode(id),
      };
    },

    execOutput: output,

    async *execStream(container, command, { user, signal, end }) {
      for await (const { stream, bytes } of output(container, command, { ...(user && { user }), signal, end })) {
        if (stream === 'err') end.errors = (end.errors + Buffer.from(bytes).toString()).slice(0, usualLimit);
        else yield bytes;
      }
    },

    async execOnce(container, command, { limit = usualLimit, user, signal } = {}) {
      const said: Uint8Array[] = [];
      let length = 0;
      const end: { exitCode: number | undefined } = { exitCode: undefined };
      for await (const { bytes } of output(container, command, { ...(user && { user }), signal, end })) {
        const kept = bytes.subarray(0, limit - length);
        length += kept.length;
        if (kept.length > 0) said.push(kept);
      }
      if (end.exitCode === undefined) throw unreadable('an exec ended without an exit code');
      return { exitCode: end.exitCode, output: Buffer.concat(said).toString('utf8') };
    },
  };
}

function asBody({ user, workingDirectory, env, privileged }: ExecAs) {
  return {
    ...(user && { User: user }),
    ...(workingDirectory && { WorkingDir: workingDirectory }),
    ...(env && { Env: env }),
    ...(privileged && { Privileged: true }),
  };
}
