import { readFile } from 'node:fs/promises';
import { BerthError } from '../common/contract/errors';
import type { ContainerId } from '../common/contract/ids';
import type { Process } from '../common/contract/processes';
import type { EngineContext } from './engine';
import { type TopLine, toTopLines } from './normalize/processes';
import { asPositive, asRecord } from './normalize/raw';
import type { Engine } from './port';

type ProcessCalls = Pick<Engine, 'listProcesses' | 'killProcess'>;

/** ps(1) on the engine's machine, and Podman's own names. */
const columns = { docker: '-eo pid,user:64,pcpu,time,args', podman: 'pid,hpid,user,pcpu,time,args' } as const;

/** Only needed to run programs: the whole `exec` noun would be a circle. */
type Exec = Pick<Engine, 'execOnce'>;

export function processCalls({ connection, identity }: EngineContext, { execOnce }: Exec): ProcessCalls {
  const about = (id: ContainerId) => ({ noun: 'container', name: id }) as const;

  async function top(id: ContainerId, signal?: AbortSignal): Promise<readonly TopLine[]> {
    const ask = async (args?: string) => {
      const query = { ps_args: args };
      const { body } = await connection.call('GET', `/containers/${id}/top`, { query, signal, about: about(id) });
      return toTopLines(body);
    };
    try {
      return await ask(columns[identity.product]);
    } catch (error) {
      // A machine with another ps (BusyBox's) knows no such columns; the engine's own choice works everywhere.
      if (error instanceof BerthError && error.data.code === 'engine-error') return ask();
      throw error;
    }
  }

  /** The main process's number on the engine's machine. */
  async function mainPid(id: ContainerId, signal?: AbortSignal): Promise<number | undefined> {
    const { body } = await connection.call('GET', `/containers/${id}/json`, { signal, about: about(id) });
    return asPositive(asRecord(asRecord(body).State).Pid);
  }

  async function list(id: ContainerId, signal?: AbortSignal): Promise<readonly Process[]> {
    const [lines, main] = await Promise.all([top(id, signal), mainPid(id, signal)]);
    // Podman 4 answers with nothing at all.
    if (main === undefined || lines.length === 0)
      throw new BerthError('wrong-state', { name: id.slice(0, 12), state: 'not running' });
    if (identity.product === 'podman') {
      return lines.map((line) => ({
        ...line,
        main: line.hostPid === undefined ? line.pid === 1 : line.hostPid === main,
      }));
    }
    const here = connection.address.startsWith('unix://');
    return Promise.all(
      lines.map(async ({ pid: hostPid, ...line }) => ({
        ...line,
        hostPid,
        pid: here && hostPid !== undefined ? await pidInside(id, hostPid) : undefined,
        main: hostPid === main,
      })),
    );
  }

  /**
   * By the shell's own `kill` or else by the program: a small image may have either.
   *
   * As root, since the container's user may not signal those of others.
   */
  async function killInside(id: ContainerId, pid: number, signal: string): Promise<void> {
    const words = ['kill', '-s', signal.replace(/^SIG/, ''), String(pid)];
    for (const command of [['sh', '-c', words.join(' ')], words]) {
      try {
        const { exitCode, output } = await execOnce(id, command, { user: '0', limit: 1_000 });
        if (exitCode === 0) return;
        if (exitCode === 126 || exitCode === 127) continue;
        if (/no such process/i.test(output)) throw new BerthError('not-found', { noun: 'process', name: String(pid) });
        throw new BerthError('engine-error', { status: exitCode }, { raw: output.trim() });
      } catch (error) {
        if (!(error instanceof BerthError && error.data.code === 'command-not-found')) throw error;
      }
    }
    throw new BerthError('no-shell', { tried: 'sh, kill' });
  }

  return {
    listProcesses: list,

    async killProcess(id, pid, signal) {
      // Looked at anew: the number may belong to another by now, or to none.
      const process = (await list(id)).find((one) => one.pid === pid);
      if (!process) throw new BerthError('not-found', { noun: 'process', name: String(pid) });
      if (!process.main) return killInside(id, pid, signal);
      await connection.call('POST', `/containers/${id}/kill`, { query: { signal }, about: about(id), patient: true });
    },
  };
}

/**
 * A process's number inside its container, by this machine's kernel; undefined unless it is a process of that very container.
 *
 * A socket here may lead into a virtual machine (Docker Desktop), whose numbers belong to other programs here: the control
 * group has to name the container. `NSpid` in https://man7.org/linux/man-pages/man5/proc_pid_status.5.html.
 */
async function pidInside(id: ContainerId, hostPid: number): Promise<number | undefined> {
  try {
    const read = (file: string) => readFile(`/proc/${hostPid}/${file}`, 'utf8');
    const [groups, status] = await Promise.all([read('cgroup'), read('status')]);
    if (!groups.includes(id)) return undefined;
    return asPositive(/^NSpid:.*?(\d+)\s*$/m.exec(status)?.[1]);
  } catch {
    return undefined; // ended meanwhile, or not ours to see
  }
}
