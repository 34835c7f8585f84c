import type { ContainerId, ImageId } from '@common/contract/ids';

export const containerTabs = ['overview', 'logs', 'terminal', 'inspect'] as const;
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
  images: () => '/images',
  image: (id: ImageId, tab: ImageTab = 'overview') => `/images/${part(id)}/${tab}`,
  engines: () => '/engines',
  settings: () => '/settings',
} as const;
