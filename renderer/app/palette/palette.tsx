import { Dialog } from '@base-ui/react/dialog';
import { useRef, useState } from 'react';
import { useScreen } from '../../stores/screen';
import { backdropClass, popupClass } from '../../ui/dialog';
import { useT } from '../t';
import { PaletteBox } from './palette-box';
import { type Ask, PaletteQuestion } from './palette-question';

/** Finds anything and does anything, by keys: Ctrl-K. What needs a question opens it in its place. */
export function Palette() {
  const t = useT();
  const { paletteOpen, showPalette } = useScreen();
  const [ask, setAsk] = useState<Ask>();
  const input = useRef<HTMLInputElement>(null);
  // What was done decides where the focus goes: a page to its heading, a question to its button.
  const leads = useRef(false);
  return (
    <>
      <Dialog.Root
        open={paletteOpen}
        onOpenChange={(open) => {
          leads.current = false;
          showPalette(open);
        }}
      >
        <Dialog.Portal>
          <Dialog.Backdrop className={backdropClass} />
          <Dialog.Popup
            aria-label={t('Search or run a command')}
            initialFocus={input}
            finalFocus={() => !leads.current}
            className={`${popupClass} w-[620px]`}
          >
            <PaletteBox
              input={input}
              ask={setAsk}
              onDone={(entry) => {
                leads.current = entry.leads;
                showPalette(false);
              }}
            />
          </Dialog.Popup>
        </Dialog.Portal>
      </Dialog.Root>
      {ask && !paletteOpen && <PaletteQuestion ask={ask} onClose={() => setAsk(undefined)} />}
    </>
  );
}
