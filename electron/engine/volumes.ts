import { BerthError } from '../common/contract/errors';
import type { Volume } from '../common/contract/volumes';
import type { EngineContext } from './engine';
import { asList, asRecord, asText, asTextMap, asTime } from './normalize/raw';
import type { Engine } from './port';

export function volumeCalls({
  id: engine,
  connection,
}: EngineContext): Pick<Engine, 'listVolumes' | 'createVolume' | 'deleteVolume'> {
  const about = (name: string) => ({ noun: 'volume', name }) as const;
  return {
    async listVolumes(signal) {
      const { body } = await connection.call('GET', '/volumes', { signal });
      return asList(asRecord(body).Volumes)
        .map((item): Volume => {
          const raw = asRecord(item);
          const name = asText(raw.Name);
          const createdAt = asTime(raw.CreatedAt);
          return {
            engine,
            name,
            driver: asText(raw.Driver),
            // Only the engine makes up such names.
            anonymous: /^[0-9a-f]{64}$/.test(name),
            ...(createdAt !== undefined && { createdAt }),
            labels: asTextMap(raw.Labels),
          };
        })
        .filter(({ name }) => name !== '')
        .sort((a, b) => a.name.localeCompare(b.name));
    },

    async createVolume(name, labels) {
      const body = { Name: name, Labels: Object.fromEntries(labels.map((label) => [label.name, label.value])) };
      await connection.call('POST', '/volumes/create', { body, about: about(name), patient: true });
    },

    async deleteVolume(name) {
      try {
        await connection.call('DELETE', `/volumes/${encodeURIComponent(name)}`, { about: about(name), patient: true });
      } catch (error) {
        if (!(error instanceof BerthError) || error.data.code !== 'not-found') throw error;
      }
    },
  };
}
