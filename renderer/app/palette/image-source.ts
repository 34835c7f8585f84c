import { deleteImagesCommand } from '@common/contract/commands';
import { shortName } from '@common/contract/image-rules';
import type { Image } from '@common/contract/images';
import { Bug, Layers, Layers2, Play, Trash2 } from 'lucide-react';
import type { OpenDialog } from '../../stores/dialogs';
import { paths } from '../paths';
import type { Translate } from '../t';
import type { PaletteSource } from './source';

export interface ImageTools {
  readonly t: Translate;
  readonly blocked: string | undefined;
  go(path: string): void;
  ask(images: readonly Image[]): void;
  openDialog(dialog: OpenDialog): void;
}

/** A name of an image: one that has several is found by each. */
export interface NamedImage {
  readonly image: Image;
  /** `repository:tag`; the short id where it has none. */
  readonly name: string;
}

function namedImages(images: readonly Image[]): readonly NamedImage[] {
  return images.flatMap((image) =>
    image.tags.length > 0
      ? image.tags.map((tag) => ({ image, name: shortName(tag) }))
      : [{ image, name: image.id.replace('sha256:', '').slice(0, 12) }],
  );
}

/** All images by all their names, with what can be done with one. */
export function imageSource(
  images: readonly Image[],
  { t, blocked, go, ask, openDialog }: ImageTools,
): PaletteSource<NamedImage> {
  return {
    id: 'image',
    things: namedImages(images),
    key: ({ name }) => name,
    name: ({ name }) => name,
    detail: ({ image }) => (image.dangling ? t('image · left behind by a build') : t('image')),
    verbs: [
      {
        id: 'open-image',
        sentence: '{{name}}',
        icon: Layers,
        leads: true,
        act: ({ image }) => go(paths.image(image.id)),
      },
      {
        id: 'run-image',
        sentence: t('Run {{name}} …', { name: '{{name}}' }),
        icon: Play,
        leads: true,
        reason: () => blocked,
        act: ({ name }) => openDialog({ kind: 'run', image: name }),
      },
      {
        id: 'debug-image',
        sentence: t('Debug shell in {{name}} …', { name: '{{name}}' }),
        icon: Bug,
        leads: true,
        reason: () => blocked,
        act: ({ image, name }) => openDialog({ kind: 'debug', target: { kind: 'image', id: image.id }, name }),
      },
      {
        id: 'layers',
        sentence: t('Layers of {{name}}', { name: '{{name}}' }),
        icon: Layers2,
        leads: true,
        act: ({ image }) => go(paths.image(image.id, 'layers')),
      },
      {
        id: 'delete-image',
        sentence: t('Delete {{name}} …', { name: '{{name}}' }),
        icon: Trash2,
        leads: true,
        reason: () => blocked,
        command: ({ name }) => deleteImagesCommand([name]),
        act: ({ image }) => ask([image]),
      },
    ],
  };
}
