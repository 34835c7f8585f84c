import { AlertDialog as BaseAlertDialog } from '@base-ui/react/alert-dialog';
import { type KeyboardEvent, type ReactNode, useRef } from 'react';
import { Button } from './button';
import { classNames } from './class-names';
import { backdropClass, popupClass } from './dialog';
import { useWords } from './use-words';

export interface AlertDialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
  /** The question, with the thing's name: "Delete web-1?" */
  readonly title: string;
  /** Exactly what is lost: "Its 2 anonymous volumes, 48 MB, are deleted too." */
  readonly loss: ReactNode;
  /** The verb, as on the button that asked: "Delete". */
  readonly verb: string;
  readonly onConfirm: () => void;
  /** Asked and not answered yet. */
  readonly pending?: boolean;
  readonly disabledReason?: string | undefined;
  /** Options, the names of many, the command. */
  readonly children?: ReactNode;
}

/**
 * Asks before something is lost. The focus is on the safe button, and a held Enter presses neither: the one that opened
 * the question must not answer it.
 */
export function AlertDialog(props: AlertDialogProps) {
  const { open, onClose, title, loss, verb, onConfirm, pending = false, disabledReason, children } = props;
  const words = useWords();
  const safe = useRef<HTMLButtonElement>(null);
  const notHeld = (event: KeyboardEvent): void => {
    if (event.repeat && (event.key === 'Enter' || event.key === ' ')) event.preventDefault();
  };
  return (
    <BaseAlertDialog.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <BaseAlertDialog.Portal>
        <BaseAlertDialog.Backdrop className={backdropClass} />
        <BaseAlertDialog.Popup
          initialFocus={safe}
          onKeyDownCapture={notHeld}
          className={classNames(popupClass, 'w-[480px]')}
        >
          <div className="flex min-h-0 flex-col gap-3 overflow-y-auto p-4.5">
            <BaseAlertDialog.Title className="text-title font-semibold wrap-anywhere">{title}</BaseAlertDialog.Title>
            <BaseAlertDialog.Description render={<div />} className="wrap-anywhere text-dim">
              {loss}
            </BaseAlertDialog.Description>
            {children}
          </div>
          <footer className="flex shrink-0 justify-end gap-2 border-t border-line px-4.5 py-2.5">
            <Button ref={safe} onClick={onClose}>
              {words('Cancel')}
            </Button>
            <Button kind="danger" onClick={onConfirm} pending={pending} disabledReason={disabledReason}>
              {verb}
            </Button>
          </footer>
        </BaseAlertDialog.Popup>
      </BaseAlertDialog.Portal>
    </BaseAlertDialog.Root>
  );
}
