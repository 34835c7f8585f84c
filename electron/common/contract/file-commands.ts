/**
 * The `docker` commands that do the same as verbs on a container's files.
 *
 * `docker cp` reaches stopped ones too; what it can't do is said by `docker exec`. No zod here: the page bundles this file.
 */
import { shownByteText } from '../std/byte-text';
import { commandLine } from './commands';
import { baseName } from './file-rules';

/** `NAME:PATH`, where a path that is no text shows its bytes. */
const place = (container: string, path: string) => `${container}:${shownByteText(path)}`;
/** What stands for the person's own folder. */
const here = './';

export const saveFileCommand = (container: string, path: string) =>
  commandLine(['docker', 'cp', `${here}${shownByteText(baseName(path))}`, place(container, path)]);

export const uploadFilesCommand = (container: string, folder: string, names: readonly string[]) =>
  names
    .map((name) => commandLine(['docker', 'cp', `${here}${shownByteText(name)}`, place(container, folder)]))
    .join('\n');

export const deleteFilesCommand = (container: string, paths: readonly string[]) =>
  commandLine(['docker', 'exec', '--user', '0', container, 'rm', '-rf', '--', ...paths.map(shownByteText)]);

export const renameFileCommand = (container: string, from: string, to: string) =>
  commandLine(['docker', 'exec', '--user', '0', container, 'mv', '--', shownByteText(from), shownByteText(to)]);

export const makeFolderCommand = (container: string, path: string) =>
  commandLine(['docker', 'exec', '--user', '0', container, 'mkdir', '--', shownByteText(path)]);

export const exportCommand = (container: string) =>
  commandLine(['docker', 'export', '-o', `${here}${container}.tar`, container]);
