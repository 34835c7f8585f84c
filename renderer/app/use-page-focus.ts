import { type RefObject, useEffect, useRef } from 'react';
import type { Page } from './paths';

/**
 * When the page changes, moves the focus to its heading, as a new document would.
 *
 * Tabs of one thing are one page: there the focus stays on the tab.
 */
export function usePageFocus(main: RefObject<HTMLElement | null>, page: Page): void {
  const place = 'id' in page ? `${page.kind} ${page.id}` : page.kind;
  const before = useRef(place);
  useEffect(() => {
    if (before.current === place) return undefined;
    before.current = place;
    // A page that comes lazily has its heading some frames later.
    let left = 60;
    let frame = 0;
    const look = () => {
      const heading = main.current?.querySelector('h1');
      if (heading) {
        heading.tabIndex = -1;
        heading.focus({ preventScroll: true });
      } else if (left-- > 0) frame = requestAnimationFrame(look);
    };
    frame = requestAnimationFrame(look);
    return () => cancelAnimationFrame(frame);
  }, [main, place]);
}
