import type { RunSpec } from '@common/contract/run-spec';
import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { useT } from '../../app/t';
import { useBridge } from '../../bridge/bridge';
import { verbQuery } from '../../bridge/query';
import { CheckboxField } from '../../ui/checkbox';
import { Select } from '../../ui/field';
import { DraftRow, integerKind, wordsKind } from './draft-input';
import { FormRow, Said, TextRow } from './form-parts';
import { ListRows, PairRows } from './list-rows';
import { useRunForm } from './run-form';
import { type SectionProps, StartsAs } from './section-basics';
import { SuggestInput } from './suggest-input';

type TextKey =
  | 'workingDirectory'
  | 'stopSignal'
  | 'platform'
  | 'gpus'
  | 'logDriver'
  | 'ipc'
  | 'pid'
  | 'uts'
  | 'cgroupns'
  | 'cgroupParent'
  | 'isolation';

export function SectionAdvanced({ engine, image }: SectionProps) {
  const t = useT();
  const { form } = useRunForm();
  const { spec } = form;
  const row = (key: TextKey, label: string, placeholder?: string) => (
    <TextRow
      label={label}
      field={key}
      value={spec[key] ?? ''}
      onChange={(value) => form.change({ [key]: value === '' ? undefined : value })}
      {...(placeholder && { placeholder })}
    />
  );
  const clear = spec.entrypoint?.length === 0;
  return (
    <>
      <DraftRow
        label={t('Entrypoint')}
        field="entrypoint"
        kind={wordsKind}
        value={spec.entrypoint && spec.entrypoint.length > 0 ? spec.entrypoint : undefined}
        placeholder={
          clear
            ? t('none')
            : image?.entrypoint.length
              ? t('Image: {{command}}', { command: wordsKind.write(image.entrypoint) })
              : t('The image’s own')
        }
        mono
        onChange={(entrypoint) => form.change({ entrypoint: entrypoint && [...entrypoint] })}
        hint={<StartsAs image={image} />}
      />
      <FormRow label="">
        <CheckboxField
          label={t('No entrypoint, the command alone')}
          checked={clear}
          onChange={(on) => form.change({ entrypoint: on ? [] : undefined })}
        />
      </FormRow>
      {row(
        'workingDirectory',
        t('Working folder'),
        image?.workingDirectory ? t('Image: {{folder}}', { folder: image.workingDirectory }) : '/',
      )}
      <FormRow label={t('Input')}>
        <div className="flex flex-wrap gap-x-5 gap-y-1 pt-1">
          <CheckboxField
            label={t('Keep it open (-i)')}
            checked={spec.interactive}
            onChange={(interactive) => form.change({ interactive })}
          />
          <CheckboxField label={t('As a terminal (-t)')} checked={spec.tty} onChange={(tty) => form.change({ tty })} />
          <CheckboxField
            label={t('Init process (--init)')}
            checked={spec.init}
            onChange={(init) => form.change({ init })}
          />
        </div>
      </FormRow>
      {row('stopSignal', t('Stop signal'), image?.stopSignal ?? 'SIGTERM')}
      <DraftRow
        label={t('Stop time')}
        field="stopTimeout"
        kind={integerKind(-1)}
        value={spec.stopTimeout}
        placeholder={t('10 seconds')}
        onChange={(stopTimeout) => form.change({ stopTimeout })}
      />
      {row('platform', t('Platform'), image?.platform ?? 'linux/amd64')}
      <PullRow />
      <RuntimeRow engine={engine} />
      {row('gpus', t('GPUs'), 'all')}
      <ListRows
        label={t('Devices')}
        of="devices"
        one={t('Device')}
        addLabel={t('Add a device')}
        placeholder="/dev/fuse"
      />
      <ListRows
        label={t('Device rules')}
        of="deviceCgroupRules"
        one={t('Device rule')}
        addLabel={t('Add a rule')}
        placeholder="c 42:* rmw"
      />
      {row('logDriver', t('Log driver'), t('the engine’s'))}
      <PairRows label={t('Log options')} of="logOptions" one={t('Log option')} addLabel={t('Add an option')} />
      {row('ipc', t('IPC'), 'private')}
      {row('pid', t('Processes of'), t('its own; host'))}
      {row('uts', t('UTS'), t('its own; host'))}
      {row('cgroupns', t('Cgroup names'), 'private')}
      {row('cgroupParent', t('Cgroup parent'))}
      {row('isolation', t('Isolation'), t('Windows only'))}
      <PairRows label={t('Kernel settings')} of="sysctls" one={t('Kernel setting')} addLabel={t('Add a setting')} />
      <PairRows
        label={t('Storage options')}
        of="storageOptions"
        one={t('Storage option')}
        addLabel={t('Add an option')}
      />
    </>
  );
}

function PullRow() {
  const t = useT();
  const { form } = useRunForm();
  const words: readonly (readonly [NonNullable<RunSpec['pull']>, string])[] = [
    ['missing', t('if it is missing')],
    ['always', t('always')],
    ['never', t('never')],
  ];
  return (
    <FormRow label={t('Pull')}>
      <Select
        label={t('Pull')}
        hideLabel
        value={form.spec.pull ?? 'missing'}
        options={words.map(([value, label]) => ({ value, label }))}
        onChange={(pull) => form.change({ pull: pull === 'missing' ? undefined : pull })}
      />
    </FormRow>
  );
}

function RuntimeRow({ engine }: Pick<SectionProps, 'engine'>) {
  const t = useT();
  const id = useId();
  const { client } = useBridge();
  const { form } = useRunForm();
  const { data: info } = useQuery(verbQuery(client, 'engines', 'info', { engine }));
  return (
    <FormRow label={t('Runtime')} control={id}>
      <SuggestInput
        id={id}
        field="runtime"
        value={form.spec.runtime ?? ''}
        onChange={(runtime) => form.change({ runtime: runtime === '' ? undefined : runtime })}
        suggestions={(info?.runtimes ?? []).map((value) => ({ value }))}
        placeholder={info?.defaultRuntime ?? ''}
        saidBy={`${id}-said`}
      />
      <Said id={`${id}-said`} fields={['runtime']} />
    </FormRow>
  );
}
