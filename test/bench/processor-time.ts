import { readdirSync, readFileSync } from 'node:fs';

/**
 * Time that processes have spent on a processor so far, ms, over all their threads.
 *
 * From /proc/PID/task/TID/schedstat, whose first number is in nanoseconds; /proc/PID/stat counts in 10 ms.
 */
export function processorTime(pids: readonly number[]): number {
  let nanoseconds = 0;
  for (const pid of pids) {
    for (const thread of threads(pid)) {
      try {
        nanoseconds += Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ', 1)[0]);
      } catch {
        // The thread ended meanwhile.
      }
    }
  }
  return nanoseconds / 1e6;
}

function threads(pid: number): readonly string[] {
  try {
    return readdirSync(`/proc/${pid}/task`);
  } catch {
    return [];
  }
}

/** Memory that is a process's alone and not of a file, bytes: RssAnon of proc(5). 0 for one that is gone. */
export function anonymousMemory(pid: number): number {
  try {
    return Number(/^RssAnon:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1_024;
  } catch {
    return 0;
  }
}
