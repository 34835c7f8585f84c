import type { ContainerId, ImageId } from '@common/contract/ids';
import { filePart, pathOfPart } from './file-address';

export const containerTabs = ['overview', 'logs', 'terminal', 'stats', 'files', 'processes', 'inspect'] as const;
export type ContainerTab = (typeof containerTabs)[number];

export const imageTabs = ['overview', 'layers', 'history', 'inspect'] as const;
export type ImageTab = (typeof imageTabs)[number];

const part = encodeURIComponent;

/**
 * Every address of the page, as the router takes them: `/containers` is shown as `#/containers`.
 *
 * They survive a reload, and other windows and deep links use the same.
 */
export const paths = {
  containers: () => '/containers',
  container: (id: ContainerId, tab: ContainerTab = 'overview') => `/containers/${part(id)}/${tab}`,
  /** A folder of a container. */
  files: (id: ContainerId, folder: string) => `/containers/${part(id)}/files/${filePart(folder)}`,
  /** The logs of several, merged in order of time. */
  logs: (ids: readonly ContainerId[]) => `/logs/${ids.map(part).join(',')}`,
  /** The logs of a Compose project: containers that start later join. */
  projectLogs: (project: string) => `/logs/project/${part(project)}`,
  images: () => '/images',
  image: (id: ImageId, tab: ImageTab = 'overview') => `/images/${part(id)}/${tab}`,
  engines: () => '/engines',
  settings: () => '/settings',
} as const;

/** A path as a plain link's `href`. */
export const hrefOf = (path: string) => `#${path}`;

/** Where Esc leads from an address: out of a thing's page to its list. */
export function parentOf(path: string): string | undefined {
  if (path.startsWith('/containers/') || path.startsWith('/logs/')) return paths.containers();
  if (path.startsWith('/images/')) return paths.images();
  return undefined;
}

export type Page =
  | { readonly kind: 'containers' | 'images' | 'engines' | 'settings' }
  | {
      readonly kind: 'container';
      readonly id: ContainerId;
      readonly tab: ContainerTab;
      /** Of the files. */
      readonly folder?: string;
    }
  | {
      readonly kind: 'logs';
      readonly containers: readonly ContainerId[];
      /** Instead of containers. */
      readonly project?: string;
    }
  | { readonly kind: 'image'; readonly id: ImageId; readonly tab: ImageTab }
  | { readonly kind: 'unknown'; readonly path: string };

/** Reads an address; the reverse of `paths`. Anything else, a tab that does not exist too, is `unknown`. */
export function pageOf(path: string): Page {
  const unknown = { kind: 'unknown', path } as const;
  const [noun = '', id, tab, inside, ...rest] = path.replace(/^\//, '').split('/');
  const folder = inside === undefined ? undefined : pathOfPart(inside);
  if (rest.length > 0 || (inside !== undefined && (tab !== 'files' || folder === undefined))) return unknown;
  if (id === undefined || id === '') {
    if (noun === '') return { kind: 'containers' };
    return noun === 'containers' || noun === 'images' || noun === 'engines' || noun === 'settings'
      ? { kind: noun }
      : unknown;
  }
  if (noun === 'logs' && tab === undefined) {
    const ids = [...new Set(id.split(',').map(decoded))];
    return ids.every(Boolean) ? { kind: 'logs', containers: ids as ContainerId[] } : unknown;
  }
  if (noun === 'logs' && id === 'project' && tab !== undefined && inside === undefined) {
    const project = decoded(tab);
    return project ? { kind: 'logs', containers: [], project } : unknown;
  }
  const name = decoded(id);
  if (name === undefined) return unknown;
  // Ids are opaque here: main refuses what is none, and the page of a thing says so.
  if (noun === 'containers' && isTab(containerTabs, tab)) {
    return { kind: 'container', id: name as ContainerId, tab: tab ?? 'overview', ...(folder && { folder }) };
  }
  if (noun === 'images' && inside === undefined && isTab(imageTabs, tab))
    return { kind: 'image', id: name as ImageId, tab: tab ?? 'overview' };
  return unknown;
}

function isTab<T extends string>(tabs: readonly T[], tab: string | undefined): tab is T | undefined {
  return tab === undefined || (tabs as readonly string[]).includes(tab);
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
