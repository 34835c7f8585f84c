import type { EngineId } from '@common/contract/ids';
import type { ImageDetails } from '@common/contract/images';
import type { RunSpec } from '@common/contract/run-spec';
import { useT } from '../../app/t';
import { ArgvChips } from '../../ui/argv-chips';
import { CheckboxField } from '../../ui/checkbox';
import { ToggleChip } from '../../ui/segmented-chips';
import { DraftRow, integerKind, wordsKind } from './draft-input';
import { FormRow, Said, TextRow } from './form-parts';
import { ImageRow } from './image-row';
import { PortRows } from './port-rows';
import { useRunForm } from './run-form';
import { startArgv } from './start-argv';

export interface SectionProps {
  readonly engine: EngineId;
  /** What the image says of itself, once the engine has it and said so. */
  readonly image: ImageDetails | undefined;
}

interface BasicsProps extends SectionProps {
  readonly start: boolean;
  readonly onStart: (start: boolean) => void;
}

/** What most containers need, in one view. */
export function SectionBasics({ engine, image, start, onStart }: BasicsProps) {
  const t = useT();
  const { form } = useRunForm();
  const { spec } = form;
  const terminal = spec.interactive && spec.tty;
  return (
    <>
      <ImageRow engine={engine} />
      <TextRow
        label={t('Name')}
        field="name"
        value={spec.name ?? ''}
        placeholder={t('The engine makes one up')}
        onChange={(name) => form.change({ name: name === '' ? undefined : name })}
      />
      <FormRow label={t('Ports')}>
        <PortRows image={image} />
        <Said fields={['ports']} />
      </FormRow>
      <CommandRow image={image} />
      <ExitRow />
      <FormRow label={t('Terminal')}>
        <div className="flex flex-wrap gap-x-5 gap-y-1 pt-1">
          <CheckboxField
            label={t('Open one (-it)')}
            checked={terminal}
            onChange={(on) => form.change({ interactive: on, tty: on, detach: !on })}
          />
          <CheckboxField label={t('Start right away')} checked={start} onChange={onStart} />
        </div>
      </FormRow>
    </>
  );
}

function CommandRow({ image }: { readonly image: ImageDetails | undefined }) {
  const t = useT();
  const { form } = useRunForm();
  const { spec } = form;
  const usual = spec.entrypoint === undefined ? (image?.command ?? []) : [];
  return (
    <DraftRow
      label={t('Command')}
      field="command"
      kind={wordsKind}
      value={spec.command.length > 0 ? spec.command : undefined}
      placeholder={
        usual.length > 0 ? t('Image default: {{command}}', { command: wordsKind.write(usual) }) : t('The image’s own')
      }
      mono
      onChange={(command) => form.change({ command: [...(command ?? [])] })}
      hint={<StartsAs image={image} />}
    />
  );
}

/** The argv that the engine will run, and where its words come from. */
export function StartsAs({ image }: { readonly image: ImageDetails | undefined }) {
  const t = useT();
  const { form } = useRunForm();
  const { parts, entrypoint, command } = startArgv(form.spec, image);
  if (parts.length === 0) {
    return image ? <span className="text-warn">{t('Neither the image nor this form says what to run')}</span> : null;
  }
  const origin = { image: t('the image’s'), form: t('this form’s'), none: '' };
  const words = [
    entrypoint !== 'none' && t('Entrypoint: {{origin}}', { origin: origin[entrypoint] }),
    command !== 'none' && t('command: {{origin}}', { origin: origin[command] }),
  ].filter(Boolean);
  return (
    <span className="flex flex-wrap items-center gap-1.5">
      {t('Starts as')} <ArgvChips label={t('Starts as')} parts={parts} />
      <span>{words.join(' · ')}</span>
    </span>
  );
}

type Exit = RunSpec['restart']['name'] | 'delete';

/** One choice in a person's words; `--rm` and a restart policy exclude each other. */
function ExitRow() {
  const t = useT();
  const { form } = useRunForm();
  const { remove, restart } = form.spec;
  const both = remove && restart.name !== 'no';
  const chosen: Exit = remove && !both ? 'delete' : restart.name;
  const choices: readonly (readonly [Exit, string])[] = [
    ['no', t('Leave it')],
    ['on-failure', t('Restart on failure')],
    ['always', t('Restart always')],
    ['unless-stopped', t('Restart unless stopped')],
    ['delete', t('Delete it')],
  ];
  const choose = (exit: Exit) =>
    form.change({
      remove: exit === 'delete',
      restart: {
        name: exit === 'delete' ? 'no' : exit,
        maximumRetryCount: exit === 'on-failure' ? restart.maximumRetryCount : 0,
      },
    });
  return (
    <>
      <FormRow label={t('When it exits')}>
        <div className="flex flex-wrap gap-1.5 pt-0.5" data-field="restart" tabIndex={-1}>
          {choices.map(([exit, label]) => (
            <ToggleChip
              key={exit}
              pressed={exit === chosen || (both && exit === 'delete')}
              onChange={() => choose(exit)}
            >
              {label}
            </ToggleChip>
          ))}
        </div>
        <Said fields={['restart']} />
      </FormRow>
      {restart.name === 'on-failure' && (
        <DraftRow
          label={t('At most')}
          field="restart.maximumRetryCount"
          kind={integerKind(0, 1_000_000)}
          value={restart.maximumRetryCount || undefined}
          placeholder={t('as often as it fails')}
          onChange={(count) => form.change({ restart: { name: 'on-failure', maximumRetryCount: count ?? 0 } })}
        />
      )}
    </>
  );
}
