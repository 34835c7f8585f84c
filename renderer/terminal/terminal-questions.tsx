import { useState } from 'react';
import { useT } from '../app/t';
import { Button } from '../ui/button';
import { CheckboxField } from '../ui/checkbox';
import { Dialog } from '../ui/dialog';
import { onOneLine } from './paste-text';

/** A link's text may say anything; what is opened is what is shown here. */
export function LinkQuestion({ address, onClose }: { readonly address: string; onClose(): void }) {
  const t = useT();
  const open = () => {
    window.open(address, '_blank', 'noopener,noreferrer');
    onClose();
  };
  return (
    <Dialog
      open
      width="medium"
      title={t('Open this address?')}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('Cancel')}</Button>
          <Button kind="primary" onClick={open}>
            {t('Open in the browser')}
          </Button>
        </>
      }
    >
      <p className="m-0 mb-2 text-dim">{t('A program in the container wrote it.')}</p>
      <code className="block max-h-48 overflow-auto rounded-block bg-sunk p-2 font-mono text-small wrap-anywhere">
        <bdi>{address}</bdi>
      </code>
    </Dialog>
  );
}

/** The full address as a browser would read it (names in their ASCII form); undefined for what is no web page. */
export function webAddress(text: string): string | undefined {
  try {
    const url = new URL(text);
    return url.protocol === 'http:' || url.protocol === 'https:' ? url.href : undefined;
  } catch {
    return undefined;
  }
}

interface PasteProps {
  readonly text: string;
  /** The program asked for pastes as text; whether it does as it says can't be known. */
  readonly bracketed: boolean;
  onPaste(text: string, noMore: boolean): void;
  onClose(): void;
}

/** Before lines are pasted that may be run one after another. */
export function PasteQuestion({ text, bracketed, onPaste, onClose }: PasteProps) {
  const t = useT();
  const [noMore, setNoMore] = useState(false);
  const paste = (what: string) => {
    onClose();
    onPaste(what, noMore);
  };
  const lines = text.split('\n').filter((line) => line.trim() !== '').length;
  return (
    <Dialog
      open
      width="medium"
      title={bracketed ? t('Paste these lines?') : t('Paste and run?')}
      detail={lines > 1 ? t('{{lines}} lines', { lines }) : t('It ends with Enter')}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('Cancel')}</Button>
          <Button onClick={() => paste(onOneLine(text))}>{t('Paste as one line')}</Button>
          <Button kind="primary" onClick={() => paste(text)}>
            {bracketed ? t('Paste') : t('Paste and run')}
          </Button>
        </>
      }
    >
      <p className="m-0 mb-2 text-dim">
        {bracketed
          ? t('The program asked for pastes as text. If it does not heed that, it runs each line at once.')
          : t('This program takes each line as if Enter had been pressed, and runs it at once.')}
      </p>
      <pre className="m-0 mb-3 max-h-64 overflow-auto rounded-block bg-sunk p-2 font-mono text-small">{text}</pre>
      <CheckboxField
        label={bracketed ? t('Do not ask again here for pastes as text') : t('Do not ask again in this terminal')}
        checked={noMore}
        onChange={setNoMore}
      />
    </Dialog>
  );
}
