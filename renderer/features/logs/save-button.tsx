import { Download } from 'lucide-react';
import { useState } from 'react';
import { useT } from '../../app/t';
import { useBridge } from '../../bridge/bridge';
import { IconButton } from '../../ui/icon-button';
import { logAsText, saveFile } from './download-log';
import type { LogSession } from './log-session';

interface Props {
  readonly session: LogSession;
  /** With the time of each line. */
  readonly times: boolean;
}

/** Saves the lines that are shown as text. */
export function SaveButton({ session, times }: Props) {
  const t = useT();
  const { report } = useBridge();
  const [saving, setSaving] = useState(false);
  async function save(): Promise<void> {
    setSaving(true);
    try {
      const { status, ...range } = session.state();
      const name = status?.sources.length === 1 ? status.sources[0]?.name : undefined;
      saveFile(await logAsText(session, range, times), `${name ?? 'containers'}.log`);
    } catch (error) {
      report(error);
    } finally {
      setSaving(false);
    }
  }
  return <IconButton label={t('Download')} icon={Download} pending={saving} onClick={() => void save()} />;
}
