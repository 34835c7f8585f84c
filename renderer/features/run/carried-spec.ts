import type { RunSpec } from '@common/contract/run-spec';

/** A setting as text, whatever order its parts were written in: a pasted line has another than the engine's record. */
const plain = (value: unknown): string | undefined =>
  JSON.stringify(value, (_, part) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([one], [other]) => one.localeCompare(other)))
      : part,
  );

/**
 * What was changed in a form, brought over to a container that came in the place of the one it began with.
 *
 * Setting by setting: what the form left as it was is taken as it is now, what it changed stays as it was typed. Where both
 * changed the same, the form's wins, and the difference that is shown before anything is done tells it.
 */
export function carriedSpec(began: RunSpec, typed: RunSpec, now: RunSpec): RunSpec {
  const settings = new Set([...Object.keys(began), ...Object.keys(typed), ...Object.keys(now)] as (keyof RunSpec)[]);
  const carried = [...settings].map((setting) => {
    const from = plain(typed[setting]) === plain(began[setting]) ? now : typed;
    return [setting, from[setting]] as const;
  });
  return Object.fromEntries(carried.filter(([, value]) => value !== undefined)) as RunSpec;
}

/** The same with new volumes without a name in the place of those that went with their container: else they'd get its made-up name as theirs. */
export function withoutGone(spec: RunSpec, gone: ReadonlySet<string>): RunSpec {
  const mounts = spec.mounts.map(({ source, ...mount }) =>
    source === undefined || gone.has(source) ? mount : { source, ...mount },
  );
  return { ...spec, mounts };
}
