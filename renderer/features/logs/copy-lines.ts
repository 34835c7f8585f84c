import type { LogLine } from '@common/contract/logs';
import { structuredLine } from '@common/std/structured-line';
import { endsOf, type LogSelection, selectedPart } from './log-selection';
import type { LogSession } from './log-session';
import { type ShownAs, shownText } from './shown-line';

/** What a copy takes at most: a clipboard of more freezes the programs that watch it. */
const copyLimits = { lines: 100_000, characters: 32 * 1024 * 1024 };

/** As many at once as main answers with whole lines of usual length. */
const atOnce = 500;

export interface CopiedLines {
  readonly text: string;
  readonly lines: number;
  /** Lines of the selection that it left out. */
  readonly left: number;
}

/** The selected lines as they are shown, also those that are not drawn. */
export async function selectedText(
  session: Pick<LogSession, 'read' | 'whole'>,
  selection: LogSelection,
  as: ShownAs,
  limits = copyLimits,
): Promise<CopiedLines> {
  const [from, to] = endsOf(selection);
  const parts: string[] = [];
  let characters = 0;
  let next = from.place;
  while (next <= to.place && parts.length < limits.lines && characters < limits.characters) {
    const found = await session.read(next, Math.min(atOnce, to.place - next + 1, limits.lines - parts.length));
    for (const [place, line] of found) {
      if (place > to.place) break;
      const text = shownText(await wholeLine(session, line), asDrawn(line, as));
      const part = selectedPart(selection, place, text.length);
      if (!part) continue;
      parts.push(text.slice(...part));
      characters += part[1] - part[0] + 1;
    }
    const last = found.at(-1);
    if (!last || last[0] < next) break;
    next = last[0] + 1;
  }
  // After the last line, at its start: as when one drags to the beginning of the next.
  return { text: parts.join('\n'), lines: parts.length, left: Math.max(0, to.place + 1 - next) };
}

/** What was cut off may be what made it structured: such a line is drawn as it was written. */
function asDrawn(line: LogLine, as: ShownAs): ShownAs {
  return line.cut !== undefined && !structuredLine(line.text) ? { ...as, look: undefined } : as;
}

async function wholeLine(session: Pick<LogSession, 'whole'>, line: LogLine): Promise<LogLine> {
  return line.cut === undefined ? line : ((await session.whole(line.number)) ?? line);
}
