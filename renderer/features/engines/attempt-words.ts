import type { Attempt, AttemptOutcome, EngineProduct, EngineRemedy, EngineSource } from '@common/contract/engines';
import { errorWords } from '../../app/error-words';
import { t } from '../../app/t';

/** What a place is called where people set it; English, translated where shown. */
const sourceNames: Readonly<Record<EngineSource, string>> = {
  flag: '--engine',
  environment: 'DOCKER_HOST',
  context: 'Docker context',
  docker: 'Docker',
  'docker-rootless': 'Docker rootless',
  'docker-desktop': 'Docker Desktop',
  podman: 'Podman',
  'podman-rootless': 'Podman rootless',
  colima: 'Colima',
  orbstack: 'OrbStack',
  rancher: 'Rancher Desktop',
  private: 'Berth’s own engine',
};

export const sourceWords = (source: EngineSource) => t(sourceNames[source]);

export interface OutcomeWords {
  /** `bad`: it was there and failed; `idle`: nothing was there; `ok`: it answers. */
  readonly tone: 'ok' | 'bad' | 'idle';
  readonly text: string;
  readonly todo?: string;
}

/** `answered`: whether one of all that were tried did; else it was the person's choice that left the others out. */
export function outcomeWords(attempt: Attempt, answered: boolean): OutcomeWords {
  const { outcome } = attempt;
  switch (outcome.kind) {
    case 'not-given':
      return { tone: 'idle', text: notGiven(attempt.source) };
    case 'no-socket':
      return { tone: 'idle', text: t('no socket there') };
    case 'not-a-socket':
      return { tone: 'bad', text: t('there is something there that is not a socket') };
    case 'unreadable':
      return { tone: 'bad', text: t('can’t be read: {{reason}}', { reason: outcome.reason }) };
    case 'failed':
      return failed(outcome);
    case 'connected':
      return { tone: 'ok', text: t('connected') };
    case 'not-tried':
      return {
        tone: 'idle',
        text: answered ? t('not tried: one before it answered') : t('not tried: another one was asked for'),
      };
  }
}

function notGiven(source: EngineSource): string {
  if (source === 'flag') return t('not given');
  if (source === 'environment') return t('not set');
  if (source === 'context') return t('none chosen');
  return t('not there');
}

function failed({ error }: Extract<AttemptOutcome, { kind: 'failed' }>): OutcomeWords {
  const { what, why, todo } = errorWords(error);
  // The row names the address already.
  const reason = error.params.reason;
  const text = error.code === 'engine-unreachable' && reason ? reason : [what, why].filter(Boolean).join(': ');
  return { tone: 'bad', text, todo: error.code === 'engine-unreachable' ? undefined : todo };
}

const productNames: Readonly<Record<EngineProduct, string>> = { docker: 'Docker', podman: 'Podman' };
export const productName = (product: EngineProduct) => productNames[product];

export function remedyWords(remedy: EngineRemedy): { readonly label: string; readonly about: string } {
  switch (remedy.kind) {
    case 'start-installed':
      return {
        label: t('Start {{product}} ({{command}})', { product: productName(remedy.product), command: remedy.command }),
        about: t('It is installed and not running.'),
      };
    case 'start-private':
      return {
        label: t('Private engine'),
        about: t('Berth starts a {{product}} of its own, with its own data and socket.', {
          product: productName(remedy.product),
        }),
      };
    case 'install':
      return { label: t('Install an engine'), about: t('Runs {{command}}.', { command: remedy.command }) };
  }
}
