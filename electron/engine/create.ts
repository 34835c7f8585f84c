import { BerthError } from '../common/contract/errors';
import type { ContainerId } from '../common/contract/ids';
import { carriedOver } from './carry-over';
import { createRequest } from './create-body';
import type { EngineContext } from './engine';
import { unreadable } from './errors';
import { asContainerId } from './normalize/ids';
import { asRecord, asTexts } from './normalize/raw';
import type { Engine } from './port';

export function createCalls({ identity, connection }: EngineContext): Pick<Engine, 'createContainer'> {
  async function drop(id: ContainerId): Promise<void> {
    await connection.call('DELETE', `/containers/${id}`, { query: { force: true, v: true }, patient: true });
  }

  return {
    async createContainer(spec, { carried, from } = { carried: [], from: undefined }) {
      const { query, body: asked, later, leftOut } = createRequest(spec, identity);
      const body = carried.length > 0 ? carriedOver(asked, carried, from) : asked;
      const about = { noun: 'image', name: spec.image } as const;
      const options = { query, body, about, patient: true };
      const { body: answer } = await connection.call('POST', '/containers/create', options).catch((error) => {
        throw aboutName(error, spec.name);
      });
      const { Id, Warnings } = asRecord(answer);
      const id = asContainerId(Id);
      if (!id) throw unreadable('it names no container');
      try {
        for (const { network, endpoint } of later) {
          const joins = { Container: id, EndpointConfig: endpoint };
          const path = `/networks/${encodeURIComponent(network)}/connect`;
          const subject = { noun: 'network', name: network } as const;
          await connection.call('POST', path, { body: joins, about: subject, patient: true });
        }
      } catch (error) {
        // One that lacks a network is not what was asked for, and its name would be taken at the next try.
        await drop(id).catch(() => undefined);
        throw error;
      }
      return { id, warnings: asTexts(Warnings), leftOut };
    },
  };
}

/** Podman's "that name is already in use" does not say which; the call was about the image. */
function aboutName(error: unknown, name: string | undefined): unknown {
  if (!(error instanceof BerthError) || name === undefined) return error;
  const { code, raw } = error.data;
  if (code !== 'name-taken' && code !== 'name-invalid') return error;
  return new BerthError(code, { name }, { raw, cause: error });
}
