import type { ContainerId } from '../common/contract/ids';
import type { EngineContext } from './engine';
import { NdjsonReader } from './ndjson';
import { toStatsCounters } from './normalize/stats';
import type { Engine, StatsCounters } from './port';

type StatsCalls = Pick<Engine, 'containerStats' | 'containerStatsOnce'>;

export function statsCalls({ connection, identity }: EngineContext): StatsCalls {
  const about = (id: ContainerId) => ({ noun: 'container', name: id }) as const;

  return {
    async *containerStats(id, { signal }): AsyncGenerator<StatsCounters, void, undefined> {
      const query = { stream: true };
      const bytes = await connection.stream('GET', `/containers/${id}/stats`, { query, signal, about: about(id) });
      const reader = new NdjsonReader();
      for await (const chunk of bytes) {
        for (const { value } of reader.push(chunk)) {
          const counters = toStatsCounters(id, value);
          // Docker goes on with empty ones for a container that has ended.
          if (!counters) return;
          yield counters;
        }
      }
    },

    async containerStatsOnce(id, signal) {
      // Without `one-shot` an engine waits a second for a rate that we reckon ourselves. Podman has it no other way.
      const query = { stream: false, 'one-shot': identity.product === 'docker' ? true : undefined };
      const answer = await connection.call('GET', `/containers/${id}/stats`, { query, signal, about: about(id) });
      return toStatsCounters(id, answer.body);
    },
  };
}
