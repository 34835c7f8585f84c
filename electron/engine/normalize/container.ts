import type { Container } from '../../common/contract/containers';
import type { ContainerId, EngineId } from '../../common/contract/ids';
import { toComposeMark } from './compose-mark';
import { asContainerId, asImageId } from './ids';
import { toListedPorts } from './ports';
import { asRecord, asSecondsTime, asText, asTextMap, asTexts } from './raw';
import { asState } from './state';
import { readStatusText } from './status-text';

/** A row of `/containers/json`. Undefined only when it has no id: nothing could be done with it. */
export function toContainer(engine: EngineId, value: unknown): Container | undefined {
  const raw = asRecord(value);
  const id = asContainerId(raw.Id);
  if (id === undefined) return undefined;
  const state = asState(raw.State);
  const status = readStatusText(asText(raw.Status));
  const labels = asTextMap(raw.Labels);
  return {
    engine,
    id,
    name: nameOf(asTexts(raw.Names), id),
    image: asText(raw.Image),
    imageId: asImageId(raw.ImageID),
    command: asText(raw.Command),
    state,
    health: status.health,
    exitCode: state === 'exited' || state === 'dead' || state === 'restarting' ? status.exitCode : undefined,
    createdAt: asSecondsTime(raw.Created),
    ports: toListedPorts(raw.Ports),
    networks: Object.keys(asRecord(asRecord(raw.NetworkSettings).Networks)).sort(),
    labels,
    compose: toComposeMark(labels),
  };
}

/** Its own name, not one that another container's `--link` gave it (`/other/alias`). */
function nameOf(names: readonly string[], id: ContainerId): string {
  const bare = names.map((name) => name.replace(/^\//, '')).filter((name) => name !== '');
  return bare.find((name) => !name.includes('/')) ?? bare[0] ?? id.slice(0, 12);
}

/** All rows, each id once. */
export function toContainers(engine: EngineId, value: unknown): readonly Container[] {
  const rows = new Map<ContainerId, Container>();
  for (const item of Array.isArray(value) ? value : []) {
    const row = toContainer(engine, item);
    if (row) rows.set(row.id, row);
  }
  return [...rows.values()];
}
