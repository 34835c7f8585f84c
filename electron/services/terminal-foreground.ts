import type { ContainerId } from '../common/contract/ids';
import type { TerminalBusy } from '../common/contract/terminals';
import type { Engine } from '../engine/port';

const shellNames = new Set(['sh', 'ash', 'bash', 'dash', 'zsh', 'fish', 'ksh', 'mksh', 'csh', 'tcsh']);

/** Words that start a shell at which a person types: `bash`, `/bin/sh -l`, and not `sh -c 'make'`. */
export function isShell([name = '', ...options]: readonly string[]): boolean {
  const program = name.split('/').at(-1)?.replace(/^-/, '') ?? '';
  return shellNames.has(program) && options.every((option) => /^(--.+|-[^c-]*)$/.test(option));
}

/**
 * Says the group that has the shell's terminal, and its command: fields 5 and 8 of /proc/PID/stat (proc_pid_stat(5)). The
 * name in field 2 may hold blanks and parentheses, so they are counted from its end.
 */
const script = [
  'read -r s < "/proc/$1/stat" || exit 3',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the shell's
  's=${s##*) }; set -- $s',
  'echo "$3 $6"',
  '[ "$3" = "$6" ] && exit 0',
  'cat "/proc/$6/cmdline" 2>/dev/null || { read -r c < "/proc/$6/comm" && echo "$c"; }',
].join('\n');

/** What runs in front of a shell; nothing is said where that can't be told. */
export async function foregroundOf(
  engine: Engine,
  { container, carrier, pid }: { container: ContainerId; carrier: string; pid: number },
  signal: AbortSignal | undefined,
): Promise<TerminalBusy> {
  const limit = AbortSignal.timeout(2_000);
  try {
    const { exitCode, output } = await engine.execOnce(container, [carrier, '-c', script, carrier, String(pid)], {
      limit: 4_096,
      signal: signal ? AbortSignal.any([signal, limit]) : limit,
    });
    return exitCode === 3 ? {} : readForeground(output);
  } catch {
    return {}; // to be asked is worth more than to be told why it can't be known
  }
}

/** Pure: the script's answer, told. */
export function readForeground(output: string): TerminalBusy {
  const [, own, front, rest = ''] = /^(\d+) (\d+)\n?(.*)$/s.exec(output) ?? [];
  if (own === undefined || front === undefined) return {};
  if (own === front) return { busy: false };
  const words = rest.split(/[\0\n]/).filter(Boolean);
  if (words.length === 0) return { busy: true };
  // A shell within the shell waits for its person too.
  return isShell(words) ? { busy: false } : { busy: true, command: words.join(' ').slice(0, 200) };
}
