import type { TerminalSession } from '@common/contract/terminals';
import { RotateCw } from 'lucide-react';
import { useMemo } from 'react';
import { useT } from '../../app/t';
import { useBridge } from '../../bridge/bridge';
import { useSettings } from '../../bridge/settings';
import { XtermView } from '../../terminal/xterm-view';
import { Button } from '../../ui/button';
import { sessionPort } from './session-port';
import { endWords } from './session-words';

interface Props {
  readonly session: TerminalSession;
  readonly opening: boolean;
  /** Why none can be opened now. */
  readonly blocked: string | undefined;
  onAgain(): void;
  onLeave(): void;
}

/** One session's terminal, and once it ended how it did. */
export function SessionPane({ session, opening, blocked, onAgain, onLeave }: Props) {
  const t = useT();
  const bridge = useBridge();
  const [{ terminal }] = useSettings();
  const { id, shell, containerName } = session;
  const port = useMemo(() => sessionPort(bridge, id), [bridge, id]);
  return (
    <>
      <XtermView
        key={id}
        port={port}
        label={t('{{shell}} in {{container}}', { shell, container: containerName })}
        fontSize={terminal.fontSize}
        focus
        onLeave={onLeave}
        onProblem={bridge.report}
      />
      {session.state === 'ended' && (
        <div
          role="status"
          className="flex min-h-10 shrink-0 items-center gap-3 border-t border-line bg-pane px-4 py-1.5"
        >
          <span className="min-w-0 flex-1">{endWords(session)}</span>
          <Button icon={RotateCw} onClick={onAgain} pending={opening} disabledReason={blocked}>
            {t('Open again')}
          </Button>
        </div>
      )}
    </>
  );
}
