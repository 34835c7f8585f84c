/** Ctrl and the key left of 1, whatever it bears: shows and hides the terminals. */
export const isDockKey = ({
  code,
  ctrlKey,
  shiftKey,
  metaKey,
  altKey,
}: Pick<KeyboardEvent, 'code' | 'ctrlKey' | 'shiftKey' | 'metaKey' | 'altKey'>): boolean =>
  code === 'Backquote' && ctrlKey && !shiftKey && !metaKey && !altKey;
