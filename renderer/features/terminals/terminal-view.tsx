import type { ContainerId, EngineId } from '@common/contract/ids';
import { Plus, Settings2, X } from 'lucide-react';
import { useEffect, useId, useRef, useState } from 'react';
import { useT } from '../../app/t';
import { useBlocked } from '../../app/use-blocked';
import { useRows } from '../../bridge/live';
import { useDialogs } from '../../stores/dialogs';
import { type TerminalRequest, useDock } from '../../stores/dock';
import { system } from '../../terminal/terminal-keys';
import { sizeOf } from '../../terminal/terminal-screen';
import { CopyButton } from '../../ui/copyable';
import { IconButton } from '../../ui/icon-button';
import { dockActOf } from './dock-keys';
import { OpenShell } from './open-shell';
import { useContainerPlace } from './open-terminal';
import { sessionCommand } from './session-command';
import { SessionPane } from './session-pane';
import { SessionTabs } from './session-tabs';
import { sessionWords } from './session-words';
import { useClosing } from './use-closing';
import { useLook } from './use-look';
import { useContainerTerminals } from './use-terminals';
import { useWhyNoShell } from './why-no-shell';

interface Props {
  readonly engine: EngineId;
  readonly container: ContainerId;
}

/** A container's terminals (product.md T1) on its own page: opens a shell when there is none yet. The dock has the same. */
export function ContainerTerminal({ engine, container }: Props) {
  const t = useT();
  const [look, { letters }] = useLook();
  const sessions = useContainerTerminals(engine, container);
  const row = useRows('containers', engine).byId.get(container);
  const place = useContainerPlace(engine, container);
  const whyNot = useWhyNoShell(row);
  const lost = useBlocked();
  const blocked = lost ?? whyNot;
  const [choosing, setChoosing] = useState(false);
  const { close, question } = useClosing();
  const room = useRef<HTMLDivElement>(null);
  const tabs = useRef<{ focus(): void }>(null);
  const panel = useId();
  const name = row?.name ?? container.slice(0, 12);

  const open = (request: TerminalRequest) => {
    if (!room.current) return;
    setChoosing(false);
    place.open(sizeOf(room.current, look), request);
  };
  const shell = (wanted: object = {}) => open({ kind: 'exec', engine, container, ...wanted });
  const opened = useRef(false);
  useEffect(() => {
    if (opened.current || sessions === undefined || row === undefined) return;
    // Once a visit: who closes the last one wants none.
    opened.current = true;
    if (sessions.length === 0 && blocked === undefined) shell();
  });

  const current = sessions?.find(({ id }) => id === place.active) ?? sessions?.at(-1);
  const form = choosing || (sessions?.length === 0 && !place.opening) || place.error !== undefined;
  const shown = form ? undefined : current?.id;
  useEffect(() => {
    useDock.getState().showInPage(shown);
    return () => useDock.getState().showInPage(undefined);
  }, [shown]);
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
          onClick={() => shell()}
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
            <code className="truncate font-mono text-small text-dim">{sessionCommand(current)}</code>
            <CopyButton text={sessionCommand(current)} label={t('Copy the command')} />
            <IconButton
              label={t('Close {{name}}', { name: sessionWords(current) })}
              icon={X}
              onClick={() => close([current])}
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
              containerName={name}
              opening={place.opening ?? false}
              error={place.error}
              blocked={blocked}
              noDebug={lost}
              onOpen={shell}
              onDebug={() =>
                useDialogs.getState().open({ kind: 'debug', target: { kind: 'container', id: container }, name })
              }
              onCancel={choosing && current ? () => setChoosing(false) : undefined}
            />
          </div>
        ) : (
          current && (
            <SessionPane
              session={current}
              focus={current.id}
              outerKey={(event) => {
                const act = dockActOf(event, system() === 'mac', 1);
                return act?.kind === 'letters' ? () => letters(act.by) : undefined;
              }}
              onLeave={() => tabs.current?.focus()}
              onClose={() => close([current])}
              onAgain={place.look}
            />
          )
        )}
        {sessions && form && whyNot && (
          <p role="note" className="m-0 border-t border-line px-4 py-2 text-dim">
            {whyNot}
          </p>
        )}
      </div>
      {question}
    </section>
  );
}
