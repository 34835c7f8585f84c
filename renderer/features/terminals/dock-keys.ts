import { isDockKey } from '../../app/dock-key';
import type { Direction } from '../../ui/dock-tree';
import { keyLetter } from '../../ui/key-letter';

/** What a key does to the dock, from inside a terminal too. */
export type DockAct =
  | { readonly kind: 'hide' }
  | { readonly kind: 'split'; readonly direction: 'row' | 'column' }
  | { readonly kind: 'move-tab' | 'walk-tabs'; readonly by: 1 | -1 }
  | { readonly kind: 'go'; readonly to: Direction }
  | { readonly kind: 'letters'; readonly by: 1 | -1 | 0 };

type Key = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'shiftKey' | 'metaKey' | 'altKey'>;

const sides: Readonly<Record<string, Direction>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
};

/** @param panes in the shown tab: with one alone Alt and the arrows stay the program's. */
export function dockActOf(key: Key, onMac: boolean, panes: number): DockAct | undefined {
  if (isDockKey(key)) return { kind: 'hide' };
  const { ctrlKey, shiftKey, metaKey, altKey } = key;
  const side = sides[key.key];
  if (side && altKey && !ctrlKey && !shiftKey && metaKey === onMac)
    return panes > 1 ? { kind: 'go', to: side } : undefined;
  if (altKey) return undefined;
  if ((onMac ? metaKey && !ctrlKey : ctrlKey && !metaKey) && letters(key) !== undefined)
    return { kind: 'letters', by: letters(key) ?? 0 };
  if (!ctrlKey || metaKey) return undefined;
  if (key.key === 'PageUp' || key.key === 'PageDown')
    return { kind: shiftKey ? 'move-tab' : 'walk-tabs', by: key.key === 'PageUp' ? -1 : 1 };
  if (!shiftKey) return undefined;
  const letter = keyLetter(key);
  if (letter === 'e') return { kind: 'split', direction: 'row' };
  return letter === 'o' ? { kind: 'split', direction: 'column' } : undefined;
}

function letters({ key, shiftKey }: Key): 1 | -1 | 0 | undefined {
  if (key === '+' || (key === '=' && !shiftKey)) return 1;
  if (key === '-') return -1;
  return key === '0' && !shiftKey ? 0 : undefined;
}
