import type { Volume } from '../common/contract/volumes';
import type { EngineContext } from './engine';
import { asList, asRecord, asText, asTextMap, asTime } from './normalize/raw';
import type { Engine } from './port';

export function volumeCalls({ id: engine, connection }: EngineContext): Pick<Engine, 'listVolumes'> {
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
  };
}
