import type { Container } from '@common/contract/containers';
import type { EngineState } from '@common/contract/engines';
import { useMemo } from 'react';
import { useLocation } from 'wouter';
import { paths } from '../../app/paths';
import { useT } from '../../app/t';
import { useBridge } from '../../bridge/bridge';
import type { Asked } from './asked';
import type { MenuTools } from './container-menu';
import { useContainerActions } from './use-container-actions';
import { useCopyAs } from './use-copy-as';

interface RowTools extends MenuTools {
  readonly openRow: (row: Container) => void;
}

/** What rows, groups and menus act with; the same object while nothing in it changes, so that no row is drawn anew. */
export function useMenuTools(
  engine: EngineState,
  blocked: string | undefined,
  onAsk: (asked: Asked) => void,
): RowTools {
  const t = useT();
  const { report } = useBridge();
  const [, navigate] = useLocation();
  const actions = useContainerActions(engine.id);
  const noUpdate = useNoUpdate(engine);
  const copyAs = useCopyAs(engine.id);
  return useMemo(
    () => ({
      t,
      actions,
      blocked,
      noUpdate,
      ask: (question, rows) => onAsk({ question, rows: [...rows].sort((a, b) => a.name.localeCompare(b.name)) }),
      open: navigate,
      openRow: (row) => navigate(paths.container(row.id)),
      copyAs: (row, form) => void copyAs(row, form),
      copy: (text) => void navigator.clipboard.writeText(text).catch(report),
    }),
    [t, actions, blocked, noUpdate, onAsk, navigate, report, copyAs],
  );
}

/** Why limits can't be changed on this engine (C9 on Podman 4). */
export function useNoUpdate({ capabilities, product, version }: EngineState): string | undefined {
  const t = useT();
  if (capabilities?.['update-limits'] !== false) return undefined;
  const engine = product === 'podman' ? `Podman ${version ?? ''}` : (version ?? '');
  return t('{{engine}} can’t change limits of a container that exists', { engine: engine.trim() });
}
