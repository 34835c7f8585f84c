import { BerthError } from '../../common/contract/errors';
import type { ExecEnd } from '../../engine/port';
import type { TarHeader } from '../tar/tar-reader';
import { type FileAccess, runScript, scriptCommand } from './file-access';

/** ms for a file that only the running container has: some of them never end, or never begin. */
const execTime = 5_000;

/**
 * Reads a file by the container's shell: where only the running container has it, as in /proc.
 *
 * @throws BerthError `not-found`; `bad-input` for what is no file
 */
export async function readByExec(
  access: FileAccess,
  path: string,
  limit: number,
  signal: AbortSignal,
): Promise<{ readonly header: TarHeader; readonly data: Buffer }> {
  const facts = await runScript(
    access,
    '[ -e "$a" ] || { echo gone; exit; }; [ -f "$a" ] || { echo other; exit; }; stat -L -c "%s %a %u %g %Y" -- "$a"',
    [path],
    signal,
  );
  if (facts.trim() === 'gone') throw new BerthError('not-found', { noun: 'file', name: path });
  if (facts.trim() === 'other') throw new BerthError('bad-input', { field: 'path', reason: 'this is not a file' });
  const [size = 0, mode, uid = 0, gid = 0, seconds = 0] = facts.trim().split(' ').map(Number);
  const end: ExecEnd = { exitCode: undefined, errors: '' };
  const parts: Buffer[] = [];
  let length = 0;
  let whole = false;
  try {
    const both = AbortSignal.any([signal, AbortSignal.timeout(execTime)]);
    const command = scriptCommand(`head -c ${limit + 1} -- "$a"`, [path]);
    for await (const bytes of access.engine.execStream(access.container, command, { user: '0', signal: both, end })) {
      parts.push(Buffer.from(bytes));
      length += bytes.length;
    }
    whole = length <= limit;
  } catch (error) {
    if (signal.aborted || !(error instanceof Error && error.name === 'TimeoutError')) throw error;
  }
  if (end.exitCode && length === 0)
    throw new BerthError('engine-error', { status: end.exitCode }, { raw: end.errors.trim() });
  const data = Buffer.concat(parts).subarray(0, limit);
  const header: TarHeader = {
    name: Buffer.from(path),
    type: '0',
    // Files of the kernel say 0 and have more.
    size: whole ? data.length : Math.max(size, data.length + 1),
    mode: Number.parseInt(String(mode), 8) & 0o7777,
    uid,
    gid,
    user: '',
    group: '',
    modifiedAt: seconds * 1000,
    link: Buffer.alloc(0),
  };
  return { header, data };
}
