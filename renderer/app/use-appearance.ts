import type { Settings } from '@common/contract/settings';
import { useEffect } from 'react';

/** Puts the theme and the zoom on the document. `system` follows the system by CSS alone (`light-dark()`). */
export function useAppearance(theme: Settings['theme'], zoom: number): void {
  useEffect(() => {
    const { style, dataset } = document.documentElement;
    style.colorScheme = theme === 'system' ? '' : theme;
    if (theme === 'system') delete dataset.theme;
    else dataset.theme = theme;
  }, [theme]);
  useEffect(() => {
    document.documentElement.style.setProperty('--app-zoom', String(zoom / 100));
  }, [zoom]);
}
