import { useT } from '../../app/t';
import { CopyButton } from '../../ui/copyable';

/** The `docker` command that does the same, on one line, and a button that copies all of it. */
export function CommandLine({ command }: { command: string }) {
  const t = useT();
  return (
    <>
      <code className="min-w-0 flex-1 truncate font-mono text-small text-dim" data-tip={command} data-tip-if="cut">
        {command}
      </code>
      <CopyButton text={command} label={t('Copy the command')} />
    </>
  );
}
