import type { TerminalSession } from '@common/contract/terminals';
import { type ReactNode, useCallback, useState } from 'react';
import { counted, useT } from '../../app/t';
import { useBridge } from '../../bridge/bridge';
import { AlertDialog } from '../../ui/alert-dialog';
import { titleWords } from './session-words';

interface Busy {
  readonly session: TerminalSession;
  /** What runs in it; undefined: it can't be told. */
  readonly command: string | undefined;
}

interface Asked {
  readonly all: readonly TerminalSession[];
  readonly busy: readonly Busy[];
}

export interface Closing {
  /** Closes, after a question when something would be cut off. */
  close(sessions: readonly TerminalSession[]): void;
  /** The question, to be put on the page. */
  readonly question: ReactNode;
}

/** Closing ends what runs: asked first, by name. Attached ones are only let go of. */
export function useClosing(): Closing {
  const t = useT();
  const { client, report } = useBridge();
  const [asked, setAsked] = useState<Asked>();
  const end = useCallback(
    (sessions: readonly TerminalSession[]) => {
      for (const { id } of sessions) client.terminals.close({ terminal: id }).catch(report);
    },
    [client, report],
  );
  const close = useCallback(
    async (all: readonly TerminalSession[]) => {
      const mortal = all.filter(({ state, kind }) => state === 'running' && kind !== 'attach');
      const answers = await Promise.all(
        mortal.map(async (session) => {
          // Who can't be asked may be at work.
          const { busy = true, command } = await client.terminals
            .busy({ terminal: session.id })
            .catch(() => ({}) as never);
          return busy ? [{ session, command }] : [];
        }),
      );
      const busy = answers.flat();
      if (busy.length === 0) end(all);
      else setAsked({ all, busy });
    },
    [client, end],
  );
  const question = asked && (
    <AlertDialog
      open
      title={
        asked.all.length === 1 && asked.busy[0]
          ? t('Close {{title}}?', { title: titleWords(asked.busy[0].session) })
          : counted(asked.all.length, 'Close {{count}} terminal?', 'Close {{count}} terminals?')
      }
      loss={t('What runs there is hung up, and the screen is gone.')}
      verb={t('Close')}
      onClose={() => setAsked(undefined)}
      onConfirm={() => {
        end(asked.all);
        setAsked(undefined);
      }}
    >
      <ul aria-label={t('What runs')} className="m-0 flex max-h-48 list-none flex-col gap-1 overflow-y-auto p-0">
        {asked.busy.map(({ session, command }) => (
          <li key={session.id} className="flex min-w-0 items-baseline gap-2">
            {command === undefined ? (
              <span className="text-dim">{t('What runs can’t be told')}</span>
            ) : (
              <code className="truncate font-mono text-small" data-tip={command} data-tip-if="cut">
                {command}
              </code>
            )}
            {asked.all.length > 1 && <span className="shrink-0 text-dim">{titleWords(session)}</span>}
          </li>
        ))}
      </ul>
    </AlertDialog>
  );
  return { close: (sessions) => void close(sessions), question };
}
