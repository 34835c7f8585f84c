import { BerthError } from '../../common/contract/errors';
import type { ContainerId } from '../../common/contract/ids';
import type { Engine } from '../../engine/port';
import { readTar } from '../tar/tar-reader';

/** Names by id, as the container has them: what an engine's tar says of names is its own machine's. */
export interface Owners {
  readonly users: ReadonlyMap<number, string>;
  readonly groups: ReadonlyMap<number, string>;
}

/** Longer than any honest one. */
const most = 1024 * 1024;

export const noOwners: Owners = { users: new Map(), groups: new Map() };

/** From /etc/passwd and /etc/group; without these files ids stay numbers. */
export async function readOwners(engine: Engine, container: ContainerId, signal: AbortSignal): Promise<Owners> {
  const [users, groups] = await Promise.all(
    ['/etc/passwd', '/etc/group'].map(async (path) => namesById(await smallFile(engine, container, path, signal))),
  );
  return { users: users ?? new Map(), groups: groups ?? new Map() };
}

function namesById(text: string): ReadonlyMap<number, string> {
  const names = new Map<number, string>();
  for (const line of text.split('\n')) {
    const [name, , id] = line.split(':');
    if (name && id && /^\d+$/.test(id) && !names.has(Number(id))) names.set(Number(id), name);
  }
  return names;
}

/** root is root everywhere; otherwise the id says it. */
export function ownerName(names: ReadonlyMap<number, string>, id: number, told: string): string {
  return names.get(id) ?? (id === 0 ? 'root' : names.size === 0 && told !== '' ? told : String(id));
}

async function smallFile(engine: Engine, container: ContainerId, path: string, signal: AbortSignal): Promise<string> {
  try {
    for await (const entry of readTar(await engine.readArchive(container, path, signal))) {
      if (entry.type !== '0' || entry.size > most) return '';
      const parts: Buffer[] = [];
      for await (const bytes of entry.content()) parts.push(bytes);
      return Buffer.concat(parts).toString('utf8');
    }
    return '';
  } catch (error) {
    if (error instanceof BerthError && error.data.code !== 'engine-unreachable') return '';
    throw error;
  }
}
