import { useEffect } from 'react';

/** Esc anywhere on the page does `act` while `wanted`, unless something nearer to the focus has taken it. */
export function useEscape(wanted: boolean, act: () => void): void {
  useEffect(() => {
    if (!wanted) return undefined;
    const pressed = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented) return;
      if (document.querySelector('[role=dialog],[role=alertdialog],[role=menu]')) return;
      event.preventDefault();
      act();
    };
    document.addEventListener('keydown', pressed);
    return () => document.removeEventListener('keydown', pressed);
  }, [wanted, act]);
}
