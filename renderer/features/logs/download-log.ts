import { withoutColours } from '@common/contract/log-rules';
import type { LogLine } from '@common/contract/logs';
import type { LogSession } from './log-session';

/** Lines fetched at once, and characters after which a part is handed to the browser, which keeps it off the heap. */
const windowLines = 2_000;
const partLength = 4 * 1024 * 1024;

/** The whole log as text, with the engine's stamps when `stamped`. `aborted` is looked at between two windows. */
export async function logAsText(
  session: LogSession,
  { first, end }: { readonly first: number; readonly end: number },
  stamped: boolean,
  aborted: () => boolean = () => false,
): Promise<Blob> {
  let whole = new Blob([], { type: 'text/plain' });
  let part: string[] = [];
  let length = 0;
  const close = () => {
    whole = new Blob([whole, ...part], { type: 'text/plain' });
    part = [];
    length = 0;
  };
  for (let from = first; from < end && !aborted(); ) {
    const lines = (await session.read(from, Math.min(windowLines, end - from))).map(([, line]) => line);
    const last = lines.at(-1);
    if (!last) break;
    for (const line of lines) {
      const text = await textOf(session, line, stamped);
      part.push(text);
      length += text.length;
      if (length > partLength) close();
    }
    from = (last.row ?? last.number) + 1;
  }
  close();
  return whole;
}

async function textOf(session: LogSession, line: LogLine, stamped: boolean): Promise<string> {
  const whole = line.cut === undefined ? line : ((await session.whole(line.number)) ?? line);
  const text = line.mark ? `-- ${line.mark} --` : withoutColours(whole.text);
  const stamp = stamped && line.at !== undefined ? `${new Date(line.at).toISOString()} ` : '';
  return `${stamp}${text}\n`;
}

/** Hands a file to the person. */
export function saveFile(file: Blob, name: string): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser has begun to read it by then.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
