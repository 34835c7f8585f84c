import type { Mount } from '../../common/contract/containers';
import { asList, asRecord, asText, asWord } from './raw';

const kinds: readonly string[] = ['bind', 'volume', 'tmpfs', 'npipe', 'cluster', 'image'] satisfies Mount['kind'][];

/**
 * All mounts, by target.
 *
 * @param tmpfs `HostConfig.Tmpfs`: Podman tells tmpfs mounts only here, Docker those of `--tmpfs`
 */
export function toMounts(value: unknown, tmpfs: unknown): readonly Mount[] {
  const listed = asList(value).map((item): Mount => {
    const raw = asRecord(item);
    const kind = asText(raw.Type);
    const name = asWord(raw.Name);
    return {
      kind: kinds.includes(kind) ? (kind as Mount['kind']) : 'other',
      name,
      source: asText(raw.Source),
      target: asText(raw.Destination),
      readOnly: raw.RW === false,
      driver: asWord(raw.Driver),
      // Only the engine makes up such names.
      anonymous: kind === 'volume' && /^[0-9a-f]{64}$/.test(name ?? ''),
    };
  });
  const targets = new Set(listed.map(({ target }) => target));
  const more = Object.entries(asRecord(tmpfs))
    .filter(([target]) => !targets.has(target))
    .map(([target, options]): Mount => {
      const readOnly = asText(options).split(',').includes('ro');
      return { kind: 'tmpfs', source: '', target, readOnly, anonymous: false };
    });
  return [...listed, ...more].sort((a, b) => a.target.localeCompare(b.target));
}
