import type { RunSpec } from '@common/contract/run-spec';
import { useT } from '../../app/t';
import { CheckboxField } from '../../ui/checkbox';
import { DraftRow, durationKind, integerKind } from './draft-input';
import { FormRow, TextRow } from './form-parts';
import { useRunForm } from './run-form';
import type { SectionProps } from './section-basics';

export function SectionHealth({ image }: SectionProps) {
  const t = useT();
  const { form } = useRunForm();
  const { health } = form.spec;
  const change = (part: Partial<RunSpec['health']>) => form.change({ health: { ...health, ...part } });
  const time = (key: 'interval' | 'timeout' | 'startPeriod' | 'startInterval', label: string, usual: string) => (
    <DraftRow
      label={label}
      field={`health.${key}`}
      kind={durationKind}
      value={health[key]}
      placeholder={usual}
      onChange={(value) => change({ [key]: value })}
    />
  );
  const own = image?.healthcheck ?? [];
  return (
    <>
      <FormRow
        label={t('Health check')}
        hint={
          own.length > 0
            ? t('The image has one: {{command}}', { command: own.slice(1).join(' ') })
            : image && t('The image has none.')
        }
      >
        <CheckboxField
          label={t('None, not the image’s either')}
          checked={health.disabled}
          onChange={(disabled) => change({ disabled })}
        />
      </FormRow>
      {!health.disabled && (
        <>
          <TextRow
            label={t('Command')}
            field="health.command"
            value={health.command ?? ''}
            placeholder="curl -fsS http://localhost/ || exit 1"
            mono
            hint={t('Run by the container’s shell; exit code 0 is healthy.')}
            onChange={(command) => change({ command: command === '' ? undefined : command })}
          />
          {time('interval', t('Every'), '30s')}
          {time('timeout', t('Gives up after'), '30s')}
          <DraftRow
            label={t('Unhealthy after')}
            field="health.retries"
            kind={integerKind(0)}
            value={health.retries}
            placeholder={t('3 failures')}
            onChange={(retries) => change({ retries })}
          />
          {time('startPeriod', t('Time to start'), '0s')}
          {time('startInterval', t('Meanwhile every'), '5s')}
        </>
      )}
    </>
  );
}
