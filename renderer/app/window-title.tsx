import type { ContainerId, ImageId } from '@common/contract/ids';
import { useEffect, useRef } from 'react';
import { useCurrentEngine } from '../bridge/engine';
import { useRows } from '../bridge/live';
import { imageName } from '../features/images/image-names';
import { navEntries, navKindOf } from './nav';
import type { Page } from './paths';
import { t } from './t';

/**
 * Names the window: after the thing on a thing's page, else after the page.
 *
 * Draws nothing; a component of its own, because it follows the live lists and the frame around it must not.
 */
export function WindowTitle({ page }: { page: Page }) {
  const engine = useCurrentEngine()?.id;
  const containers = useRows('containers', engine).byId;
  const images = useRows('images', engine).byId;
  const id = 'id' in page ? page.id : undefined;
  const now = nameNow(page, containers, images);
  // What was deleted keeps its name as long as one looks at its page.
  const last = useRef<{ id: string; name: string }>(undefined);
  if (id !== undefined && now !== undefined) last.current = { id, name: now };
  const kind = navKindOf(page);
  const list = navEntries.find((entry) => entry.kind === kind)?.name;
  const ofPage = page.kind === 'logs' ? 'Logs' : list;
  const name = id !== undefined && last.current?.id === id ? last.current.name : ofPage && t(ofPage);
  useEffect(() => {
    document.title = name === undefined ? 'Berth' : `${name} · Berth`;
  }, [name]);
  return null;
}

function nameNow(
  page: Page,
  containers: ReadonlyMap<ContainerId, { readonly name: string }>,
  images: ReadonlyMap<ImageId, Parameters<typeof imageName>[0]>,
): string | undefined {
  if (page.kind === 'container') return containers.get(page.id)?.name;
  const image = page.kind === 'image' ? images.get(page.id) : undefined;
  return image && imageName(image);
}
