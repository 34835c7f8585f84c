/** Where lines went when older ones of one container came between those of others. */
import type { LogLine, LogStatus, LogViewProgress, MovedLines } from '@common/contract/logs';

/** Numbers of lines, and places, that somebody goes on to use. */
export interface Kept {
  readonly lines?: readonly number[];
  readonly places?: readonly number[];
}

export interface Moved {
  /** The number that a kept line has now. */
  readonly line: (number: number) => number;
  /** Where the line of a kept place stands now; undefined when it is not known. */
  readonly place: (place: number) => number | undefined;
}

/** ms between two looks how far a view that began anew has come, and the most of them. */
const lookEvery = 30;
const mostLooks = 100;
const mostAsked = 2_000;

export interface MovesOptions {
  readonly kept: Kept;
  /** Main's answer for these numbers; undefined when it can't tell any more. */
  ask(lines: readonly number[]): Promise<MovedLines | undefined>;
  /** The line at a place. */
  at(place: number): LogLine | undefined;
  /** Places are rows of a view, which begins anew. */
  readonly filtered: boolean;
  /** The newest status there is. */
  status(): LogStatus | undefined;
}

export interface Moves extends Moved {
  readonly era: number;
  readonly view: LogViewProgress | undefined;
}

/** Asks until the newest status and main speak of the same era, and the view has come past the lines. Undefined when main can't tell. */
export async function movesOf({ kept, ask, at, filtered, status }: MovesOptions): Promise<Moves | undefined> {
  const byPlace = new Map<number, number>();
  for (const place of kept.places ?? []) {
    const line = filtered ? at(place)?.number : place;
    if (line !== undefined) byPlace.set(place, line);
  }
  const asked = [...new Set([...(kept.lines ?? []), ...byPlace.values()])].slice(0, mostAsked);
  for (let look = 0; ; look += 1) {
    const answer = await ask(asked);
    if (!answer) return undefined;
    const { era, lines, view, places = lines } = answer;
    const isPast = !view || view.done || lines.every((line) => line < view.filteredTo);
    if (look >= mostLooks || (era === status()?.era && isPast)) {
      const index = new Map(asked.map((line, at) => [line, at]));
      const told = (line: number | undefined, list: readonly number[]) => list[index.get(line ?? -1) ?? -1];
      return {
        era,
        view,
        line: (number) => told(number, lines) ?? number,
        place: (place) => told(byPlace.get(place), places),
      };
    }
    await new Promise((resolve) => setTimeout(resolve, lookEvery));
  }
}
