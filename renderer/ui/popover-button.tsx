import { Popover as BasePopover } from '@base-ui/react/popover';
import { type ReactNode, useRef, useState } from 'react';
import { Button } from './button';
import type { Icon } from './icon';

export interface PopoverButtonProps {
  /** The button's and the panel's name. */
  readonly label: string;
  readonly icon: Icon;
  /** Drawn only while it is open. */
  readonly children: () => ReactNode;
}

/** A button that opens a small panel of controls under it. Esc and a press elsewhere close it. */
export function PopoverButton({ label, icon, children }: PopoverButtonProps) {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  return (
    <>
      <Button
        ref={button}
        kind="ghost"
        icon={icon}
        aria-haspopup="dialog"
        aria-expanded={open}
        onClick={() => setOpen((was) => !was)}
        {...(open && { 'data-popup-open': '' })}
      >
        {label}
      </Button>
      <BasePopover.Root
        open={open}
        onOpenChange={(next, { event }) => {
          // A press on the button itself is the button's to answer.
          if (!next && event.target instanceof Node && button.current?.contains(event.target)) return;
          setOpen(next);
        }}
      >
        <BasePopover.Portal>
          <BasePopover.Positioner anchor={button} align="start" sideOffset={4} className="z-40 outline-none">
            <BasePopover.Popup
              aria-label={label}
              finalFocus={button}
              className="max-h-(--available-height) overflow-hidden rounded-block border border-line2 bg-raised shadow-float outline-none"
            >
              {open && children()}
            </BasePopover.Popup>
          </BasePopover.Positioner>
        </BasePopover.Portal>
      </BasePopover.Root>
    </>
  );
}
