import { useT } from '../app/t';
import { Button } from '../ui/button';
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
  onPaste(text: string): void;
  onClose(): void;
}

/** Before lines are pasted that the program would run one after another. */
export function PasteQuestion({ text, onPaste, onClose }: PasteProps) {
  const t = useT();
  const paste = (what: string) => {
    onClose();
    onPaste(what);
  };
  const lines = text.split('\n').filter((line) => line.trim() !== '').length;
  return (
    <Dialog
      open
      width="medium"
      title={t('Paste and run?')}
      detail={lines > 1 ? t('{{lines}} lines', { lines }) : t('It ends with Enter')}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('Cancel')}</Button>
          <Button onClick={() => paste(onOneLine(text))}>{t('Paste as one line')}</Button>
          <Button kind="primary" onClick={() => paste(text)}>
            {t('Paste and run')}
          </Button>
        </>
      }
    >
      <p className="m-0 mb-2 text-dim">
        {t('This program takes each line as if Enter had been pressed, and runs it at once.')}
      </p>
      <pre className="m-0 max-h-64 overflow-auto rounded-block bg-sunk p-2 font-mono text-small">{text}</pre>
    </Dialog>
  );
}
