import { useSyncExternalStore } from 'react';
import type { Tone } from '../../ui/tone';

/** The token of a line: the accent while all is well. */
export const toneToken = (tone: Tone | undefined) => (tone === undefined ? 'var(--accent)' : `var(--${tone})`);

/** A canvas knows no variables: what a token is just now, as a colour. */
export function colourOf(token: string, within: HTMLElement): string {
  const probe = document.createElement('span');
  probe.hidden = true;
  probe.style.color = token;
  within.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}

let version = 0;

/** Another number each time the theme changed, by the person or by the system. */
export function useThemeVersion(): number {
  return useSyncExternalStore(onThemeChange, () => version);
}

function onThemeChange(listener: () => void): () => void {
  const tell = () => {
    version += 1;
    listener();
  };
  const observer = new MutationObserver(tell);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
  const query = matchMedia('(prefers-color-scheme: dark)');
  query.addEventListener('change', tell);
  return () => {
    observer.disconnect();
    query.removeEventListener('change', tell);
  };
}
