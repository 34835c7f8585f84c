import type { Container } from '@common/contract/containers';
import type { EngineId } from '@common/contract/ids';
import { useMemo } from 'react';
import { useLocation } from 'wouter';
import { paths } from '../../app/paths';
import { useT } from '../../app/t';
import { useBridge } from '../../bridge/bridge';
import type { MenuTools } from './container-menu';
import { useContainerActions } from './use-container-actions';

interface RowTools extends MenuTools {
  readonly openRow: (row: Container) => void;
}

/** What rows, groups and menus act with; the same object while nothing in it changes, so that no row is drawn anew. */
export function useMenuTools(
  engine: EngineId,
  blocked: string | undefined,
  askDelete: (rows: readonly Container[]) => void,
): RowTools {
  const t = useT();
  const { report } = useBridge();
  const [, navigate] = useLocation();
  const actions = useContainerActions(engine);
  return useMemo(
    () => ({
      t,
      actions,
      blocked,
      askDelete: (rows) => askDelete([...rows].sort((a, b) => a.name.localeCompare(b.name))),
      open: navigate,
      openRow: (row) => navigate(paths.container(row.id)),
      copy: (text) => void navigator.clipboard.writeText(text).catch(report),
    }),
    [t, actions, blocked, askDelete, navigate, report],
  );
}
