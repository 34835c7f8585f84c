import type { ContainerId, EngineId } from '../../common/contract/ids';
import type { EngineEvent } from '../../engine/port';
import type { EngineKeeper } from '../engines';
import type { FileAccess } from './file-access';
import type { FileLists } from './file-lists';

/** What can change a container's files behind Berth's back, while it is stopped too. */
const changing: ReadonlySet<string> = new Set([
  'start',
  'restart',
  'die',
  'destroy',
  'remove',
  'extract-to-dir',
  'unpause',
]);
/** ms after a write of Berth's own in which the engine's word of it is not news. */
const ownWrite = 1_500;

/** Drops what is kept of a container's files when an engine says that something changed them. */
export function forgetOnEvents(engines: EngineKeeper, lists: FileLists) {
  const undo = new Map<EngineId, () => void>();
  const own = new Map<string, number>();

  function onEvent(engine: EngineId, { noun, action, subject }: EngineEvent): void {
    if (noun !== 'container' || !changing.has(action)) return;
    const expected = own.get(`${engine} ${subject}`) ?? 0;
    if (action === 'extract-to-dir' && Date.now() < expected) return;
    lists.forget(engine, subject as ContainerId);
  }

  return {
    listen(engine: EngineId): void {
      if (undo.has(engine)) return;
      const undoEvent = engines.onEvent(engine, (event) => onEvent(engine, event));
      undo.set(engine, undoEvent);
    },
    expect({ engine, container }: FileAccess): void {
      if (own.size > 1_000) own.clear();
      own.set(`${engine.id} ${container}`, Date.now() + ownWrite);
    },
    close(): void {
      for (const one of undo.values()) one();
      undo.clear();
    },
  };
}
