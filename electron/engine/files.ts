import type { FileChange } from '../common/contract/files';
import type { ContainerId } from '../common/contract/ids';
import { textToBytes } from '../common/std/byte-text';
import type { EngineContext } from './engine';
import { unreadable } from './errors';
import { toFileStat } from './normalize/file-stat';
import { asList, asRecord, asText } from './normalize/raw';
import type { Engine } from './port';

type FileCalls = Pick<Engine, 'statFile' | 'readArchive' | 'writeArchive' | 'containerChanges' | 'exportContainer'>;

const kinds: Readonly<Record<number, FileChange['kind']>> = { 0: 'changed', 1: 'added', 2: 'deleted' };

export function fileCalls({ connection }: EngineContext): FileCalls {
  const about = (path: string) => ({ noun: 'file', name: path }) as const;
  const archive = (id: ContainerId, path: string) => `/containers/${id}/archive?path=${escaped(path)}`;

  return {
    async statFile(id, path, signal) {
      const { headers } = await connection.call('HEAD', archive(id, path), { signal, about: about(path) });
      const told = headers['x-docker-container-path-stat'];
      const stat = typeof told === 'string' ? toFileStat(told) : undefined;
      if (stat === undefined) throw unreadable('a path without its facts');
      return stat;
    },

    readArchive: (id, path, signal) =>
      connection.stream('GET', archive(id, path), { signal, about: about(path), patient: true }),

    async writeArchive(id, folder, tar, signal) {
      await connection.upload(archive(id, folder), tar, { signal, about: about(folder) });
    },

    async containerChanges(id, signal) {
      const subject = { noun: 'container', name: id } as const;
      const { body } = await connection.call('GET', `/containers/${id}/changes`, {
        signal,
        about: subject,
        patient: true,
      });
      return asList(body).flatMap((item) => {
        const { Path, Kind } = asRecord(item);
        const kind = typeof Kind === 'number' ? kinds[Kind] : undefined;
        return kind && asText(Path).startsWith('/') ? [{ path: asText(Path), kind }] : [];
      });
    },

    exportContainer: (id, signal) =>
      connection.stream('GET', `/containers/${id}/export`, { signal, about: { noun: 'container', name: id } }),
  };
}

/** Bytes as they are, in a query: an engine takes them for the path that they are. */
function escaped(path: string): string {
  return [...textToBytes(path)]
    .map((byte) => (/[\w./~-]/.test(String.fromCharCode(byte)) ? String.fromCharCode(byte) : percent(byte)))
    .join('');
}

const percent = (byte: number) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
