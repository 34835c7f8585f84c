import { memo, useEffect, useRef, useState } from 'react';
import type { LogSession } from './log-session';
import type { LogState } from './log-state';

/** Marks at most: a pixel or two each. */
const marksMost = 200;
/** Hits that one answer tells; of more, one is asked for at each mark's place. */
const toldAtOnce = 5_000;
/** ms between two drawings while hits come. */
const drawEvery = 1_000;

interface Props {
  readonly session: LogSession;
  readonly state: LogState;
}

/** Where the hits are in the whole log, over the scroll bar. For the eye alone: the count and the keys say it too. */
export function HitStrip({ session, state }: Props) {
  const [marks, setMarks] = useState<readonly number[]>([]);
  const { search, first, end } = state;
  const hits = search?.error ? 0 : (search?.hits ?? 0);
  const wanted = hits > 0 && end > first && session.filter?.matcher === undefined;
  const drawnAt = useRef(0);
  const asking = useRef(false);
  /** What was asked about has changed meanwhile. */
  const missed = useRef(false);
  const [round, setRound] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: drawn again when there are others, and now and then while they come
  useEffect(() => {
    if (!wanted) setMarks([]);
    missed.current = asking.current;
    if (!wanted || asking.current) return undefined;
    const timer = setTimeout(
      async () => {
        asking.current = true;
        const found = await markPlaces(session).catch(() => []);
        asking.current = false;
        drawnAt.current = performance.now();
        setMarks(found);
        if (missed.current) setRound((before) => before + 1);
      },
      Math.max(0, drawnAt.current + drawEvery - performance.now()),
    );
    return () => clearTimeout(timer);
  }, [session, wanted, hits, search?.error, Math.floor(end / 1_000), first, session.filter, round]);

  return marks.length === 0 ? null : <Marks marks={marks} />;
}

const Marks = memo(function Marks({ marks }: { readonly marks: readonly number[] }) {
  return (
    <svg
      aria-hidden
      data-marks={marks.length}
      preserveAspectRatio="none"
      viewBox={`0 0 1 ${marksMost}`}
      className="pointer-events-none absolute end-0 top-0 h-full w-2"
    >
      <title>Hits</title>
      <path d={marks.map((at) => `M0 ${at + 0.5}h1`).join('')} stroke="var(--log-mark)" strokeWidth="1" />
    </svg>
  );
});

/** Which of the strip's places hold a hit, from 0 to `marksMost` - 1. */
async function markPlaces(session: LogSession): Promise<readonly number[]> {
  const { search, status, first, end } = session.state();
  if (!search || search.error || !status) return [];
  const places = new Set<number>();
  const add = async (line: number): Promise<number> => {
    const place = session.filter ? await session.placeOf(line) : line;
    const at = Math.min(marksMost - 1, Math.max(0, Math.floor(((place - first) / (end - first)) * marksMost)));
    places.add(at);
    return at;
  };
  if (search.hits <= toldAtOnce && !session.filter) {
    const answer = await session.hits({ count: toldAtOnce });
    for (const line of answer?.lines ?? []) await add(line);
    return [...places];
  }
  // From mark to mark: whatever the number of hits, as many questions as there are marks.
  const step = Math.max(1, Math.floor((status.end - status.first) / marksMost));
  for (let line = status.first, asked = 0; line < status.end && asked < marksMost; asked += 1) {
    const hit: number | undefined = (await session.hits({ line, count: 1 }))?.lines[0];
    if (hit === undefined) break;
    await add(hit);
    line = hit + step;
  }
  return [...places];
}
