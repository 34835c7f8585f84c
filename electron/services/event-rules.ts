/**
 * What each event of the engine means for a list.
 *
 * Source: https://docs.docker.com/reference/cli/docker/system/events/ (Podman's words come translated by the engine port).
 */
import type { EngineEvent } from '../engine/port';
import type { Log } from './log';

/** `row`: read the row anew. `gone`: it is no more. `list`: read the list anew. `nothing`: no row looks different after it. */
type Meaning = 'row' | 'gone' | 'list' | 'nothing';

const container: Readonly<Record<string, Meaning>> = {
  create: 'row',
  start: 'row',
  restart: 'row',
  stop: 'row',
  kill: 'row', // the signal may be one that the program lives through, or not
  die: 'row',
  oom: 'row',
  pause: 'row',
  unpause: 'row',
  rename: 'row',
  update: 'row',
  health_status: 'row',
  destroy: 'gone',
  init: 'row', // Podman
  cleanup: 'row', // Podman: after the end, when ports and networks are let go
  exec_create: 'nothing', // a shell in it; a health check makes three of them each time
  exec_start: 'nothing',
  exec_die: 'nothing',
  exec_detach: 'nothing',
  exec: 'nothing', // Podman
  exec_died: 'nothing', // Podman
  attach: 'nothing', // someone reads or types along
  detach: 'nothing',
  resize: 'nothing', // of its terminal
  top: 'nothing', // its processes were listed
  export: 'nothing',
  copy: 'nothing',
  'archive-path': 'nothing', // a file was read
  'extract-to-dir': 'nothing', // a file was written
  commit: 'nothing', // made an image, which has its own event
  checkpoint: 'row',
  restore: 'row',
  mount: 'nothing', // Podman
  unmount: 'nothing',
  sync: 'nothing',
  prune: 'list',
};

const image: Readonly<Record<string, Meaning>> = {
  create: 'list',
  delete: 'list',
  import: 'list',
  load: 'list',
  loadfromarchive: 'list', // Podman
  pull: 'list',
  tag: 'list',
  untag: 'list',
  remove: 'list', // Podman
  build: 'list',
  commit: 'list',
  prune: 'list',
  push: 'list', // gives it a digest
  save: 'nothing',
  mount: 'nothing', // Podman
  unmount: 'nothing',
};

/** A container's networks are in its row. */
const network: Readonly<Record<string, Meaning>> = { connect: 'row', disconnect: 'row' };

/** Words that were met and are not in the tables: logged once each, not once an event. */
export function createEventRules(log: Log) {
  const strangers = new Set<string>();

  function meaningOf(table: Readonly<Record<string, Meaning>>, event: EngineEvent, otherwise: Meaning): Meaning {
    const action = event.action.split(':', 1)[0] ?? '';
    if (Object.hasOwn(table, action)) return table[action] ?? otherwise;
    const word = `${event.noun} ${action}`.slice(0, 100);
    if (!strangers.has(word) && strangers.size < 1_000) {
      strangers.add(word);
      log.info('An engine event of a kind not known', { word });
    }
    return otherwise;
  }

  return {
    /** A word not known reads the row anew: that shows nothing when nothing changed. */
    forContainers(event: EngineEvent): { meaning: Meaning; id: string } {
      if (event.noun === 'container') return { meaning: meaningOf(container, event, 'row'), id: event.subject };
      if (event.noun === 'network' && Object.hasOwn(network, event.action)) {
        const id = event.attributes.container;
        return id ? { meaning: 'row', id } : { meaning: 'nothing', id: '' };
      }
      return { meaning: 'nothing', id: '' };
    },
    forImages(event: EngineEvent): Meaning {
      if (event.noun === 'image') return meaningOf(image, event, 'list');
      // Only a build and a commit make images without an event of the image's own on every engine.
      return event.noun === 'container' && event.action === 'commit' ? 'list' : 'nothing';
    },
  };
}
