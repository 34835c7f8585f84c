import { Menu as BaseMenu } from '@base-ui/react/menu';
import { Check, ChevronRight } from 'lucide-react';
import { type ReactElement, type ReactNode, useMemo, useRef, useState } from 'react';
import { Button, type ButtonKind } from './button';
import { classNames } from './class-names';
import type { Icon } from './icon';
import { IconButton } from './icon-button';
import { KeyHint } from './key-hint';
import type { MenuEntry } from './menu-entry';

// In a low window lines are closer: a row's menu, the longest, then still shows its end, Delete.
const itemClass =
  'flex h-7 [@media(max-height:700px)]:h-6 items-center gap-2 rounded-control px-2 text-body outline-none select-none data-highlighted:bg-sel forced-colors:data-highlighted:outline-1';

function Entry({ entry }: { readonly entry: MenuEntry }) {
  if (entry.kind === 'separator') return <BaseMenu.Separator className="my-1 h-px bg-line" />;
  if (entry.kind === 'link')
    return (
      <BaseMenu.LinkItem href={entry.href} closeOnClick className={itemClass}>
        <Words icon={entry.icon} label={entry.label} />
      </BaseMenu.LinkItem>
    );
  if (entry.kind === 'more') return <More entry={entry} />;
  const off = entry.disabledReason !== undefined;
  // Base UI's disabled items can't be reached by the arrows; ours can, and tell the reason.
  const offItem = {
    'aria-disabled': off || undefined,
    'aria-description': entry.disabledReason,
    'data-tip': entry.disabledReason,
  };
  if (entry.kind === 'check')
    return (
      <BaseMenu.CheckboxItem
        {...offItem}
        checked={entry.checked}
        onCheckedChange={(checked) => !off && entry.onChange(checked)}
        className={classNames(itemClass, off && 'text-faint')}
      >
        <span className="size-4">
          <BaseMenu.CheckboxItemIndicator>
            <Check aria-hidden size={14} />
          </BaseMenu.CheckboxItemIndicator>
        </span>
        {entry.label}
      </BaseMenu.CheckboxItem>
    );
  return (
    <BaseMenu.Item
      {...offItem}
      closeOnClick={!off}
      onClick={() => !off && entry.onSelect()}
      className={classNames(itemClass, off ? 'text-faint' : entry.danger && 'text-bad')}
    >
      <Words icon={entry.icon} label={entry.label} />
      {entry.keys && (
        <span className="ms-auto ps-6 text-dim">
          <KeyHint keys={entry.keys} />
        </span>
      )}
    </BaseMenu.Item>
  );
}

const popupClass =
  'max-h-(--available-height) min-w-44 overflow-y-auto rounded-block border border-line2 bg-raised p-1 shadow-float outline-none';

const entriesOf = (entries: readonly MenuEntry[]) =>
  entries.map((entry) => <Entry key={entry.kind === 'separator' ? entry.id : entry.label} entry={entry} />);

function More({ entry: { label, icon, entries, disabledReason } }: { readonly entry: MenuEntry & { kind: 'more' } }) {
  return (
    <BaseMenu.SubmenuRoot>
      <BaseMenu.SubmenuTrigger
        aria-description={disabledReason}
        data-tip={disabledReason}
        className={classNames(itemClass, 'data-popup-open:bg-sel', disabledReason !== undefined && 'text-faint')}
      >
        <Words icon={icon} label={label} />
        <ChevronRight aria-hidden size={14} className="ms-auto text-dim rtl:-scale-x-100" />
      </BaseMenu.SubmenuTrigger>
      <BaseMenu.Portal>
        <BaseMenu.Positioner sideOffset={2} alignOffset={-5} className="z-40 outline-none">
          <BaseMenu.Popup className={popupClass}>{entriesOf(entries)}</BaseMenu.Popup>
        </BaseMenu.Positioner>
      </BaseMenu.Portal>
    </BaseMenu.SubmenuRoot>
  );
}

function Words({ icon: Icon, label }: { readonly icon: Icon | undefined; readonly label: string }) {
  return (
    <>
      <span className="grid size-4 shrink-0 place-items-center">{Icon && <Icon aria-hidden size={14} />}</span>
      {label}
    </>
  );
}

/** Where a menu stands: at an element, or at a point as the pointer's. */
type Anchor = Element | { getBoundingClientRect: () => DOMRect };

/** A row's button may be out of sight by the time its menu closes, and then its row gets the focus. */
const seenOrHolder = (anchor: HTMLElement): HTMLElement | null =>
  anchor.checkVisibility?.({ visibilityProperty: true }) === false
    ? (anchor.parentElement?.closest<HTMLElement>('[tabindex]') ?? null)
    : anchor;

interface OpenMenuProps {
  readonly label: string;
  readonly entries: readonly MenuEntry[];
  readonly anchor: Anchor | null;
  readonly align: 'start' | 'end';
  /** Beside its anchor, where it has the whole height of the window, instead of below or above. */
  readonly beside?: 'left' | 'right';
  readonly onClose: () => void;
  /** Before the entries: a head, a field. */
  readonly head?: ReactNode;
}

function OpenMenu({ label, entries, anchor, align, beside, onClose, head }: OpenMenuProps) {
  return (
    <BaseMenu.Root open modal={false} onOpenChange={(open) => !open && onClose()}>
      <BaseMenu.Portal>
        <BaseMenu.Positioner
          anchor={anchor}
          align={align}
          sideOffset={beside ? 0 : 4}
          {...(beside && {
            side: beside,
            collisionAvoidance: { side: 'flip', align: 'shift', fallbackAxisSide: 'none' },
          })}
          className="z-40 outline-none"
        >
          <BaseMenu.Popup
            aria-label={label}
            finalFocus={anchor instanceof HTMLElement ? () => seenOrHolder(anchor) : true}
            className={popupClass}
          >
            {head}
            {entriesOf(entries)}
          </BaseMenu.Popup>
        </BaseMenu.Positioner>
      </BaseMenu.Portal>
    </BaseMenu.Root>
  );
}

interface MenuShape {
  /** Asked when it opens, so that a closed menu costs a row nothing. */
  readonly entries: () => readonly MenuEntry[];
  readonly align?: 'start' | 'end';
  readonly disabledReason?: string | undefined;
}

export interface MenuButtonProps extends MenuShape {
  /** The button's and the menu's name. */
  readonly label: string;
  readonly icon: Icon;
  readonly kind?: ButtonKind;
  /** `row`: only the icon, 24 px. `icon`: only the icon. `words`: icon and label. */
  readonly look?: 'row' | 'icon' | 'words';
}

/** A button that opens a menu. Enter, Space and Arrow down open it; Esc gives the focus back. */
export function MenuButton({
  label,
  icon,
  kind = 'ghost',
  look = 'words',
  align = 'end',
  entries,
  disabledReason,
}: MenuButtonProps) {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const shared = {
    ref: button,
    icon,
    kind,
    disabledReason,
    'aria-haspopup': 'menu' as const,
    'aria-expanded': open,
    onClick: () => setOpen((was) => !was),
    onKeyDown: (event: React.KeyboardEvent) => {
      if (event.key !== 'ArrowDown' || disabledReason !== undefined || look === 'row') return;
      event.preventDefault();
      setOpen(true);
    },
    ...(open && { 'data-popup-open': '' }),
  };
  const trigger: ReactElement =
    look === 'words' ? (
      <Button {...shared}>{label}</Button>
    ) : (
      <IconButton {...shared} label={label} size={look === 'row' ? 'row' : 'control'} />
    );
  return (
    <>
      {trigger}
      {open && (
        <OpenMenu
          label={label}
          entries={entries()}
          anchor={button.current}
          align={look === 'row' ? 'start' : align}
          {...(look === 'row' && { beside: 'left' })}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}

export interface ContextMenuProps {
  readonly label: string;
  readonly entries: readonly MenuEntry[];
  /** In px of the window. */
  readonly at: { readonly x: number; readonly y: number };
  readonly onClose: () => void;
}

/** A menu at a point: mount it on `contextmenu`, unmount it on `onClose`. */
export function ContextMenu({ label, entries, at, onClose }: ContextMenuProps) {
  const anchor = useMemo(() => ({ getBoundingClientRect: () => new DOMRect(at.x, at.y, 0, 0) }), [at.x, at.y]);
  return <OpenMenu label={label} entries={entries} anchor={anchor} align="start" beside="right" onClose={onClose} />;
}
