import { join } from 'node:path';
import type { AttemptOutcome, EngineSource } from '../common/contract/engines';
import { shownAddress } from './address';
import { currentDockerContext, tlsFiles } from './docker-contexts';
import { type Surroundings, usualPlaces } from './places';
import type { EngineAddress } from './port';

/** A place to try, or why there is nothing to try. */
export interface Candidate {
  readonly source: EngineSource;
  /** What the person would recognise. */
  readonly shown?: string;
  readonly id: string;
  readonly name: string;
  readonly target: EngineAddress | AttemptOutcome;
}

export interface CandidateOptions extends Surroundings {
  /** `--engine URL` */
  readonly engine?: string;
  /** Address of Berth's own engine. */
  readonly privateEngine?: string;
}

/** Every place in E1's order: the flag, DOCKER_HOST, the current Docker context, the usual sockets, Berth's own engine. */
export function candidates(options: CandidateOptions): readonly Candidate[] {
  const { engine, environment, privateEngine } = options;
  return [
    given('flag', engine, undefined),
    given('environment', environment.DOCKER_HOST, environmentTls(environment, options.home)),
    context(options),
    ...usualPlaces(options).map(({ source, name, url }) => ({ source, id: source, name, shown: url, target: { url } })),
    ...(privateEngine === undefined
      ? []
      : [
          {
            source: 'private',
            id: 'private',
            name: 'Berth',
            shown: privateEngine,
            target: { url: privateEngine },
          } as const,
        ]),
  ];
}

function given(source: 'flag' | 'environment', value: string | undefined, tls: EngineAddress['tls']): Candidate {
  const url = value?.trim() ?? '';
  if (url === '') return { source, id: source, name: source, target: { kind: 'not-given' } };
  const shown = shownAddress(url);
  const networked = !/^(?:unix|npipe|ssh):/.test(url) && !url.startsWith('/');
  return { source, shown, id: shown.slice(0, 200), name: shown, target: { url, ...(networked && tls && { tls }) } };
}

/** As the docker CLI reads them: DOCKER_TLS_VERIFY (anything but empty) with the key files of DOCKER_CERT_PATH or `~/.docker`. */
function environmentTls(environment: Surroundings['environment'], home: string): EngineAddress['tls'] {
  const verify = Boolean(environment.DOCKER_TLS_VERIFY);
  if (!verify && !environment.DOCKER_TLS) return undefined;
  return tlsFiles(environment.DOCKER_CERT_PATH || join(home, '.docker'), verify) ?? { verify };
}

function context({ environment, home }: Surroundings): Candidate {
  const source = 'context';
  const found = currentDockerContext(environment.DOCKER_CONFIG || join(home, '.docker'), environment);
  switch (found.kind) {
    case 'none':
      return { source, id: source, name: source, target: { kind: 'not-given' } };
    case 'unreadable': {
      const { name, reason } = found;
      return { source, shown: name, id: name, name, target: { kind: 'unreadable', reason } };
    }
    case 'found': {
      const { name, address } = found;
      return { source, shown: `${name}: ${shownAddress(address.url)}`, id: name.slice(0, 200), name, target: address };
    }
  }
}
