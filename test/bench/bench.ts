import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { inspect, isDeepStrictEqual } from 'node:util';
import { dockerVersion, load, type Machine, machine } from './machine';
import { judge, type Measured, type Outcome } from './outcome';
import { launch } from './p01-launch';
import { eventToRow } from './p02-event-to-row';
import { loadLog } from './p03-load-log';
import { searchLog } from './p04-search-log';
import { flood, tenMillion } from './p05-flood';
import { terminal } from './p06-terminal';
import { idle } from './p09-idle';
import { memory } from './p10-memory';
import { scroll } from './p11-scroll';
import { size } from './p12-size';
import { openStage, type Stage } from './stage';
import { tableOf } from './table';

interface Measure {
  /** As in the performance budget. */
  readonly id: string;
  /** Without a stage: needs no engine and no browser. */
  readonly run: (stage: Stage) => Promise<Measured[]>;
  readonly bare?: true;
}

/** In this order: the engine only ever gets more containers, but for those that run. */
const measures: readonly Measure[] = [
  { id: 'P12', run: size, bare: true },
  {
    id: 'P9',
    run: async (stage) => {
      const measured = await idle(stage);
      await stage.clear();
      return measured;
    },
  },
  { id: 'P3', run: loadLog },
  { id: 'P4', run: searchLog },
  { id: 'P5', run: flood },
  { id: 'P5', run: tenMillion },
  { id: 'P6', run: terminal },
  { id: 'P1', run: launch },
  { id: 'P10', run: memory },
  { id: 'P2', run: (stage) => eventToRow(stage, 1_000) },
  { id: 'P11', run: scroll },
  { id: 'P2', run: (stage) => eventToRow(stage, 10_000) },
];

/** What is committed. */
interface Results {
  readonly machine: Machine;
  readonly measures: readonly (Outcome & Circumstances)[];
}

/** Under which an outcome came to be. */
interface Circumstances {
  /** ISO 8601 */
  readonly date: string;
  /** Load average of the minute before the measure began. */
  readonly load: number;
  readonly engine?: string;
  readonly docker?: string;
}

const file = fileURLToPath(new URL('./results.json', import.meta.url));
/** The longest measure makes 9,000 containers first. ms */
const patience = 15 * 60_000;
const say = (text: string) => process.stderr.write(`${text}\n`);

/**
 * Measures what is asked for (all when nothing is), prints the table, and keeps the results; exit code 1 when a goal was missed or a
 * figure could not be measured. Each figure stands by itself: one that fails is told and takes its engine with it, the next gets a new
 * one, and what was measured is kept at once, whatever becomes of the rest.
 *
 * `--quick` tries everything with small numbers and keeps nothing.
 */
export async function bench(args: readonly string[]): Promise<number> {
  const quick = args.includes('--quick');
  const asked = args.filter((arg) => arg !== '--quick').map((arg) => arg.toUpperCase());
  const unknown = asked.filter((id) => !measures.some((measure) => measure.id === id));
  if (unknown.length > 0) {
    say(`No such measure: ${unknown.join(', ')}. There are ${[...new Set(measures.map(({ id }) => id))].join(', ')}`);
    return 2;
  }
  const wanted = measures.filter(({ id }) => asked.length === 0 || asked.includes(id));
  say(`Load average ${load()}`);
  const outcomes: (Outcome & Circumstances)[] = [];
  const failed: string[] = [];
  let stage: Stage | undefined;
  const closeStage = async () => {
    const closing = stage;
    stage = undefined;
    await closing?.close().catch((error: unknown) => say(`The stage could not be cleared: ${inspect(error)}`));
  };
  const end = async () => {
    await closeStage();
    process.exit(130);
  };
  process.once('SIGINT', end);
  process.once('SIGTERM', end);
  const began = performance.now();
  try {
    for (const { id, run, bare } of wanted) {
      say(`${id} …`);
      const since = performance.now();
      try {
        if (!bare) stage ??= await openStage(quick, say);
        const engine = stage && (await engineName(stage));
        const under = { date: new Date().toISOString(), load: load(), engine, docker: engine && dockerVersion() };
        // Only a bare measure runs without a stage, and it does not look at it.
        const measured = await withinTime(run(stage as Stage));
        const judged = measured.map((one) => ({ ...judge(one), ...under }));
        outcomes.push(...judged);
        // At once: a later measure may take long, or fail.
        if (!quick) keep(judged);
        say(tableOf(judged));
      } catch (error) {
        failed.push(id);
        say(`${id} could not be measured: ${inspect(error)}`);
        // It may be what is broken, and one that hangs would go on playing there.
        await closeStage();
      }
      say(`${id} took ${secondsSince(since)} s`);
    }
  } finally {
    process.removeListener('SIGINT', end);
    process.removeListener('SIGTERM', end);
    await closeStage();
  }
  process.stdout.write(`${tableOf(outcomes)}\n`);
  const missed = outcomes.filter(({ met }) => !met).map(({ id }) => id);
  if (missed.length > 0) say(`Missed: ${missed.join(', ')}`);
  if (failed.length > 0) say(`Could not be measured: ${failed.join(', ')}`);
  say(`All of it took ${secondsSince(began)} s`);
  if (quick) say('A quick run: these numbers mean nothing, and are not kept');
  return failed.length + missed.length > 0 ? 1 : 0;
}

const secondsSince = (since: number) => ((performance.now() - since) / 1_000).toFixed(0);

/** Rejects when a measure hangs; the stage is closed in the end, and what hangs with it. */
async function withinTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`Not done after ${patience / 60_000} minutes`)), patience);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

async function engineName({ engine }: Stage): Promise<string> {
  const { Version, ApiVersion } = (await engine.api('GET', '/version')).body as Record<string, string>;
  return `Docker ${Version}, API ${ApiVersion}`;
}

/** Puts outcomes in the place of earlier ones. Those of another machine are no company for them: they go. */
function keep(outcomes: readonly (Outcome & Circumstances)[]): void {
  const before = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Results) : undefined;
  const here = machine();
  const kept = before && isDeepStrictEqual(before.machine, here) ? before.measures : [];
  const all = [...kept.filter(({ id }) => !outcomes.some((one) => one.id === id)), ...outcomes];
  const number = ({ id }: Outcome) => Number(/\d+/.exec(id)?.[0]);
  const results: Results = {
    machine: here,
    measures: all.sort((a, b) => number(a) - number(b) || (a.id < b.id ? -1 : 1)),
  };
  const short = (_: string, value: unknown) => (typeof value === 'number' ? Math.round(value * 1_000) / 1_000 : value);
  writeFileSync(file, `${JSON.stringify(results, short, 2)}\n`);
}
