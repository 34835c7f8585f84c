import { useScreen } from '../stores/screen';
import { Dialog } from '../ui/dialog';
import { KeyHint } from '../ui/key-hint';
import { keyGroups } from './keys';
import { useT } from './t';

/** All keys, from the same list that says what they do. */
export function KeysDialog() {
  const t = useT();
  const { keysOpen, showKeys } = useScreen();
  return (
    <Dialog open={keysOpen} onClose={() => showKeys(false)} title={t('Keys')} width="large">
      <div className="gap-x-10 narrow:columns-2">
        {keyGroups.map(({ title, keys }) => (
          <section key={title} aria-label={t(title)} className="mb-5 break-inside-avoid">
            <h3 className="mb-1 text-small font-semibold text-dim">{t(title)}</h3>
            <dl>
              {keys.map(({ keys: pressed, does }) => (
                <div key={does} className="flex min-h-7 items-center justify-between gap-4">
                  <dt>{t(does)}</dt>
                  <dd>
                    <span className="sr-only">{pressed.join(' ')}</span>
                    <KeyHint keys={pressed.join(' ')} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
