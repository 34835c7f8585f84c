import { type RefObject, useLayoutEffect, useState } from 'react';

/** The element's inner width in px, kept right; wide while it has no layout. */
export function useWidth(element: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(Number.POSITIVE_INFINITY);
  useLayoutEffect(() => {
    const box = element.current;
    if (!box || typeof ResizeObserver === 'undefined') return undefined;
    const read = (): void => setWidth(box.clientWidth || Number.POSITIVE_INFINITY);
    read();
    const observer = new ResizeObserver(read);
    observer.observe(box);
    return () => observer.disconnect();
  }, [element]);
  return width;
}
