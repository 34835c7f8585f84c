import { killCommand, killProcessCommand } from '../common/contract/commands';
import type { EngineKeeper } from './engines';
import type { Jobs } from './jobs';
import { os } from './os';

interface ProcessesDeps {
  readonly engines: EngineKeeper;
  readonly jobs: Jobs;
}

export function createProcesses({ engines, jobs }: ProcessesDeps) {
  return {
    verbs: {
      list: os.processes.list.handler(({ input, signal }) => engines.get(input.engine).listProcesses(input.id, signal)),
      kill: os.processes.kill.handler(async ({ input }) => {
        const { engine, id, pid, command } = input;
        const signal = input.signal.startsWith('SIG') ? input.signal : `SIG${input.signal}`;
        const [row] = await engines
          .get(engine)
          .listContainers({ ids: [id] })
          .catch(() => []);
        const container = row?.name || id.slice(0, 12);
        const program = command.split(/\s/, 1)[0] || String(pid);
        return jobs.run({
          engine,
          verb: 'kill',
          noun: 'container',
          about: signal,
          command: pid === 1 ? killCommand([container], signal) : killProcessCommand(container, pid, signal),
          // Not the container's own id: the container itself is not what is killed.
          items: [{ id: `${id} ${pid}`, name: `${program} (${pid}) in ${container}` }],
          options: { signal },
          each: () => engines.get(engine).killProcess(id, pid, signal),
        });
      }),
    },
  };
}
