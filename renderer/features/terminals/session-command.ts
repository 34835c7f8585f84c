import { attachCommand, commandLine, execCommand, quote } from '@common/contract/commands';
import type { TerminalSession } from '@common/contract/terminals';
import { ShellWordsError, shellWords } from '@common/std/shell-words';

export interface ShellOptions {
  readonly shell?: string | undefined;
  readonly user?: string | undefined;
  readonly workingDirectory?: string | undefined;
  readonly env?: readonly string[] | undefined;
  readonly privileged?: boolean | undefined;
}

/**
 * What is run: the words that main takes out of what was typed, each quoted. So `psql "$DB" | less` can't mean another thing in the
 * shell that it is copied to; until it is one command (a quote still open, a pipe) it stands as one word.
 */
export function shellCommand(name: string, { shell = 'sh', ...options }: ShellOptions): string {
  return execCommand(name, wordsOf(shell), options);
}

function wordsOf(text: string): readonly string[] {
  try {
    const { words, rest } = shellWords(text);
    if (rest === undefined && words.length > 0) return words.map((word) => word.text);
  } catch (error) {
    if (!(error instanceof ShellWordsError)) throw error;
  }
  return [text];
}

/** One command without a terminal, as text that the container's shell reads. */
export function oneOffCommand(name: string, command: string, options: Omit<ShellOptions, 'shell'>): string {
  return `${execCommand(name, ['sh'], options).replace(' -it ', ' ')} -c ${quote(command)}`;
}

/**
 * What comes nearest to a debug shell: of a container that runs a toolbox in its namespaces, else the image with another
 * entrypoint. The volume with the tools that Berth mounts into an image's is gone with the shell. The ipc namespace is left out: engines refuse to
 * share that of a container which was not made for it.
 *
 * @param image of a stopped container: what it was made of
 */
export function debugCommand(
  target: string,
  { toolbox, shows, image }: { toolbox: string; shows: 'running' | 'image'; image?: string | undefined },
): string {
  const start = ['docker', 'run', '-it', '--rm'];
  if (shows === 'image') {
    const volumes = image === undefined ? [] : ['--volumes-from', `${target}:ro`];
    return commandLine([...start, '--entrypoint', 'sh', ...volumes, image ?? target]);
  }
  const shared = ['pid', 'network'].flatMap((space) => [`--${space}`, `container:${target}`]);
  return commandLine([...start, ...shared, '--cap-add', 'SYS_PTRACE', toolbox, 'sh']);
}

/** The `docker` command that opens the same. */
export function sessionCommand(session: TerminalSession): string {
  const { kind, containerName, detachKeys, deaf, debug } = session;
  if (kind === 'attach') return attachCommand(containerName, detachKeys, deaf !== undefined);
  if (kind === 'debug' && debug) return debugCommand(containerName, debug);
  return shellCommand(containerName, session);
}
