import { BerthError } from '../common/contract/errors';
import type { ImageId } from '../common/contract/ids';
import { parseReference } from '../common/contract/image-reference';
import type { LayerProgress } from '../common/contract/jobs';
import type { EngineContext } from './engine';
import { answerError, unreadable } from './errors';
import { NdjsonReader } from './ndjson';
import { asImageId } from './normalize/ids';
import { asPositive, asRecord, asText } from './normalize/raw';
import type { Engine } from './port';

type PullCalls = Pick<Engine, 'pullImage' | 'findImage'>;

export function pullCalls({ connection }: EngineContext): PullCalls {
  const about = (name: string) => ({ noun: 'image', name }) as const;

  async function find(reference: string, signal?: AbortSignal): Promise<ImageId | undefined> {
    try {
      const { body } = await connection.call('GET', `/images/${inPath(reference)}/json`, { signal });
      return asImageId(asRecord(body).Id);
    } catch (error) {
      if (error instanceof BerthError && error.data.code === 'not-found') return undefined;
      throw error;
    }
  }

  return {
    findImage: find,

    async *pullImage(reference, { platform, signal }) {
      const query = { ...repositoryAndTag(reference), platform };
      const path = '/images/create';
      const bytes = await connection.stream('POST', path, { query, signal, about: about(reference) });
      const reader = new NdjsonReader();
      const layers = new Map<string, LayerProgress>();
      let ended = false;
      const take = (value: unknown): boolean => {
        const line = asRecord(value);
        if (line.error !== undefined || line.errorDetail !== undefined) {
          const text = JSON.stringify(line);
          throw answerError({ status: 500, text, call: `POST ${path}`, about: about(reference) });
        }
        if (isEnd(asText(line.status), asText(line.id))) ended = true;
        const layer = toLayer(value, layers);
        if (layer) layers.set(layer.id, layer);
        return layer !== undefined;
      };
      for await (const chunk of bytes) {
        const changed = reader.push(chunk).map(({ value }) => take(value));
        if (changed.includes(true)) yield [...layers.values()];
      }
      for (const { value } of reader.end()) take(value);
      // A stream that just stops is a lost connection, whatever it said before (ST-20).
      if (!ended) throw unreadable('the pull ended without a result');
      if (!(await find(reference, signal))) throw unreadable('the engine does not have the image after the pull');
    },
  };
}

/** Docker ends with a digest and a status that belong to no layer, Podman with the image's whole id. */
function isEnd(status: string, id: string): boolean {
  return /^(?:Status|Digest): /.test(status) || /^[0-9a-f]{64}$/.test(id);
}

const states: Readonly<Record<string, LayerProgress['state']>> = {
  'Pulling fs layer': 'waiting',
  Waiting: 'waiting',
  Downloading: 'downloading',
  'Verifying Checksum': 'checking',
  'Download complete': 'checking',
  Extracting: 'extracting',
  'Pull complete': 'done',
  'Already exists': 'exists',
};

/** A layer's line; undefined for all others (`Pulling from library/nginx`, a status in words). */
function toLayer(value: unknown, known: ReadonlyMap<string, LayerProgress>): LayerProgress | undefined {
  const line = asRecord(value);
  const id = asText(line.id);
  const state = states[asText(line.status)];
  if (!/^[0-9a-f]{12}$/.test(id) || state === undefined) return undefined;
  const before = known.get(id);
  const detail = asRecord(line.progressDetail);
  const current = asPositive(detail.current);
  // Lines between two phases say no sizes: what was known stays.
  const total = asPositive(detail.total) ?? before?.total;
  return { id, state, ...(current !== undefined && { current }), ...(total !== undefined && { total }) };
}

/** A name without its tag would fetch every tag. */
function repositoryAndTag(reference: string): { fromImage: string; tag: string } {
  const parsed = parseReference(reference);
  if ('problem' in parsed) throw new BerthError('bad-input', { field: 'reference', reason: parsed.problem });
  const { tag = 'latest', digest } = parsed;
  const name = reference.replace(/@.*$/, '').replace(/:[^:/\]]*$/, '');
  return { fromImage: name, tag: digest ?? tag };
}

/** Slashes part a name and stay; everything else is spelt out. */
const inPath = (reference: string) => reference.split('/').map(encodeURIComponent).join('/');
