import type { Icon } from './icon';

/** One entry of a menu; the menu's maker gives them as data. */
export type MenuEntry =
  | {
      readonly kind: 'item';
      readonly label: string;
      readonly icon?: Icon;
      readonly onSelect: () => void;
      readonly danger?: boolean;
      readonly keys?: string;
      /** Why it can't be chosen now; it stays reachable by the arrows and tells it. */
      readonly disabledReason?: string | undefined;
    }
  | { readonly kind: 'link'; readonly label: string; readonly icon?: Icon; readonly href: string }
  | {
      readonly kind: 'check';
      readonly label: string;
      readonly checked: boolean;
      readonly onChange: (checked: boolean) => void;
      readonly disabledReason?: string | undefined;
    }
  /** Opens further ones beside it, by Arrow right as well. */
  | {
      readonly kind: 'more';
      readonly label: string;
      readonly icon?: Icon;
      readonly entries: readonly MenuEntry[];
      /** Why none of them can be chosen now. */
      readonly disabledReason?: string | undefined;
    }
  | { readonly kind: 'separator'; readonly id: string };
