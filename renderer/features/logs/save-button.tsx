import { Download } from 'lucide-react';
import { type Translate, useT } from '../../app/t';
import { useDownload } from '../../app/use-download';
import { MenuButton } from '../../ui/menu';
import type { MenuEntry } from '../../ui/menu-entry';
import type { LogSession } from './log-session';

interface Props {
  readonly session: LogSession;
  /** With the time of each line, in text. */
  readonly times: boolean;
}

/** Saves the log, or what is filtered of it, as text or JSON lines: written by main, whatever its size. */
export function SaveButton({ session, times }: Props) {
  const t = useT();
  const download = useDownload();
  const save = (format: 'txt' | 'jsonl', filtered: boolean) => {
    const { log, filter } = session;
    if (log) download({ kind: 'log', log, format, times, ...(filtered && filter && { filter }) });
  };
  return <MenuButton label={t('Download')} icon={Download} look="icon" entries={() => saveEntries(session, save, t)} />;
}

function saveEntries(
  { log, filter }: LogSession,
  save: (format: 'txt' | 'jsonl', filtered: boolean) => void,
  t: Translate,
): readonly MenuEntry[] {
  const entry = (label: string, format: 'txt' | 'jsonl', filtered: boolean): MenuEntry => {
    const reason = log ? (filtered && !filter ? t('No filter is set') : undefined) : t('The log is not open yet');
    return { kind: 'item', label, onSelect: () => save(format, filtered), disabledReason: reason };
  };
  return [
    entry(t('All lines as text'), 'txt', false),
    entry(t('All lines as JSON lines'), 'jsonl', false),
    { kind: 'separator', id: 'filtered' },
    entry(t('Filtered lines as text'), 'txt', true),
    entry(t('Filtered lines as JSON lines'), 'jsonl', true),
  ];
}
