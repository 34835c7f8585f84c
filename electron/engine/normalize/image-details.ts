import type { EngineId, ImageId } from '../../common/contract/ids';
import type { ImageDetails } from '../../common/contract/images';
import { toHealthcheck } from './health';
import { toHistory } from './history-layers';
import { asImageId } from './ids';
import { namesOf, sizeOf } from './image';
import { platformOf } from './platform';
import { asEnv, asRecord, asText, asTextMap, asTexts, asTime, asWord } from './raw';

/** `/images/ID/json` and its history as one type from every engine. */
export function toImageDetails(
  engine: EngineId,
  asked: ImageId,
  { inspect, history, usedBy }: { inspect: unknown; history: unknown; usedBy: ImageDetails['usedBy'] },
): ImageDetails {
  const raw = asRecord(inspect);
  const config = asRecord(raw.Config);
  const layers = asTexts(asRecord(raw.RootFS).Layers);
  const shell = asTexts(config.Shell);
  const healthcheck = asTexts(asRecord(config.Healthcheck).Test);
  return {
    engine,
    id: asImageId(raw.Id) ?? asked,
    tags: namesOf(raw.RepoTags),
    digests: namesOf(raw.RepoDigests),
    size: sizeOf(raw),
    createdAt: asTime(raw.Created),
    author: asWord(raw.Author),
    comment: asWord(raw.Comment),
    platform: platformOf(asText(raw.Os), asText(raw.Architecture), asText(raw.Variant)),
    entrypoint: asTexts(config.Entrypoint),
    command: asTexts(config.Cmd),
    user: asText(config.User),
    workingDirectory: asText(config.WorkingDir),
    env: asEnv(config.Env),
    exposedPorts: Object.keys(asRecord(config.ExposedPorts)).sort(),
    volumes: Object.keys(asRecord(config.Volumes)).sort(),
    labels: asTextMap(config.Labels),
    stopSignal: asWord(config.StopSignal),
    shell: shell.length > 0 ? shell : undefined,
    healthcheck: healthcheck.length > 0 && healthcheck[0] !== 'NONE' ? healthcheck : undefined,
    healthTimes: healthTimes(config.Healthcheck),
    layers,
    history: toHistory(history, layers),
    usedBy,
    raw: inspect,
  };
}

function healthTimes(value: unknown): ImageDetails['healthTimes'] {
  const { test: _, ...times } = toHealthcheck(value) ?? { test: [] };
  const said = Object.fromEntries(Object.entries(times).filter(([, time]) => time !== undefined));
  return Object.keys(said).length > 0 ? said : undefined;
}
