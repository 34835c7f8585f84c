import type { EngineId, ImageId } from '../../common/contract/ids';
import type { Image } from '../../common/contract/images';
import { asImageId } from './ids';
import { asNumber, asRecord, asSecondsTime, asTextMap, asTexts } from './raw';

/** A row of `/images/json`. Undefined only when it has no id. */
export function toImage(engine: EngineId, value: unknown): Image | undefined {
  const raw = asRecord(value);
  const id = asImageId(raw.Id);
  if (id === undefined) return undefined;
  const tags = namesOf(raw.RepoTags);
  const shared = asNumber(raw.SharedSize, -1);
  return {
    engine,
    id,
    tags,
    digests: namesOf(raw.RepoDigests),
    size: sizeOf(raw),
    // -1: not worked out. Podman says 0 whatever is shared, which `toImages` is told to leave out.
    sharedSize: shared < 0 ? undefined : shared,
    createdAt: asSecondsTime(raw.Created),
    labels: asTextMap(raw.Labels),
    dangling: tags.length === 0,
  };
}

/** All rows, each id once. `sharedSizes`: the engine was asked for them and can tell. */
export function toImages(engine: EngineId, value: unknown, sharedSizes: boolean): readonly Image[] {
  const rows = new Map<ImageId, Image>();
  for (const item of Array.isArray(value) ? value : []) {
    const row = toImage(engine, item);
    if (row) rows.set(row.id, sharedSizes ? row : { ...row, sharedSize: undefined });
  }
  return [...rows.values()];
}

/** Docker of old says `<none>:<none>` for no name; order differs between engines and must not move a row. */
export function namesOf(value: unknown): readonly string[] {
  return asTexts(value)
    .filter((name) => !name.startsWith('<none>'))
    .sort();
}

export function sizeOf(raw: Readonly<Record<string, unknown>>): number {
  return Math.max(0, asNumber(raw.Size, asNumber(raw.VirtualSize)));
}
