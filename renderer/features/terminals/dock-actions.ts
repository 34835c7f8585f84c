import type { Container } from '@common/contract/containers';
import type { EngineId } from '@common/contract/ids';
import type { TerminalSession } from '@common/contract/terminals';
import { Bug, Plus, SquareTerminal } from 'lucide-react';
import type { Translate } from '../../app/t';
import { type Opening, type TerminalRequest, useDock } from '../../stores/dock';
import type { MenuEntry } from '../../ui/menu-entry';

/** What opens the same as a session. */
function requestOf(session: TerminalSession): Opening['request'] | undefined {
  const { engine, kind, container, shell, user, workingDirectory, env, privileged, detachKeys, lastInput, debug } =
    session;
  if (kind === 'debug') return debug && { kind, engine, target: debug.target };
  if (!container) return undefined;
  if (kind === 'attach')
    return { kind, engine, container, ...(detachKeys && { detachKeys }), ...(lastInput && { input: true }) };
  return {
    kind,
    engine,
    container,
    shell,
    ...(user && { user }),
    ...(workingDirectory && { workingDirectory }),
    ...(env && { env: [...env] }),
    ...(privileged && { privileged }),
  };
}

/** Beside or below a pane: the same again, of an attached one a shell in its container. */
export function splitOff(session: TerminalSession, direction: 'row' | 'column'): void {
  const same: TerminalRequest | undefined =
    session.kind === 'attach' && session.container
      ? { kind: 'exec', engine: session.engine, container: session.container }
      : requestOf(session);
  if (same) useDock.getState().request(same, session.containerName, { pane: session.id, direction });
}

const shellsMost = 20;

/** What the dock's `+` offers: the same again, and a shell in each that runs. */
export function newEntries(
  active: TerminalSession | undefined,
  engine: EngineId | undefined,
  rows: readonly Container[],
  blocked: string | undefined,
  t: Translate,
  showPalette: () => void,
): readonly MenuEntry[] {
  const { request } = useDock.getState();
  const same = active && requestOf(active);
  const running = rows.filter(({ state }) => state === 'running');
  const first: readonly MenuEntry[] = same
    ? [
        {
          kind: 'item',
          label: t('The same again: {{name}} in {{container}}', {
            name: active.shell,
            container: active.containerName,
          }),
          icon: active.kind === 'debug' ? Bug : Plus,
          disabledReason: blocked,
          onSelect: () => request(same, active.containerName),
        },
        { kind: 'separator', id: 'shells' },
      ]
    : [];
  return [
    ...first,
    ...running.slice(0, shellsMost).map(
      ({ id, name }): MenuEntry => ({
        kind: 'item',
        label: t('Shell in {{name}}', { name }),
        icon: SquareTerminal,
        disabledReason: blocked,
        onSelect: () => engine && request({ kind: 'exec', engine, container: id }, name),
      }),
    ),
    ...(running.length > shellsMost || running.length === 0
      ? [{ kind: 'item', label: t('Search for more …'), icon: Plus, onSelect: showPalette } as const]
      : []),
  ];
}
