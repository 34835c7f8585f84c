import type { LogSource } from '@common/contract/logs';
import { Container, Copy, ExternalLink, ListTree, TextSelect } from 'lucide-react';
import { hrefOf, paths } from '../../app/paths';
import { useT } from '../../app/t';
import { ContextMenu } from '../../ui/menu';
import type { LogSelecting } from './use-log-selection';

interface Props {
  readonly at: { readonly x: number; readonly y: number };
  /** The address that is pointed at. */
  readonly link: string | undefined;
  /** Whose line is pointed at, among several. */
  readonly source: LogSource | undefined;
  readonly selecting: LogSelecting;
  /** Shows all that the line pointed at says; absent where there is none. */
  readonly onLine?: () => void;
  readonly onOpen: (link: string) => void;
  readonly onClose: () => void;
}

/** What can be done where the pointer is. */
export function LogMenu({ at, link, source, selecting, onLine, onOpen, onClose }: Props) {
  const t = useT();
  return (
    <ContextMenu
      label={t('Lines')}
      at={at}
      onClose={onClose}
      entries={[
        {
          kind: 'item',
          label: t('Open line'),
          icon: ListTree,
          keys: 'Enter',
          onSelect: () => onLine?.(),
          disabledReason: onLine ? undefined : t('No line is here'),
        },
        { kind: 'separator', id: 'line' },
        {
          kind: 'item',
          label: t('Copy'),
          icon: Copy,
          keys: 'Ctrl C',
          onSelect: () => void selecting.copy(),
          disabledReason: selecting.some ? undefined : t('Nothing is selected'),
        },
        { kind: 'item', label: t('Select all'), icon: TextSelect, keys: 'Ctrl A', onSelect: selecting.selectAll },
        ...(source
          ? [
              { kind: 'separator' as const, id: 'source' },
              {
                kind: 'link' as const,
                label: t('Go to {{name}}', { name: source.name }),
                icon: Container,
                href: hrefOf(paths.container(source.container, 'logs')),
              },
            ]
          : []),
        ...(link === undefined
          ? []
          : [
              { kind: 'separator' as const, id: 'link' },
              {
                kind: 'item' as const,
                label: t('Copy address'),
                icon: Copy,
                onSelect: () => void navigator.clipboard.writeText(link),
              },
              {
                kind: 'item' as const,
                label: t('Open address …'),
                icon: ExternalLink,
                onSelect: () => onOpen(link),
              },
            ]),
      ]}
    />
  );
}
