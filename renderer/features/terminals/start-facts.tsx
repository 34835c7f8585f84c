import { commandLine } from '@common/contract/commands';
import type { StartsAs } from '@common/contract/terminals';
import { useT } from '../../app/t';
import { ArgvChips } from '../../ui/argv-chips';
import { KeyValue } from '../../ui/key-value';
import { visibleString } from '../../ui/visible-text';

/** How a container of it starts, as `entrypoint --print` would say: the words, who reads them, as whom and where. */
export function StartFacts({ startsAs }: { readonly startsAs: StartsAs }) {
  const t = useT();
  const { entrypoint, command, form, script, user, workingDirectory } = startsAs;
  const words = (list: readonly string[], name: string) =>
    list.length === 0 ? (
      <span className="text-dim">{t('none')}</span>
    ) : (
      <ArgvChips label={name} parts={list.map((text) => ({ text }))} />
    );
  return (
    <KeyValue
      items={[
        { key: t('Entrypoint'), value: words(entrypoint, t('Entrypoint')) },
        { key: t('Cmd'), value: words(command, t('Cmd')) },
        {
          key: t('Runs'),
          value: (
            <span className="wrap-anywhere">
              <code className="font-mono text-small">
                {visibleString(script ?? commandLine([...entrypoint, ...command]))}
              </code>{' '}
              <span className="text-dim">
                {form === 'shell' ? t('by /bin/sh -c (shell form)') : t('as it stands (exec form)')}
              </span>
            </span>
          ),
        },
        {
          key: t('As'),
          value: t('{{user}} in {{folder}}', {
            user: visibleString(user || 'root'),
            folder: visibleString(workingDirectory || '/'),
          }),
        },
      ]}
    />
  );
}
