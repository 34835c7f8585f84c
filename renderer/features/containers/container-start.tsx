import type { ContainerDetails } from '@common/contract/containers';
import type { ImageDetails } from '@common/contract/images';
import { type Translate, useT } from '../../app/t';
import { ArgvChips } from '../../ui/argv-chips';
import { Facts } from '../../ui/facts';
import { visibleString } from '../../ui/visible-text';
import { type HowItStarts, howItStarts } from './how-it-starts';

interface ContainerStartProps {
  readonly details: ContainerDetails;
  /** Undefined while it is asked, and when the engine no longer has it. */
  readonly image: ImageDetails | undefined;
}

/** The words that are run, and which of them were given at run. */
export function ContainerStart({ details, image }: ContainerStartProps) {
  const t = useT();
  const start = howItStarts(details, image);
  const { user, workingDirectory } = details;
  return (
    <Facts title={t('How it starts')}>
      <ArgvChips label={t('How it starts')} parts={start.parts} />
      <p className="pt-2 text-small text-dim wrap-anywhere">
        {[
          origins(start, t),
          replaced(start, t),
          t('Runs as {{user}} in {{folder}}.', {
            user: visibleString(user || 'root'),
            folder: visibleString(workingDirectory || '/'),
          }),
        ]
          .filter(Boolean)
          .join(' ')}
      </p>
    </Facts>
  );
}

function origins({ entrypoint, command }: HowItStarts, t: Translate): string {
  if (entrypoint === 'unknown' || command === 'unknown') {
    return t('Its image is not here to compare with: what was given at run can’t be told apart.');
  }
  if (entrypoint === 'run') {
    return command === 'run'
      ? t('Entrypoint and command were given at run (marked).')
      : t('The Entrypoint was given at run (marked).');
  }
  if (command === 'run') {
    return entrypoint === 'image'
      ? t('Entrypoint from the image, then the command given at run (marked).')
      : t('The command was given at run (marked).');
  }
  if (entrypoint === 'image' && command === 'image') return t('Entrypoint and Cmd are the image’s own.');
  if (entrypoint === 'image') return t('The Entrypoint is the image’s own; no command follows it.');
  return command === 'image' ? t('The Cmd is the image’s own.') : '';
}

function replaced({ replacedEntrypoint, replacedCommand }: HowItStarts, t: Translate): string {
  const shown = (words: readonly string[]) => visibleString(words.join(' '));
  if (replacedEntrypoint && replacedCommand) {
    return t('The image’s own {{words}} is replaced.', { words: shown([...replacedEntrypoint, ...replacedCommand]) });
  }
  if (replacedEntrypoint) {
    return t('The image’s own Entrypoint {{words}} is replaced.', { words: shown(replacedEntrypoint) });
  }
  return replacedCommand ? t('The image’s own Cmd {{words}} is replaced.', { words: shown(replacedCommand) }) : '';
}
