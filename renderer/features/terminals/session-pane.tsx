import type { TerminalSession } from '@common/contract/terminals';
import { RotateCw } from 'lucide-react';
import { useMemo, useRef } from 'react';
import { useT } from '../../app/t';
import { useBlocked } from '../../app/use-blocked';
import { useBridge } from '../../bridge/bridge';
import { sizeOf } from '../../terminal/terminal-screen';
import { XtermView } from '../../terminal/xterm-view';
import { Button } from '../../ui/button';
import { KindBar } from './kind-bar';
import { useAgain } from './open-request';
import { sessionPort } from './session-port';
import { endWords, titleWords } from './session-words';
import { useLook } from './use-look';

interface Props {
  readonly session: TerminalSession;
  /** As `XtermView`'s. */
  readonly focus: string | number | undefined;
  outerKey?: ((event: KeyboardEvent) => (() => void) | undefined) | undefined;
  onFocus?: (() => void) | undefined;
  onLeave(): void;
  onClose(): void;
  /** The one that took its place. */
  onAgain?: ((made: TerminalSession['id']) => void) | undefined;
}

/** One session's terminal, and once it ended how it did. */
export function SessionPane({ session, focus, outerKey, onFocus, onLeave, onClose, onAgain }: Props) {
  const t = useT();
  const bridge = useBridge();
  const [look] = useLook();
  const blocked = useBlocked();
  const again = useAgain();
  const room = useRef<HTMLDivElement>(null);
  const busy = useRef(false);
  const { id, state } = session;
  const port = useMemo(() => sessionPort(bridge, id), [bridge, id]);
  const anew = async () => {
    if (busy.current || blocked !== undefined || !room.current) return;
    busy.current = true;
    const made = await again(session, sizeOf(room.current, look));
    busy.current = false;
    if (made) onAgain?.(made);
  };
  const onKey = (event: KeyboardEvent) => {
    const act = outerKey?.(event);
    if (act) return act;
    // Nothing else takes it any more.
    const enter = state === 'ended' && event.key === 'Enter' && !event.ctrlKey && !event.altKey && !event.metaKey;
    return enter ? () => !event.repeat && void anew() : undefined;
  };
  return (
    <>
      <KindBar session={session} />
      <div ref={room} className="relative flex min-h-0 flex-1 flex-col">
        <XtermView
          key={id}
          port={port}
          label={titleWords(session)}
          look={look}
          focus={focus}
          outerKey={onKey}
          onFocus={onFocus}
          onLeave={onLeave}
          onProblem={bridge.report}
        />
      </div>
      {state === 'ended' && (
        <div
          role="status"
          className="flex min-h-10 shrink-0 flex-wrap items-center gap-2 border-t border-line bg-pane px-3 py-1.5"
        >
          <span className="min-w-0 flex-1">{endWords(session)}</span>
          <Button icon={RotateCw} keys="Enter" onClick={() => void anew()} disabledReason={blocked}>
            {session.kind === 'attach' ? t('Attach again') : t('Open again')}
          </Button>
          <Button kind="ghost" onClick={onClose}>
            {t('Close')}
          </Button>
        </div>
      )}
    </>
  );
}
