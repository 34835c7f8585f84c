import { sharesFolders } from '@common/contract/folder-rules';
import type { EngineId } from '@common/contract/ids';
import type { MountSpec } from '@common/contract/run-spec';
import { useQuery } from '@tanstack/react-query';
import { FolderOpen, Plus } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useT } from '../../app/t';
import { useBridge } from '../../bridge/bridge';
import { useCurrentEngine } from '../../bridge/engine';
import { verbQuery } from '../../bridge/query';
import { Button } from '../../ui/button';
import { CheckboxField } from '../../ui/checkbox';
import { Select } from '../../ui/field';
import { IconButton } from '../../ui/icon-button';
import { DraftInput, sizeKind } from './draft-input';
import { FolderPicker } from './folder-picker';
import { FormRow, Rows, Said, TextInput } from './form-parts';
import { ListRows } from './list-rows';
import { useRunForm } from './run-form';
import type { SectionProps } from './section-basics';
import { SuggestInput } from './suggest-input';

const blank: MountSpec = {
  kind: 'volume',
  target: '',
  readOnly: false,
  createSource: false,
  noCopy: false,
  driverOptions: {},
  tmpfsOptions: [],
};

export function SectionMounts({ engine, image }: SectionProps) {
  const t = useT();
  const { client } = useBridge();
  const { form } = useRunForm();
  const { mounts } = form.spec;
  const { data: volumes } = useQuery({ ...verbQuery(client, 'volumes', 'list', { engine }), staleTime: 0 });
  const names = useMemo(
    () =>
      (volumes ?? [])
        .filter(({ anonymous }) => !anonymous)
        .map(({ name, driver }) => ({ value: name, detail: driver })),
    [volumes],
  );
  const offered = (image?.volumes ?? []).filter((target) => !mounts.some((mount) => mount.target === target));
  return (
    <>
      <FormRow label={t('Mounts')}>
        <Rows
          rows={mounts}
          blank={blank}
          addLabel={t('Add a mount')}
          rowName={(mount, index) => mount.target || t('mount {{number}}', { number: index + 1 })}
          onChange={(next) => form.change({ mounts: next })}
        >
          {(mount, index, change) => (
            <MountRow engine={engine} mount={mount} index={index} change={change} names={names} />
          )}
        </Rows>
        {offered.length > 0 && (
          <div className="flex flex-wrap items-center gap-1.5 text-small text-dim">
            {t('The image keeps data in')}
            {offered.map((target) => (
              <Button
                key={target}
                icon={Plus}
                onClick={() => form.change({ mounts: [...mounts, { ...blank, target }] })}
              >
                {target}
              </Button>
            ))}
          </div>
        )}
      </FormRow>
      <ListRows
        label={t('Volumes from')}
        of="volumesFrom"
        one={t('Container')}
        addLabel={t('Add a container')}
        placeholder="db:ro"
      />
    </>
  );
}

interface MountRowProps {
  readonly engine: EngineId;
  readonly mount: MountSpec;
  readonly index: number;
  readonly change: (mount: MountSpec) => void;
  readonly names: readonly { readonly value: string; readonly detail: string }[];
}

function MountRow({ engine, mount, index, change, names }: MountRowProps) {
  const t = useT();
  const at = `mounts.${index}`;
  const number = index + 1;
  const { kind } = mount;
  const setSource = (text: string) => {
    const { source: _, ...rest } = mount;
    change(text === '' ? rest : { ...rest, source: text });
  };
  return (
    <div className="flex flex-col gap-1.5 border-b border-line pb-2">
      {/* A path each line: beside one another neither can be read. */}
      <div className="grid grid-cols-[112px_minmax(0,1fr)] items-center gap-1.5">
        <Select
          label={t('Mount {{number}}: kind', { number })}
          hideLabel
          value={kind}
          options={[
            { value: 'volume', label: t('Volume') },
            { value: 'bind', label: t('Host path') },
            { value: 'tmpfs', label: t('Memory') },
            { value: 'image', label: t('Image') },
          ]}
          onChange={(next) => change({ ...mount, kind: next, createSource: next === 'bind' })}
        />
        {kind === 'volume' ? (
          <SuggestInput
            label={t('Mount {{number}}: volume', { number })}
            field={`${at}.source`}
            value={mount.source ?? ''}
            onChange={setSource}
            suggestions={names}
            placeholder={t('unnamed')}
          />
        ) : kind === 'tmpfs' ? (
          <DraftInput
            aria-label={t('Mount {{number}}: size', { number })}
            field={`${at}.tmpfsSize`}
            kind={sizeKind}
            value={mount.tmpfsSize}
            placeholder={t('any size')}
            onChange={(tmpfsSize) => change({ ...mount, tmpfsSize })}
          />
        ) : (
          <span className="flex min-w-0 items-center gap-1">
            <TextInput
              aria-label={
                kind === 'bind'
                  ? t('Mount {{number}}: host path', { number })
                  : t('Mount {{number}}: image', { number })
              }
              field={`${at}.source`}
              value={mount.source ?? ''}
              placeholder={kind === 'bind' ? '/srv/data' : 'nginx:1'}
              mono
              onChange={setSource}
            />
            {kind === 'bind' && (
              <PickButton engine={engine} number={number} from={mount.source ?? ''} onPick={setSource} />
            )}
          </span>
        )}
        <span aria-hidden className="pe-1 text-end text-dim">
          {t('appears at')}
        </span>
        <TextInput
          aria-label={t('Mount {{number}}: path in the container', { number })}
          field={`${at}.target`}
          value={mount.target}
          placeholder="/data"
          mono
          onChange={(target) => change({ ...mount, target })}
        />
      </div>
      <Said fields={[`${at}.source`, `${at}.target`, `${at}.tmpfsSize`]} />
      <div className="flex flex-wrap gap-x-5 gap-y-1">
        <CheckboxField
          label={t('Read-only')}
          checked={mount.readOnly}
          onChange={(readOnly) => change({ ...mount, readOnly })}
        />
        {kind === 'volume' && (
          <CheckboxField
            label={t('Start empty')}
            checked={mount.noCopy}
            onChange={(noCopy) => change({ ...mount, noCopy })}
          />
        )}
        {kind === 'bind' && (
          <CheckboxField
            label={t('Make the folder if it is missing')}
            checked={mount.createSource}
            onChange={(createSource) => change({ ...mount, createSource })}
          />
        )}
      </div>
    </div>
  );
}

interface PickButtonProps {
  readonly engine: EngineId;
  readonly number: number;
  readonly from: string;
  readonly onPick: (path: string) => void;
}

/** Opens the picker; off where the engine's folders are not this machine's. */
function PickButton({ engine, number, from, onPick }: PickButtonProps) {
  const t = useT();
  const [open, setOpen] = useState(false);
  const address = useCurrentEngine()?.address ?? '';
  return (
    <>
      <IconButton
        icon={FolderOpen}
        label={t('Mount {{number}}: choose a folder', { number })}
        disabledReason={
          sharesFolders(address) ? undefined : t('The engine is on another machine: type the path as it is there')
        }
        onClick={() => setOpen(true)}
      />
      {open && (
        <FolderPicker
          engine={engine}
          from={from}
          onClose={() => setOpen(false)}
          onPick={(path) => {
            onPick(path);
            setOpen(false);
          }}
        />
      )}
    </>
  );
}
