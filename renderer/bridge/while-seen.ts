/**
 * Has something going only while the page is seen: `begin` each time it comes to sight, its undo each time it is hidden.
 *
 * Returns its undo.
 */
export function whileSeen(begin: () => () => void): () => void {
  let end: (() => void) | undefined;
  const look = () => {
    if (document.visibilityState === 'hidden') {
      end?.();
      end = undefined;
    } else end ??= begin();
  };
  document.addEventListener('visibilitychange', look);
  look();
  return () => {
    document.removeEventListener('visibilitychange', look);
    end?.();
    end = undefined;
  };
}
