import type { EngineId } from '../common/contract/ids';
import { attachCalls } from './attach';
import { commitCalls } from './commit';
import type { Connection } from './connection';
import { verbCalls } from './container-verbs';
import { containerCalls } from './containers';
import { createCalls } from './create';
import { engineEvents } from './events';
import { execCalls } from './exec';
import { fileCalls } from './files';
import { imageCalls } from './images';
import { containerLog } from './logs';
import { networkCalls } from './networks';
import { toEngineInfo } from './normalize/info';
import type { Engine, EngineIdentity } from './port';
import { processCalls } from './processes';
import { pullCalls } from './pull';
import { statsCalls } from './stats';
import { volumeCalls } from './volumes';

/** What the noun files need to know of the engine they talk to. */
export interface EngineContext {
  readonly id: EngineId;
  readonly identity: EngineIdentity;
  readonly connection: Connection;
}

/** The `Engine` port over one connection. */
export function createEngine(id: EngineId, connection: Connection, identity: EngineIdentity): Engine {
  const context: EngineContext = { id, identity, connection };
  const exec = execCalls(context);
  return {
    id,
    identity,
    async ping(timeout) {
      await connection.ping(timeout);
    },
    async info(signal) {
      const about = { noun: 'engine', name: id } as const;
      const [info, version] = await Promise.all([
        connection.call('GET', '/info', { signal, about }),
        connection.call('GET', '/version', { signal, about }),
      ]);
      return toEngineInfo(id, identity, info.body, version.body);
    },
    events: (options) => engineEvents(context, options),
    ...containerCalls(context),
    ...verbCalls(context),
    ...createCalls(context),
    ...commitCalls(context),
    containerLog: (container, options) => containerLog(context, container, options),
    ...attachCalls(context),
    ...exec,
    ...processCalls(context, exec),
    ...statsCalls(context),
    ...fileCalls(context),
    ...imageCalls(context),
    ...pullCalls(context),
    ...networkCalls(context),
    ...volumeCalls(context),
    close: () => connection.close(),
  };
}
