import { folded, matchScore } from './match';
import type { PaletteEntry, PaletteSource, PaletteVerb } from './source';
import { keyOfUse, type Uses, weightNow } from './uses';

/** More than this nobody walks through; typing on is quicker. */
export const shownLimit = 200;

/** Of the best things, this many are shown with all their verbs although only their name was typed. */
const thingsInFull = 3;

/** Sorted away from the best ones whenever so many have come together. */
const bufferLimit = 1_024;

interface PreparedVerb {
  readonly verb: PaletteVerb<unknown>;
  readonly before: string;
  readonly after: string;
  /** The sentence without the name, folded; empty: the thing itself. */
  readonly words: string;
  /** Weights of its uses, by the thing's key; undefined: never used. */
  readonly weights: ReadonlyMap<string, number> | undefined;
}

interface Prepared {
  readonly source: PaletteSource<unknown>;
  readonly names: readonly string[];
  readonly verbs: readonly PreparedVerb[];
}

interface Candidate {
  readonly prepared: Prepared;
  readonly thing: number;
  readonly verb: number;
  readonly rank: number;
}

export interface Found {
  readonly entries: readonly PaletteEntry[];
  /** There are others that rank below. */
  readonly more: boolean;
}

export type FindEntries = (query: string) => Found;

/**
 * Everything that can be found, made ready once for many keys: at 10,000 things a key takes less than a frame.
 *
 * Each typed word has to match the name or the verb's words. What ranks: the class of the match (match.ts), before how
 * much it was used, before whether it is possible, before how close the match is. So a better match never stands below
 * a worse one, however used that is.
 */
export function prepareEntries(sources: readonly PaletteSource<unknown>[], uses: Uses, now: number): FindEntries {
  const weights = weightsOf(uses, now);
  const all = sources.map(
    (source): Prepared => ({
      source,
      names: source.things.map((thing) => folded(source.name(thing))),
      verbs: source.verbs.map((verb) => {
        const [before = '', after = ''] = verb.sentence.split('{{name}}', 2);
        return { verb, before, after, words: folded(`${before} ${after}`).trim(), weights: weights.get(verb.id) };
      }),
    }),
  );
  return (query) => {
    const words = folded(query).split(/\s+/).filter(Boolean).slice(0, 8);
    const { best, more } = ranked(all, words);
    return { entries: withAllVerbs(best, words).map(entryOf), more };
  };
}

function weightsOf(uses: Uses, now: number): ReadonlyMap<string, Map<string, number>> {
  const byVerb = new Map<string, Map<string, number>>();
  for (const key of Object.keys(uses)) {
    const space = key.indexOf(' ');
    const verb = key.slice(0, space);
    const weight = weightNow(uses, key, now);
    byVerb.set(verb, (byVerb.get(verb) ?? new Map<string, number>()).set(key, weight));
  }
  return byVerb;
}

function weightOf({ source, verbs }: Prepared, verb: number, thing: unknown): number {
  const prepared = verbs[verb];
  if (!prepared?.weights) return 0;
  return prepared.weights.get(keyOfUse(prepared.verb.id, source.key(thing))) ?? 0;
}

function ranked(all: readonly Prepared[], words: readonly string[]): { best: readonly Candidate[]; more: boolean } {
  let best: Candidate[] = [];
  let dropped = false;
  /** What ranks below the last of a full list can't come into it any more. */
  let least = Number.NEGATIVE_INFINITY;
  const cut = () => {
    best.sort(byRank);
    if (best.length <= shownLimit) return;
    dropped = true;
    best = best.slice(0, shownLimit);
    least = best.at(-1)?.rank ?? least;
  };
  let order = 0;
  for (const prepared of all) {
    const { source, names, verbs } = prepared;
    const verbScores = verbs.map(({ words: own }) => words.map((word) => matchScore(word, own)));
    const anyVerb = verbScores.map((scores) => scores.some((score) => score > 0));
    const scores = words.map(() => 0);
    for (let thing = 0; thing < names.length; thing++) {
      const name = names[thing] ?? '';
      for (let word = 0; word < words.length; word++) scores[word] = matchScore(words[word] ?? '', name);
      for (let verb = 0; verb < verbs.length; verb++) {
        // A thing that was only named is one line, not one for each verb; what was used often stands by itself.
        const used = verbs[verb]?.weights ? weightOf(prepared, verb, source.things[thing]) : 0;
        if (verb > 0 && !anyVerb[verb] && used === 0) continue;
        const quality = qualityOf(scores, verbScores[verb] ?? []);
        if (quality < 0) continue;
        const classes = Math.floor(quality);
        // 8 parts for each class: 4 for the use, 2 for what is possible, below 1 for closeness; a hint of the order breaks ties.
        const certain = classes * 8 + (4 * used) / (1 + used) + (quality - classes) - order * 1e-9;
        order++;
        if (certain + 2 <= least) continue;
        const rank = certain + ((verbs[verb]?.verb.possible?.(source.things[thing]) ?? true) ? 2 : 0);
        if (rank <= least) continue;
        best.push({ prepared, thing, verb, rank });
        if (best.length >= bufferLimit) cut();
      }
    }
  }
  cut();
  return { best, more: dropped };
}

const byRank = (one: Candidate, other: Candidate) => other.rank - one.rank;

/** The classes of all words together plus their mean closeness; -1 when one of them matches neither the name nor the verb. */
function qualityOf(name: readonly number[], verb: readonly number[]): number {
  let classes = 0;
  let closeness = 0;
  for (let word = 0; word < name.length; word++) {
    const score = Math.max(name[word] ?? 0, verb[word] ?? 0);
    if (score === 0) return -1;
    const whole = Math.floor(score);
    classes += whole;
    closeness += score - whole;
  }
  return name.length === 0 ? 0 : classes + closeness / name.length;
}

/** The other verbs of the things that were found first, below what was found. */
function withAllVerbs(best: readonly Candidate[], words: readonly string[]): readonly Candidate[] {
  if (words.length === 0) return best;
  const firsts: Candidate[] = [];
  for (const one of best) {
    if (one.prepared.verbs.length < 2 || firsts.some((other) => sameThing(one, other))) continue;
    firsts.push(one);
    if (firsts.length === thingsInFull) break;
  }
  const others = firsts.flatMap((first) =>
    first.prepared.verbs.flatMap((_, verb): Candidate[] => {
      const other = { ...first, verb };
      const known = best.some((one) => one.verb === verb && sameThing(one, other));
      return known ? [] : [other];
    }),
  );
  // Names alone: the best thing's verbs follow it, so that "web", Arrow down reaches them.
  const [first] = best;
  const named = first && best.length > 1 && first.verb === 0 ? others.filter((other) => sameThing(other, first)) : [];
  const rest = others.filter((other) => !named.includes(other));
  return first ? [first, ...named, ...best.slice(1), ...rest] : best;
}

const sameThing = (one: Candidate, other: Candidate) => one.prepared === other.prepared && one.thing === other.thing;

function entryOf(candidate: Candidate): PaletteEntry {
  const { prepared, thing: place, verb: at } = candidate;
  const { source, verbs } = prepared;
  const thing = source.things[place];
  const made = (wanted: number): PaletteEntry | undefined => {
    const own = verbs[wanted];
    if (!own) return undefined;
    const { verb, before, after } = own;
    return {
      id: `${source.id} ${verb.id} ${source.key(thing)}`,
      before,
      name: source.name(thing),
      after,
      detail: source.detail(thing),
      icon: verb.icon,
      keys: verb.keys,
      leads: verb.leads ?? false,
      useKey: keyOfUse(verb.id, source.key(thing)),
      reason: verb.reason?.(thing),
      command: verb.command?.(thing),
      act: () => verb.act(thing),
      second: undefined,
      isSecond: verb.id === source.second,
    };
  };
  const second = verbs.findIndex(({ verb }) => verb.id === source.second);
  const entry = made(at);
  if (!entry) throw new Error('A candidate without its verb');
  return { ...entry, second: second >= 0 && second !== at ? made(second) : undefined };
}
