import { connectCommand, disconnectCommand } from '../common/contract/commands';
import type { ContainerId, EngineId } from '../common/contract/ids';
import { type Act, connect, disconnect } from './container-acts';
import type { EngineKeeper } from './engines';
import type { Jobs } from './jobs';
import { os } from './os';

interface NetworksDeps {
  readonly engines: EngineKeeper;
  readonly jobs: Jobs;
  /** Of containers, for the record. */
  namesOf(engine: EngineId, ids: readonly ContainerId[]): Promise<readonly string[]>;
}

/** Containers' place in one network. */
interface Change {
  readonly engine: EngineId;
  readonly network: string;
  readonly ids: readonly ContainerId[];
  readonly verb: 'connect' | 'disconnect';
  readonly options?: unknown;
  command(name: string): string;
  readonly each: Act;
}

export function createNetworks({ engines, jobs, namesOf }: NetworksDeps) {
  async function change({ engine, network, ids, verb, options, command, each }: Change) {
    engines.get(engine); // an engine that is away is the call's error, not a failed job
    const names = await namesOf(engine, ids);
    return jobs.run({
      engine,
      verb,
      noun: 'container',
      about: network,
      command: names.map(command).join(' && '),
      items: ids.map((id, index) => ({ id, name: names[index] ?? id })),
      options: { network, options },
      each: async (id, _signal, tell) => each(engines.get(engine), id as ContainerId, tell),
    });
  }

  return {
    list: os.networks.list.handler(({ input, signal }) => engines.get(input.engine).listNetworks(signal)),
    connect: os.networks.connect.handler(({ input: { engine, network, ids, ...options } }) =>
      change({
        engine,
        network,
        ids,
        verb: 'connect',
        options,
        command: (name) => connectCommand(network, name, options),
        each: connect({ network, ...options }),
      }),
    ),
    disconnect: os.networks.disconnect.handler(({ input: { engine, network, ids, force } }) =>
      change({
        engine,
        network,
        ids,
        verb: 'disconnect',
        options: { force },
        command: (name) => disconnectCommand(network, name, { force }),
        each: disconnect(network, force),
      }),
    ),
  };
}
