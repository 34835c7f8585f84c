import { parseReference } from '../common/contract/image-reference';
import type { EngineContext } from './engine';
import { unreadable } from './errors';
import { asImageId } from './normalize/ids';
import { asRecord } from './normalize/raw';
import type { Engine } from './port';

export function commitCalls({ connection }: EngineContext): Pick<Engine, 'commitContainer'> {
  return {
    async commitContainer(id, { reference, message, author, pause }) {
      const parsed = parseReference(reference);
      const tag = 'problem' in parsed ? undefined : parsed.tag;
      const query = {
        container: id,
        repo: tag === undefined ? reference : reference.slice(0, -tag.length - 1),
        tag: tag ?? 'latest',
        comment: message || undefined,
        author: author || undefined,
        pause,
      };
      // Podman 4 stumbles over a missing body.
      const about = { noun: 'container', name: id } as const;
      const { body } = await connection.call('POST', '/commit', { query, body: {}, about, patient: true });
      const image = asImageId(asRecord(body).Id);
      if (!image) throw unreadable('it names no image');
      return image;
    },
  };
}
