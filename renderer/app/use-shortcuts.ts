import { useEffect } from 'react';
import { useLocation } from 'wouter';
import { useScreen } from '../stores/screen';
import { keyLetter } from '../ui/key-letter';
import { isDockKey } from './dock-key';
import { isPaletteKey, jumps } from './keys';
import { parentOf } from './paths';
import { toggleDock } from './toggle-dock';

/** `g` waits this long for its second key. */
const jumpWait = 1_500;

/** Whether keys belong to what has the focus: text is typed, a terminal runs, a dialog or menu is open. */
function taken(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target.matches('input, textarea, select')) return true;
  return target.closest('[role=dialog], [role=alertdialog], [role=menu], [role=listbox], .xterm') !== null;
}

/** Opens the page's tab at this place, from 1; false: there is none. */
function openTab(place: number): boolean {
  const tabs = document.querySelector('main [role=tablist]')?.querySelectorAll<HTMLElement>('[role=tab]');
  const tab = tabs?.[place - 1];
  tab?.click();
  tab?.focus();
  return tab !== undefined;
}

/** The page-wide keys of `keys.ts`; `/` is the search box's own (ui/search-box.tsx). What handles a key nearer to the focus comes first (`preventDefault`). */
export function useShortcuts(): void {
  const [location, navigate] = useLocation();
  useEffect(() => {
    let jumpUntil = 0;
    const pressed = (event: KeyboardEvent) => {
      if (isPaletteKey(event) && !event.defaultPrevented) {
        // In the terminal Ctrl-K is the shell's own, and over a dialog nothing else opens.
        if (event.target instanceof Element && event.target.closest('.xterm') && event.ctrlKey) return;
        const { paletteOpen, showPalette } = useScreen.getState();
        if (!paletteOpen && document.querySelector('[role=dialog],[role=alertdialog]')) return;
        event.preventDefault();
        if (!event.repeat) showPalette(!paletteOpen);
        return;
      }
      if (isDockKey(event) && !event.defaultPrevented) {
        if (document.querySelector('[role=dialog],[role=alertdialog]')) return;
        event.preventDefault();
        if (!event.repeat) toggleDock();
        return;
      }
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || taken(event.target)) return;
      const jumping = Date.now() < jumpUntil;
      const letter = keyLetter(event);
      const jump = jumping ? jumps.find(({ key }) => key === letter) : undefined;
      jumpUntil = 0;
      if (jumping && letter === 'a') useScreen.getState().toggleActivity();
      else if (jump) navigate(jump.path);
      else if (letter === 'g') jumpUntil = Date.now() + jumpWait;
      else if (/^[1-9]$/.test(event.key)) {
        if (!openTab(Number(event.key))) return;
      } else if (event.key === '?') useScreen.getState().showKeys(true);
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
