import type { EngineState } from '@common/contract/engines';
import type { LinkState } from '../bridge/connection';
import { errorWords } from './error-words';
import { t } from './t';

export type Tone = 'ok' | 'warn' | 'bad' | 'idle';

export interface StatusWords {
  readonly tone: Tone;
  readonly text: string;
  /** When the next try is due, to be told as seconds from now. */
  readonly nextTryAt?: number;
}

/** What the `status` "Engine" says. The link to Berth comes first: without it nothing is known of the engine. */
export function statusWords(link: LinkState, engine: EngineState | undefined, lookAgainAt?: number): StatusWords {
  if (link.kind === 'connecting') return { tone: 'idle', text: t('Opening…') };
  if (link.kind === 'down') {
    if (link.why === 'stranger') return { tone: 'bad', text: t('This page needs a new link') };
    return { tone: 'bad', text: t('Berth itself stopped'), nextTryAt: link.nextTryAt };
  }
  if (!engine) return { tone: 'bad', text: t('No engine'), nextTryAt: lookAgainAt };
  switch (engine.phase) {
    case 'connected':
      return { tone: 'ok', text: t('Connected · API {{version}}', { version: engine.apiVersion ?? '?' }) };
    case 'connecting':
      return { tone: 'idle', text: t('Connecting…'), nextTryAt: engine.nextTryAt };
    case 'not-answering':
      return { tone: 'warn', text: t('Not answering'), nextTryAt: engine.nextTryAt };
    case 'reconnecting':
      return { tone: 'warn', text: t('Reconnecting…'), nextTryAt: engine.nextTryAt };
  }
}

/** "next try in 3 s"; undefined when none is planned. */
export function nextTryWords(nextTryAt: number | undefined, now: number): string | undefined {
  if (nextTryAt === undefined) return undefined;
  const seconds = Math.ceil((nextTryAt - now) / 1_000);
  return seconds > 0 ? t('next try in {{seconds}} s', { seconds }) : t('trying now');
}

/** Why nothing can be done to the engine now; undefined when all is well. The reason that disabled verbs show. */
export function blockWords(link: LinkState, engine: EngineState | undefined): string | undefined {
  if (link.kind !== 'up') return t('Berth itself is not running');
  if (!engine) return t('No engine is connected');
  if (engine.phase === 'connected') return undefined;
  return engine.phase === 'not-answering' ? t('The engine does not answer') : t('The engine is not connected');
}

/** "Docker 28.5 · linux/amd64" */
export function productWords(engine: EngineState): string {
  const product = engine.product === 'podman' ? 'Podman' : engine.product === 'docker' ? 'Docker' : '';
  const version = engine.version?.split('.').slice(0, 2).join('.') ?? '';
  return [[product, version].filter(Boolean).join(' '), engine.platform].filter(Boolean).join(' · ');
}

/** Why the engine is not there, in one sentence. */
export function lostReason(engine: EngineState): string {
  const words = engine.error && errorWords(engine.error);
  return words ? (words.why ?? words.what) : engine.address;
}

export const runningWords = (running: number, total: number) =>
  t('{{running}} running of {{total}}', { running: running.toLocaleString(), total: total.toLocaleString() });
