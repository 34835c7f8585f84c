import type { Image } from '@common/contract/images';
import { Bug, Copy, Info, Layers, Play, Trash2 } from 'lucide-react';
import { paths } from '../../app/paths';
import type { Translate } from '../../app/t';
import { useDialogs } from '../../stores/dialogs';
import type { MenuEntry } from '../../ui/menu-entry';
import { imageName, imageTitle } from './image-names';

export interface ImageTools {
  readonly t: Translate;
  readonly blocked: string | undefined;
  readonly open: (path: string) => void;
  /** Opens the run dialog with it. */
  readonly run: (image: Image) => void;
  readonly askDelete: (images: readonly Image[]) => void;
  readonly copy: (text: string) => void;
}

/** Everything one can do with a row: its more menu and its context menu. */
export function imageMenu(image: Image, { t, blocked, open, run, askDelete, copy }: ImageTools): readonly MenuEntry[] {
  return [
    { kind: 'item', label: t('Open'), icon: Info, onSelect: () => open(paths.image(image.id)) },
    { kind: 'item', label: t('Layers'), icon: Layers, onSelect: () => open(paths.image(image.id, 'layers')) },
    { kind: 'item', label: t('Run'), icon: Play, disabledReason: blocked, onSelect: () => run(image) },
    {
      kind: 'item',
      label: t('Debug shell…'),
      icon: Bug,
      disabledReason: blocked,
      onSelect: () =>
        useDialogs.getState().open({ kind: 'debug', target: { kind: 'image', id: image.id }, name: imageName(image) }),
    },
    { kind: 'separator', id: 'copies' },
    {
      kind: 'item',
      label: t('Copy name'),
      icon: Copy,
      disabledReason: imageTitle(image).tags.length > 0 ? undefined : t('It has no name'),
      onSelect: () => copy(imageName(image)),
    },
    { kind: 'item', label: t('Copy ID'), icon: Copy, onSelect: () => copy(image.id) },
    { kind: 'separator', id: 'end' },
    {
      kind: 'item',
      label: t('Delete'),
      icon: Trash2,
      danger: true,
      disabledReason: blocked,
      onSelect: () => askDelete([image]),
    },
  ];
}
