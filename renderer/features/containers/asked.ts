import type { Container } from '@common/contract/containers';

/** The dialogs that a container's verbs open. */
export type Question = 'delete' | 'kill' | 'rename' | 'limits' | 'networks' | 'stop';

/**
 * What a dialog is about: the containers as they were when it was asked.
 *
 * It acts on these and on no others, whatever the list shows meanwhile (DE-02).
 */
export interface Asked {
  readonly question: Question;
  readonly rows: readonly Container[];
}
