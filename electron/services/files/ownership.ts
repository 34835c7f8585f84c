import { BerthError } from '../../common/contract/errors';
import { readTar } from '../tar/tar-reader';
import { type FileAccess, mountOf, runScript } from './file-access';
import { pathInContainer } from './file-tree';
import { openEntry } from './open-entry';

/** What a file keeps when its content is replaced. */
export interface Ownership {
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** ms since the epoch */
  readonly modifiedAt: number;
}

/** Whose a file is, by numbers; a link itself and not where it leads. */
export async function ownership(access: FileAccess, path: string, signal: AbortSignal): Promise<Ownership> {
  const { engine, container } = access;
  if (access.writes === 'exec') {
    const said = await runScript(access, 'stat -c "%a %u %g %Y" -- "$a"', [path], signal);
    const [mode, uid, gid, seconds] = said.trim().split(' ');
    return {
      mode: Number.parseInt(mode ?? '', 8) & 0o7777,
      uid: Number(uid),
      gid: Number(gid),
      modifiedAt: Number(seconds) * 1000,
    };
  }
  // Podman's archive gives everything to root; its export does not, and holds all but what is in mounts.
  const whole = engine.identity.product === 'podman' && mountOf(access, path) === undefined;
  if (!whole) {
    const { entry, close } = await openEntry(access, path, signal);
    await close();
    const { mode, uid, gid, modifiedAt } = entry;
    return { mode, uid, gid, modifiedAt };
  }
  for await (const { name, mode, uid, gid, modifiedAt } of readTar(await engine.exportContainer(container, signal))) {
    if (pathInContainer(name, undefined) === path) return { mode, uid, gid, modifiedAt };
  }
  throw new BerthError('not-found', { noun: 'file', name: path });
}
