import type { HistoryStep } from '../../common/contract/images';
import { namesOf } from './image';
import { asList, asNumber, asRecord, asSecondsTime, asText } from './raw';

/**
 * `/images/ID/history` (newest first) as steps, oldest first, with the layer that each made.
 *
 * The API does not say which steps made layers. What has a size did; what only sets metadata did not; of the others
 * (`WORKDIR`, a `RUN` that changed nothing) as many did as layers are left over, when that leaves no choice. Where it
 * does leave one, nothing is claimed for the steps between.
 *
 * @param layers the image's diff ids, base first
 */
export function toHistory(value: unknown, layers: readonly string[]): readonly HistoryStep[] {
  const steps = asList(value)
    .map((item) => {
      const raw = asRecord(item);
      const createdBy = asText(raw.CreatedBy);
      return {
        instruction: cleanInstruction(createdBy),
        createdBy,
        createdAt: asSecondsTime(raw.Created),
        comment: asText(raw.Comment),
        size: Math.max(0, asNumber(raw.Size)),
        tags: namesOf(raw.Tags),
      };
    })
    .reverse();
  const indexes = layerIndexes(steps, layers.length);
  return steps.map((step, position) => {
    const index = indexes[position];
    const diffId = index === undefined ? undefined : layers[index];
    return { ...step, layer: index === undefined || diffId === undefined ? undefined : { index, diffId } };
  });
}

/** The instruction without the shell that the builder put before it, and without BuildKit's mark. */
export function cleanInstruction(createdBy: string): string {
  const text = createdBy.replace(/\s+# buildkit\s*$/, '');
  const metadata = /^\/bin\/sh -c #\(nop\)\s+(.*)$/s.exec(text)?.[1];
  if (metadata !== undefined) return metadata.trim();
  // `|2 A=1 B=2 /bin/sh -c …`: build arguments in force.
  const command = /^(?:RUN )?(?:\|\d+ .*?)?\/\S*sh(?: -\S+| \w+)*? -\w*c (.*)$/s.exec(text)?.[1];
  return command === undefined ? text.trim() : `RUN ${command.trim()}`;
}

/** How surely a step made a layer. */
function likelihood({ instruction, size }: Pick<HistoryStep, 'instruction' | 'size'>): number {
  if (size > 0) return 3;
  const word = /^[A-Z]+/.exec(instruction)?.[0] ?? '';
  if (
    /^(?:ENV|CMD|LABEL|ENTRYPOINT|EXPOSE|USER|STOPSIGNAL|HEALTHCHECK|ARG|ONBUILD|MAINTAINER|SHELL|VOLUME)$/.test(word)
  ) {
    return 0;
  }
  return word === 'WORKDIR' ? 1 : 2;
}

function layerIndexes(
  steps: readonly Pick<HistoryStep, 'instruction' | 'size'>[],
  count: number,
): readonly (number | undefined)[] {
  const ranks = steps.map(likelihood);
  // Whole ranks from the surest down, until the layers are used up; the rank that is only used in part is open.
  let left = count;
  let least = 4;
  let open: number | undefined;
  for (const rank of [3, 2, 1, 0]) {
    const size = ranks.filter((one) => one === rank).length;
    if (left === 0 || size === 0) continue;
    if (size > left) {
      open = rank;
      break;
    }
    left -= size;
    least = rank;
  }
  const made = ranks.map((rank) => (rank >= least ? true : rank === open ? undefined : false));
  return number(made, count, open === undefined && left === 0);
}

/** Counts from the base up to the first open step, and from the top down to the last one. */
function number(
  made: readonly (boolean | undefined)[],
  count: number,
  closed: boolean,
): readonly (number | undefined)[] {
  const indexes: (number | undefined)[] = made.map(() => undefined);
  // Layers without a step (a squashed or flattened image): which step belongs to which can't be told.
  if (!closed && !made.includes(undefined)) return indexes;
  let next = 0;
  for (let position = 0; position < made.length && made[position] !== undefined; position += 1) {
    if (made[position]) indexes[position] = next++;
  }
  next = count - 1;
  for (let position = made.length - 1; position >= 0 && made[position] !== undefined; position -= 1) {
    if (made[position]) indexes[position] = next--;
  }
  return indexes;
}
