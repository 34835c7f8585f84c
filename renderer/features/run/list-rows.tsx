import type { RunSpec } from '@common/contract/run-spec';
import { useT } from '../../app/t';
import { FormRow, Rows, Said, TextInput } from './form-parts';
import { useRunForm } from './run-form';

type KeysOf<Type> = { [Key in keyof RunSpec]-?: RunSpec[Key] extends Type ? Key : never }[keyof RunSpec];
type ListKey = Exclude<KeysOf<string[]>, 'command'>;
type PairKey = 'labels' | 'annotations' | 'logOptions' | 'sysctls' | 'storageOptions';

/** A list of texts of the spec, a row each. */
export function ListRows(props: {
  readonly label: string;
  readonly of: ListKey;
  readonly addLabel: string;
  /** "DNS server": its rows are "DNS server 1" … */
  readonly one: string;
  readonly placeholder?: string;
}) {
  const { label, of, addLabel, one, placeholder } = props;
  const { form } = useRunForm();
  const t = useT();
  const name = (index: number) => t('{{what}} {{number}}', { what: one, number: index + 1 });
  return (
    <FormRow label={label}>
      <Rows
        rows={form.spec[of]}
        blank=""
        addLabel={addLabel}
        rowName={(_, index) => name(index)}
        onChange={(rows) => form.change({ [of]: rows })}
      >
        {(text, index, change) => (
          <>
            <TextInput
              aria-label={name(index)}
              field={`${of}.${index}`}
              value={text}
              onChange={change}
              mono
              {...(placeholder && { placeholder })}
            />
            <Said fields={[`${of}.${index}`]} />
          </>
        )}
      </Rows>
    </FormRow>
  );
}

/** A list of names with values of the spec, a row each. */
export function PairRows(props: {
  readonly label: string;
  readonly of: PairKey;
  readonly addLabel: string;
  readonly one: string;
}) {
  const { label, of, addLabel, one } = props;
  const { form } = useRunForm();
  const t = useT();
  return (
    <FormRow label={label}>
      <Rows
        rows={form.spec[of]}
        blank={{ name: '', value: '' }}
        addLabel={addLabel}
        rowName={(row, index) => row.name || t('{{what}} {{number}}', { what: one, number: index + 1 })}
        onChange={(rows) => form.change({ [of]: rows })}
      >
        {(row, index, change) => (
          <>
            <div className="grid grid-cols-[minmax(0,2fr)_minmax(0,3fr)] gap-1.5">
              <TextInput
                aria-label={t('{{what}} {{number}}: name', { what: one, number: index + 1 })}
                field={`${of}.${index}.name`}
                value={row.name}
                placeholder={t('name')}
                onChange={(next) => change({ ...row, name: next })}
                mono
              />
              <TextInput
                aria-label={t('{{what}} {{number}}: value', { what: one, number: index + 1 })}
                field={`${of}.${index}.value`}
                value={row.value}
                placeholder={t('value')}
                onChange={(next) => change({ ...row, value: next })}
                mono
              />
            </div>
            <Said fields={[`${of}.${index}.name`, `${of}.${index}.value`]} />
          </>
        )}
      </Rows>
    </FormRow>
  );
}
