import type { FileKind } from '../../common/contract/files';
import type { FileStat } from '../port';
import { asRecord, asText } from './raw';

/** Go's own bits (os.FileMode), which are not the system's. Source: https://pkg.go.dev/io/fs#FileMode */
const go = {
  directory: 2 ** 31,
  link: 2 ** 27,
  device: 2 ** 26,
  fifo: 2 ** 25,
  socket: 2 ** 24,
  setuid: 2 ** 23,
  setgid: 2 ** 22,
  character: 2 ** 21,
  sticky: 2 ** 20,
} as const;

const has = (mode: number, bit: number) => Math.floor(mode / bit) % 2 === 1;

function kindOf(mode: number): FileKind {
  if (has(mode, go.directory)) return 'directory';
  if (has(mode, go.link)) return 'link';
  if (has(mode, go.fifo)) return 'fifo';
  if (has(mode, go.socket)) return 'socket';
  if (has(mode, go.device)) return has(mode, go.character) ? 'character' : 'block';
  return 'file';
}

/**
 * The header `X-Docker-Container-Path-Stat`: base64 of JSON.
 *
 * `linkTarget` is where a link leads, resolved by the engine; Podman tells it for everything, Docker for links only.
 */
export function toFileStat(header: string): FileStat | undefined {
  let told: ReturnType<typeof asRecord>;
  try {
    told = asRecord(JSON.parse(Buffer.from(header, 'base64').toString('utf8')));
  } catch {
    return undefined;
  }
  const { size, mode, mtime, linkTarget } = told;
  if (typeof size !== 'number' || typeof mode !== 'number') return undefined;
  const kind = kindOf(mode);
  const special =
    (has(mode, go.setuid) ? 0o4000 : 0) | (has(mode, go.setgid) ? 0o2000 : 0) | (has(mode, go.sticky) ? 0o1000 : 0);
  const target = asText(linkTarget);
  return {
    kind,
    size,
    mode: (mode % 0o1000) | special,
    modifiedAt: Date.parse(asText(mtime)) || 0,
    ...(kind === 'link' && target !== '' && { target }),
  };
}
