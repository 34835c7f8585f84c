import type { LogLine } from '@common/contract/logs';
import { useEffect, useState } from 'react';
import { useT } from '../../app/t';
import { LinkQuestion, webAddress } from '../../terminal/terminal-questions';
import { CopyButton } from '../../ui/copyable';
import { Dialog } from '../../ui/dialog';
import { Spinner } from '../../ui/spinner';
import { lineText } from './line-pieces';
import type { LogSession } from './log-session';

interface Props {
  readonly session: LogSession;
  readonly asked: { readonly link?: string; readonly whole?: number };
  readonly onClose: () => void;
}

/** What is asked of one line: whether to open its address, or all of its text. */
export function LineDialogs({ session, asked, onClose }: Props) {
  const address = asked.link === undefined ? undefined : webAddress(asked.link);
  if (address !== undefined) return <LinkQuestion address={address} onClose={onClose} />;
  if (asked.whole !== undefined) return <WholeLine session={session} number={asked.whole} onClose={onClose} />;
  return null;
}

/** Characters that a dialog shows; the copy has all. */
const shownMost = 200_000;

function WholeLine({ session, number, onClose }: { session: LogSession; number: number; onClose: () => void }) {
  const t = useT();
  const [line, setLine] = useState<LogLine>();
  useEffect(() => {
    void session.whole(number).then(setLine, () => onClose());
  }, [session, number, onClose]);
  const text = line && lineText(line, undefined).text;
  return (
    <Dialog
      open
      width="large"
      title={t('Whole line')}
      detail={text && t('{{count}} characters', { count: text.length.toLocaleString() })}
      headActions={text && <CopyButton text={text} label={t('Copy line')} size="control" />}
      onClose={onClose}
    >
      {text === undefined ? (
        <Spinner />
      ) : (
        <>
          <pre
            // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keys
            tabIndex={0}
            className="m-0 max-h-[60vh] overflow-auto rounded-block bg-sunk p-2 font-mono text-small wrap-anywhere whitespace-pre-wrap"
          >
            <bdi dir="ltr">{text.slice(0, shownMost)}</bdi>
          </pre>
          {text.length > shownMost && (
            <p className="mt-2 text-dim text-small">{t('The rest is too long to show; Copy line has all of it.')}</p>
          )}
        </>
      )}
    </Dialog>
  );
}
