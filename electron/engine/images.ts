import { BerthError } from '../common/contract/errors';
import type { ImageId } from '../common/contract/ids';
import type { EngineContext } from './engine';
import { toContainers } from './normalize/container';
import { toImages } from './normalize/image';
import { toImageDetails } from './normalize/image-details';
import type { Engine } from './port';

type ImageCalls = Pick<Engine, 'listImages' | 'inspectImage' | 'deleteImage'>;

export function imageCalls({ id: engine, identity, connection }: EngineContext): ImageCalls {
  const about = (id: ImageId) => ({ noun: 'image', name: id }) as const;

  /** Containers of exactly this image: the engine's own filter also counts those of images built on it. */
  async function users(id: ImageId, signal?: AbortSignal) {
    const { body } = await connection.call('GET', '/containers/json', { query: { all: true }, signal });
    return toContainers(engine, body).filter(({ imageId }) => imageId === id);
  }

  async function inspect(id: ImageId, signal?: AbortSignal) {
    const [image, history, containers] = await Promise.all([
      connection.call('GET', `/images/${id}/json`, { signal, about: about(id) }),
      connection.call('GET', `/images/${id}/history`, { signal, about: about(id) }),
      users(id, signal),
    ]);
    const usedBy = containers.map(({ id: container, name }) => ({ id: container, name }));
    return toImageDetails(engine, id, { inspect: image.body, history: history.body, usedBy });
  }

  async function remove(name: string, id: ImageId, force: boolean): Promise<void> {
    try {
      await connection.call('DELETE', `/images/${name}`, { query: { force }, about: about(id), patient: true });
    } catch (error) {
      if (!(error instanceof BerthError && error.data.code === 'not-found')) throw error;
    }
  }

  return {
    async listImages({ signal } = {}) {
      const shared = identity.capabilities['shared-size'];
      // Podman answers these with an empty body, Docker 20.10 with -1 (engines.md).
      const query = shared ? { 'shared-size': true, digests: true } : {};
      const asked = await connection.call('GET', '/images/json', { query, signal });
      if (asked.body !== undefined || !shared) return toImages(engine, asked.body, shared);
      const plain = await connection.call('GET', '/images/json', { signal });
      return toImages(engine, plain.body, false);
    },

    inspectImage: inspect,

    /**
     * With all its tags. In use: refused, unless by force and by stopped containers only.
     *
     * Podman's force would delete the containers too, running ones as well: there it is never used on an image in use.
     */
    async deleteImage(id, { force }) {
      const containers = await users(id);
      const blocking = containers.find(
        ({ state }) =>
          !force ||
          identity.product === 'podman' ||
          state === 'running' ||
          state === 'paused' ||
          state === 'restarting',
      );
      if (blocking) throw new BerthError('in-use', { name: id, by: `container ${blocking.name}` });
      if (force) return remove(id, id, true);
      // By id, an engine deletes an image of several tags only by force, which would delete more than was asked.
      const { tags } = await inspect(id);
      for (const tag of tags.slice(1)) await remove(tag, id, false);
      await remove(tags[0] ?? id, id, false);
    },
  };
}
