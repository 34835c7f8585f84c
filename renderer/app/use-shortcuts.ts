import { useEffect } from 'react';
import { useLocation } from 'wouter';
import { useScreen } from '../stores/screen';
import { jumps } from './keys';
import { parentOf } from './paths';

/** `g` waits this long for its second key. */
const jumpWait = 1_500;

/** Whether keys belong to what has the focus: text is typed, a terminal runs, a dialog or menu is open. */
function taken(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target.matches('input, textarea, select')) return true;
  return target.closest('[role=dialog], [role=alertdialog], [role=menu], [role=listbox], .xterm') !== null;
}

/** The page-wide keys of `keys.ts`; `/` is the search box's own (ui/search-box.tsx). What handles a key nearer to the focus comes first (`preventDefault`). */
export function useShortcuts(): void {
  const [location, navigate] = useLocation();
  useEffect(() => {
    let jumpUntil = 0;
    const pressed = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || taken(event.target)) return;
      const jumping = Date.now() < jumpUntil;
      const jump = jumping ? jumps.find(({ key }) => key === event.key) : undefined;
      jumpUntil = 0;
      if (jumping && event.key === 'a') useScreen.getState().toggleActivity();
      else if (jump) navigate(jump.path);
      else if (event.key === 'g') jumpUntil = Date.now() + jumpWait;
      else if (event.key === '?') useScreen.getState().showKeys(true);
      else if (event.key === 'Escape') {
        const up = parentOf(location);
        if (up === undefined) return;
        navigate(up);
      } else return;
      event.preventDefault();
    };
    document.addEventListener('keydown', pressed);
    return () => document.removeEventListener('keydown', pressed);
  }, [location, navigate]);
}
