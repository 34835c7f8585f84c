import type { Container } from '@common/contract/containers';
import { Copy, Download, Layers, Wrench } from 'lucide-react';
import type { Translate } from '../../app/t';
import { useDialogs } from '../../stores/dialogs';
import type { MenuEntry } from '../../ui/menu-entry';

export interface MakeTools {
  readonly t: Translate;
  readonly blocked: string | undefined;
  readonly copyAs: (row: Pick<Container, 'id'>, form: 'run' | 'compose') => void;
}

/** What makes another container or an image of one, or a file: Edit, Commit, Export. */
export function makeEntries(
  { id, name, state }: Container,
  { t, blocked }: Pick<MakeTools, 't' | 'blocked'>,
): readonly MenuEntry[] {
  const going = state === 'removing' ? t('It is being removed') : undefined;
  const { open } = useDialogs.getState();
  return [
    {
      kind: 'item',
      label: t('Edit…'),
      icon: Wrench,
      disabledReason: blocked ?? going,
      onSelect: () => open({ kind: 'edit', container: id, name }),
    },
    {
      kind: 'item',
      label: t('Commit…'),
      icon: Layers,
      disabledReason: blocked ?? going,
      onSelect: () => open({ kind: 'commit', container: id, name }),
    },
    {
      kind: 'item',
      label: t('Export file system…'),
      icon: Download,
      disabledReason: blocked ?? going,
      onSelect: () => open({ kind: 'export', container: id, name }),
    },
  ];
}

/** The container as a text that makes the same. */
export function copyAsEntries({ id }: Container, { t, blocked, copyAs }: MakeTools): readonly MenuEntry[] {
  return [
    {
      kind: 'item',
      label: t('Copy as docker run'),
      icon: Copy,
      disabledReason: blocked,
      onSelect: () => copyAs({ id }, 'run'),
    },
    {
      kind: 'item',
      label: t('Copy as Compose'),
      icon: Copy,
      disabledReason: blocked,
      onSelect: () => copyAs({ id }, 'compose'),
    },
  ];
}
