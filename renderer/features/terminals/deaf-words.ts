import type { Deafness } from '@common/contract/terminals';
import type { Translate } from '../../app/t';

/** Why an attached program takes no input, after "Read-only:". */
export function deafWords(deaf: Deafness, t: Translate): string {
  return deaf === 'no-input'
    ? t('it was started without -i, so its input is closed.')
    : t('detaching would close its input for good, and could end it.');
}
