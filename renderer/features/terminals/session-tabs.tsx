import type { TerminalId } from '@common/contract/ids';
import type { TerminalSession } from '@common/contract/terminals';
import { type KeyboardEvent, type Ref, useImperativeHandle, useRef } from 'react';
import { useT } from '../../app/t';
import { MiddleCut } from '../../ui/bdi';
import { classNames } from '../../ui/class-names';
import { sessionWords } from './session-words';

interface Props {
  readonly ref?: Ref<{ focus(): void }>;
  readonly sessions: readonly TerminalSession[];
  readonly current: TerminalId | undefined;
  /** Where the current one is shown. */
  readonly panel: string;
  onChoose(session: TerminalId): void;
}

/** One tab a session. Arrows walk, Enter and Space choose. */
export function SessionTabs({ ref, sessions, current, panel, onChoose }: Props) {
  const t = useT();
  const list = useRef<HTMLDivElement>(null);
  useImperativeHandle(ref, () => ({
    focus: () => list.current?.querySelector<HTMLElement>('[aria-selected=true]')?.focus(),
  }));
  const walk = (event: KeyboardEvent<HTMLElement>) => {
    const tabs = [...event.currentTarget.querySelectorAll<HTMLElement>('[role=tab]')];
    const at = tabs.indexOf(document.activeElement as HTMLElement);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
    if (to === undefined) return;
    tabs.at(to % tabs.length)?.focus();
    event.preventDefault();
  };
  return (
    <div
      ref={list}
      role="tablist"
      aria-label={t('Terminals')}
      onKeyDown={walk}
      className="flex min-w-0 items-center gap-1 overflow-x-auto"
    >
      {sessions.map((session) => (
        <button
          key={session.id}
          type="button"
          role="tab"
          id={`${panel}-${session.id}`}
          aria-selected={session.id === current}
          aria-controls={session.id === current ? panel : undefined}
          tabIndex={session.id === current ? 0 : -1}
          data-tip={session.title}
          onClick={() => onChoose(session.id)}
          className={classNames(
            'flex h-7 max-w-64 shrink-0 items-center gap-2 rounded-control px-2.5 -outline-offset-2',
            session.id === current ? 'bg-hover text-ink' : 'text-dim hover:bg-hover hover:text-ink',
          )}
        >
          <span
            aria-hidden
            className={classNames(
              'size-2 shrink-0 rounded-full border',
              session.state === 'running' ? 'border-ok bg-ok' : 'border-faint',
            )}
          />
          <MiddleCut>{sessionWords(session)}</MiddleCut>
        </button>
      ))}
    </div>
  );
}
