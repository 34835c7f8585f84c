import type { Notice } from '@common/contract/app';
import { t } from '../../app/t';

/** What went wrong with Berth itself, and what that means for the person. */
export function noticeWords(notice: Notice): { readonly title: string; readonly detail: string } {
  switch (notice.kind) {
    case 'settings-set-aside':
      return {
        title: t('Your settings could not be read'),
        detail: t('They are kept as {{copy}}; the defaults are in use.', { copy: notice.copy }),
      };
    case 'data-dir-unwritable':
      return {
        title: t('Berth can’t keep anything'),
        detail: t('{{path}}: {{reason}}. Everything works; settings are forgotten when Berth ends.', {
          path: notice.path,
          reason: notice.reason,
        }),
      };
  }
}
