import { Bug, RotateCw } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { errorWords } from '../../app/error-words';
import { useT } from '../../app/t';
import { useBlocked } from '../../app/use-blocked';
import { useBridge } from '../../bridge/bridge';
import { type Opening, useDock } from '../../stores/dock';
import { sizeOf } from '../../terminal/terminal-screen';
import { Button } from '../../ui/button';
import { Spinner } from '../../ui/spinner';
import { tryOpening, useTry } from './open-request';
import { PullProgress, ToolboxHelp } from './pull-progress';
import { useLook } from './use-look';

/** Where a terminal will be: opens it with the size that it will have, or says why it could not. */
export function OpeningPane({ opening }: { readonly opening: Opening }) {
  const t = useT();
  const bridge = useBridge();
  const [look] = useLook();
  const blocked = useBlocked();
  const room = useRef<HTMLDivElement>(null);
  const { key, name, request } = opening;
  const result = useTry(key);
  const open = () => room.current && void tryOpening(bridge, opening, sizeOf(room.current, look));
  const first = useRef(open);
  const known = result !== undefined;
  useEffect(() => {
    if (!known) first.current();
  }, [known]);
  const failed = result === 'under-way' ? undefined : result;
  const words = failed && errorWords(failed);
  const dismiss = () => useDock.getState().settle(key, undefined);
  const debug = () => {
    if (request.kind !== 'exec') return;
    const { engine, container } = request;
    useDock.getState().request({ kind: 'debug', engine, target: { kind: 'container', id: container } }, name);
    dismiss();
  };
  return (
    <div ref={room} className="relative flex min-h-0 flex-1 overflow-auto bg-sunk">
      {words ? (
        <div className="m-auto flex w-full max-w-[560px] flex-col gap-3 p-4">
          <div role="alert">
            <p className="m-0 font-medium text-bad">{words.what}</p>
            <p className="m-0 text-dim">{[words.why, words.todo].filter(Boolean).join(' ')}</p>
            {failed.raw && (
              <pre className="m-0 mt-1 font-mono text-small wrap-anywhere whitespace-pre-wrap">{failed.raw}</pre>
            )}
          </div>
          {request.kind === 'debug' && failed.code !== 'unsupported' && <ToolboxHelp engine={request.engine} />}
          <div className="flex flex-wrap gap-2">
            {failed.code === 'no-shell' && (
              <Button kind="primary" icon={Bug} onClick={debug} disabledReason={blocked}>
                {t('Open debug shell')}
              </Button>
            )}
            <Button icon={RotateCw} onClick={open} disabledReason={blocked}>
              {t('Try again')}
            </Button>
            <Button kind="ghost" onClick={dismiss}>
              {t('Close')}
            </Button>
          </div>
        </div>
      ) : (
        <div role="status" className="m-auto flex flex-col items-center gap-2 p-4 text-dim">
          <span className="flex items-center gap-2">
            <Spinner /> {t('Opening in {{name}} …', { name })}
          </span>
          {request.kind === 'debug' && <PullProgress engine={request.engine} />}
        </div>
      )}
    </div>
  );
}
