import { Dialog as BaseDialog } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import { type ReactNode, type RefObject, useRef } from 'react';
import { classNames } from './class-names';
import { IconButton } from './icon-button';
import { useWords } from './use-words';

export const backdropClass = 'fixed inset-0 z-20 bg-veil';
export const popupClass =
  'fixed top-[12vh] left-1/2 z-30 flex max-h-[80vh] max-w-[calc(100vw-32px)] -translate-x-1/2 flex-col rounded-dialog border border-line2 bg-pane shadow-float outline-none';

export interface DialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
  /** Named by the job: "Run container". */
  readonly title: string;
  /** After the title, quieter. */
  readonly detail?: ReactNode;
  /** At the head's end, before Close. */
  readonly headActions?: ReactNode;
  readonly children: ReactNode;
  /** At the bottom's start: what has to be mended first. */
  readonly note?: ReactNode;
  /** At the bottom's end, the main action last. */
  readonly actions?: ReactNode;
  readonly width?: 'small' | 'medium' | 'large';
  /** Where the keys go at first; by itself the first field to type in. */
  readonly initialFocus?: RefObject<HTMLElement | null>;
  /** Content reaches the edges, as when it has panes of its own. */
  readonly bare?: boolean;
}

const widths = { small: 'w-[440px]', medium: 'w-[640px]', large: 'w-[1080px]' };

const typedIn = ':is(input:not([type]), input[type=text], input[type=search], input[type=number], textarea):enabled';

/** A job with a form. Esc closes; the focus stays inside and returns to where it came from. */
export function Dialog(props: DialogProps) {
  const {
    open,
    onClose,
    title,
    detail,
    headActions,
    children,
    note,
    actions,
    width = 'medium',
    initialFocus,
    bare = false,
  } = props;
  const words = useWords();
  const body = useRef<HTMLDivElement>(null);
  // Not the Close button, which comes first: a person who opens a form means to fill it.
  const firstField = () => body.current?.querySelector<HTMLElement>(typedIn) ?? true;
  return (
    <BaseDialog.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <BaseDialog.Portal>
        <BaseDialog.Backdrop className={backdropClass} />
        <BaseDialog.Popup className={classNames(popupClass, widths[width])} initialFocus={initialFocus ?? firstField}>
          <header className="flex h-12 shrink-0 items-center gap-2.5 border-b border-line ps-4.5 pe-3">
            <BaseDialog.Title className="text-body font-semibold">{title}</BaseDialog.Title>
            {detail !== undefined && <span className="min-w-0 truncate text-dim">{detail}</span>}
            <span className="ms-auto flex shrink-0 items-center gap-1">
              {headActions}
              <IconButton label={words('Close')} icon={X} onClick={onClose} />
            </span>
          </header>
          <div ref={body} className={classNames('min-h-0 flex-1 overflow-y-auto', !bare && 'p-4.5')}>
            {children}
          </div>
          {(note !== undefined || actions !== undefined) && (
            <footer className="flex min-h-13 shrink-0 flex-wrap items-center justify-end gap-2 border-t border-line px-4.5 py-2.5">
              <div className="me-auto min-w-0">{note}</div>
              {actions}
            </footer>
          )}
        </BaseDialog.Popup>
      </BaseDialog.Portal>
    </BaseDialog.Root>
  );
}
