import type { ContainerId, EngineId } from '@common/contract/ids';
import type { TerminalSession } from '@common/contract/terminals';
import { Plus, Settings2, X } from 'lucide-react';
import { useEffect, useId, useRef, useState } from 'react';
import { useT } from '../../app/t';
import { useBlocked } from '../../app/use-blocked';
import { useBridge } from '../../bridge/bridge';
import { useRows } from '../../bridge/live';
import { useSettings } from '../../bridge/settings';
import { sizeOf } from '../../terminal/terminal-screen';
import { AlertDialog } from '../../ui/alert-dialog';
import { CopyButton } from '../../ui/copyable';
import { IconButton } from '../../ui/icon-button';
import { commandOf, OpenShell } from './open-shell';
import { useContainerPlace, type Wanted } from './open-terminal';
import { SessionPane } from './session-pane';
import { SessionTabs } from './session-tabs';
import { sessionWords } from './session-words';
import { useContainerTerminals } from './use-terminals';
import { useWhyNoShell } from './why-no-shell';

interface Props {
  readonly engine: EngineId;
  readonly container: ContainerId;
}

/** A container's terminals (product.md T1): opens a shell when there is none yet, and keeps what was opened. */
export function ContainerTerminal({ engine, container }: Props) {
  const t = useT();
  const { client, report } = useBridge();
  const [{ terminal }] = useSettings();
  const sessions = useContainerTerminals(engine, container);
  const row = useRows('containers', engine).byId.get(container);
  const place = useContainerPlace(engine, container);
  const whyNot = useWhyNoShell(row);
  const blocked = useBlocked() ?? whyNot;
  const [choosing, setChoosing] = useState(false);
  const [closing, setClosing] = useState<TerminalSession>();
  const room = useRef<HTMLDivElement>(null);
  const tabs = useRef<{ focus(): void }>(null);
  const panel = useId();

  const open = (wanted?: Wanted) => {
    if (!room.current) return;
    setChoosing(false);
    place.open(sizeOf(room.current, terminal.fontSize), wanted);
  };
  const opened = useRef(false);
  useEffect(() => {
    if (opened.current || sessions === undefined || row === undefined) return;
    // Once a visit: who closes the last one wants none.
    opened.current = true;
    if (sessions.length === 0 && blocked === undefined) open();
  });

  const current = sessions?.find(({ id }) => id === place.active) ?? sessions?.at(-1);
  const close = (session: TerminalSession) => {
    setClosing(undefined);
    client.terminals.close({ terminal: session.id }).catch(report);
  };
  const form = choosing || (sessions?.length === 0 && !place.opening) || place.error !== undefined;
  return (
    <section aria-label={t('Terminal')} className="flex min-h-0 flex-1 flex-col">
      <div className="flex h-10 shrink-0 items-center gap-1 border-b border-line px-3">
        <SessionTabs
          ref={tabs}
          sessions={sessions ?? []}
          current={current?.id}
          panel={panel}
          onChoose={(id) => {
            setChoosing(false);
            place.look(id);
          }}
        />
        <IconButton
          label={t('Open shell')}
          icon={Plus}
          onClick={() => open()}
          pending={place.opening ?? false}
          disabledReason={blocked}
        />
        <IconButton
          label={t('Open with …')}
          icon={Settings2}
          aria-pressed={choosing}
          onClick={() => setChoosing(!choosing)}
        />
        {current && (
          <div className="ms-auto flex min-w-0 items-center gap-1 ps-4">
            <code className="truncate font-mono text-small text-dim">{commandOf(current.containerName, current)}</code>
            <CopyButton text={commandOf(current.containerName, current)} label={t('Copy the command')} />
            <IconButton
              label={t('Close {{name}}', { name: sessionWords(current) })}
              icon={X}
              onClick={() => (current.state === 'running' ? setClosing(current) : close(current))}
            />
          </div>
        )}
      </div>
      <div
        ref={room}
        id={panel}
        role="tabpanel"
        aria-labelledby={current && `${panel}-${current.id}`}
        className="relative flex min-h-0 flex-1 flex-col"
      >
        {sessions && form ? (
          <div className="flex min-h-0 flex-1 overflow-auto">
            <OpenShell
              containerName={row?.name ?? container.slice(0, 12)}
              opening={place.opening ?? false}
              error={place.error}
              blocked={blocked}
              onOpen={open}
              onCancel={choosing && current ? () => setChoosing(false) : undefined}
            />
          </div>
        ) : (
          current && (
            <SessionPane
              session={current}
              opening={place.opening ?? false}
              blocked={blocked}
              onAgain={() => open(wantedOf(current))}
              onLeave={() => tabs.current?.focus()}
            />
          )
        )}
        {sessions && form && whyNot && (
          <p role="note" className="m-0 border-t border-line px-4 py-2 text-dim">
            {whyNot}
          </p>
        )}
      </div>
      {closing && (
        <AlertDialog
          open
          title={t('Close {{shell}} in {{container}}?', { shell: closing.shell, container: closing.containerName })}
          loss={t('What runs in it is hung up, and its screen is gone.')}
          verb={t('Close')}
          onClose={() => setClosing(undefined)}
          onConfirm={() => close(closing)}
        />
      )}
    </section>
  );
}

function wantedOf({ shell, user, workingDirectory }: TerminalSession): Wanted {
  return { shell, ...(user && { user }), ...(workingDirectory && { workingDirectory }) };
}
