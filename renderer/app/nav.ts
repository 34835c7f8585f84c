import { Box, Layers, type LucideIcon, Server, Settings } from 'lucide-react';
import type { Page } from './paths';
import { paths } from './paths';

export interface NavEntry {
  readonly kind: 'containers' | 'images' | 'engines' | 'settings';
  /** English, translated where shown; also the page's heading. */
  readonly name: string;
  readonly path: string;
  readonly icon: LucideIcon;
}

/** The pages in the order of the side bar. */
export const navEntries: readonly NavEntry[] = [
  { kind: 'containers', name: 'Containers', path: paths.containers(), icon: Box },
  { kind: 'images', name: 'Images', path: paths.images(), icon: Layers },
  { kind: 'engines', name: 'Engines', path: paths.engines(), icon: Server },
  { kind: 'settings', name: 'Settings', path: paths.settings(), icon: Settings },
];

/** The entry that a page stands under: a container's page and its log under Containers. */
export function navKindOf(page: Page): NavEntry['kind'] | undefined {
  if (page.kind === 'container' || page.kind === 'logs') return 'containers';
  if (page.kind === 'image') return 'images';
  return page.kind === 'unknown' ? undefined : page.kind;
}
