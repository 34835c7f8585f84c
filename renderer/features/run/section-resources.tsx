import type { RunSpec } from '@common/contract/run-spec';
import { useQuery } from '@tanstack/react-query';
import { counted, useT } from '../../app/t';
import { useBridge } from '../../bridge/bridge';
import { verbQuery } from '../../bridge/query';
import { CheckboxField } from '../../ui/checkbox';
import { formatMemory } from '../../ui/format-bytes';
import { DraftInput, DraftRow, decimalKind, integerKind, sizeKind, swapKind } from './draft-input';
import { FormRow, Rows, Said, TextInput, TextRow } from './form-parts';
import { useRunForm } from './run-form';
import type { SectionProps } from './section-basics';

type Ulimit = RunSpec['ulimits'][number];

export function SectionResources({ engine }: SectionProps) {
  const t = useT();
  const { client } = useBridge();
  const { form } = useRunForm();
  const { spec } = form;
  const { data: info } = useQuery(verbQuery(client, 'engines', 'info', { engine }));
  const set = (key: keyof RunSpec) => (value: number | undefined) => form.change({ [key]: value });
  const text = (key: 'cpusetCpus' | 'cpusetMems') => (value: string) =>
    form.change({ [key]: value === '' ? undefined : value });
  const none = t('no limit');
  return (
    <>
      <DraftRow
        label={t('Memory')}
        field="memory"
        kind={sizeKind}
        value={spec.memory}
        onChange={set('memory')}
        placeholder={none}
        hint={info && t('The machine has {{memory}}', { memory: formatMemory(info.memory) })}
      />
      <DraftRow
        label={t('CPUs')}
        field="cpus"
        kind={decimalKind}
        value={spec.cpus}
        onChange={set('cpus')}
        placeholder={none}
        hint={
          info &&
          counted(
            info.cpus,
            'The machine has {{count}}; 0.5 is half of one',
            'The machine has {{count}}; 0.5 is half of one',
          )
        }
      />
      <DraftRow
        label={t('Processes')}
        field="pidsLimit"
        kind={integerKind(-1)}
        value={spec.pidsLimit}
        onChange={set('pidsLimit')}
        placeholder={none}
      />
      <DraftRow
        label={t('Memory and swap')}
        field="memorySwap"
        kind={swapKind}
        value={spec.memorySwap}
        onChange={set('memorySwap')}
        placeholder={t('twice the memory; -1: no limit')}
      />
      <DraftRow
        label={t('Reservation')}
        field="memoryReservation"
        kind={sizeKind}
        value={spec.memoryReservation}
        onChange={set('memoryReservation')}
        placeholder={t('what it is held to when memory is short')}
      />
      <DraftRow
        label={t('Swappiness')}
        field="memorySwappiness"
        kind={integerKind(-1, 100)}
        value={spec.memorySwappiness}
        onChange={set('memorySwappiness')}
        placeholder={t('the machine’s')}
      />
      <DraftRow
        label={t('Shared memory')}
        field="shmSize"
        kind={sizeKind}
        value={spec.shmSize}
        onChange={set('shmSize')}
        placeholder="64m"
      />
      <DraftRow
        label={t('CPU shares')}
        field="cpuShares"
        kind={integerKind(0)}
        value={spec.cpuShares}
        onChange={set('cpuShares')}
        placeholder="1024"
      />
      <DraftRow
        label={t('CPU period')}
        field="cpuPeriod"
        kind={integerKind(0)}
        value={spec.cpuPeriod}
        onChange={set('cpuPeriod')}
        placeholder={t('µs')}
      />
      <DraftRow
        label={t('CPU quota')}
        field="cpuQuota"
        kind={integerKind(-1)}
        value={spec.cpuQuota}
        onChange={set('cpuQuota')}
        placeholder={t('µs in each period')}
      />
      <TextRow
        label={t('Which CPUs')}
        field="cpusetCpus"
        value={spec.cpusetCpus ?? ''}
        onChange={text('cpusetCpus')}
        placeholder="0-1,3"
      />
      <TextRow
        label={t('Memory nodes')}
        field="cpusetMems"
        value={spec.cpusetMems ?? ''}
        onChange={text('cpusetMems')}
        placeholder="0"
      />
      <DraftRow
        label={t('Disk weight')}
        field="blkioWeight"
        kind={integerKind(0, 1000)}
        value={spec.blkioWeight}
        onChange={set('blkioWeight')}
        placeholder={t('10 to 1000')}
      />
      <DraftRow
        label={t('OOM score')}
        field="oomScoreAdjust"
        kind={integerKind(-1000, 1000)}
        value={spec.oomScoreAdjust}
        onChange={set('oomScoreAdjust')}
        placeholder="0"
      />
      <FormRow label={t('Out of memory')}>
        <CheckboxField
          label={t('Let it wait instead of killing it')}
          checked={spec.oomKillDisable}
          onChange={(oomKillDisable) => form.change({ oomKillDisable })}
        />
      </FormRow>
      <FormRow label={t('Ulimits')}>
        <Rows
          rows={spec.ulimits}
          blank={{ name: '', soft: 0, hard: 0 } as Ulimit}
          addLabel={t('Add a limit')}
          rowName={(row, index) => row.name || t('limit {{number}}', { number: index + 1 })}
          onChange={(ulimits) => form.change({ ulimits })}
        >
          {(row, index, change) => <UlimitRow row={row} index={index} change={change} />}
        </Rows>
      </FormRow>
    </>
  );
}

function UlimitRow({
  row,
  index,
  change,
}: {
  readonly row: Ulimit;
  readonly index: number;
  readonly change: (row: Ulimit) => void;
}) {
  const t = useT();
  const at = `ulimits.${index}`;
  const number = index + 1;
  return (
    <>
      <div className="grid grid-cols-3 gap-1.5">
        <TextInput
          aria-label={t('Limit {{number}}: name', { number })}
          field={at}
          value={row.name}
          placeholder="nofile"
          onChange={(name) => change({ ...row, name })}
        />
        {(['soft', 'hard'] as const).map((key) => (
          <DraftInput
            key={key}
            aria-label={
              key === 'soft' ? t('Limit {{number}}: soft', { number }) : t('Limit {{number}}: hard', { number })
            }
            field={`${at}.${key}`}
            kind={integerKind(-1)}
            value={row[key]}
            onChange={(value) => change({ ...row, [key]: value ?? 0 })}
          />
        ))}
      </div>
      <Said fields={[at, `${at}.soft`, `${at}.hard`]} />
    </>
  );
}
