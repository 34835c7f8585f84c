import { useT } from '../../app/t';
import { CheckboxField } from '../../ui/checkbox';
import { FormRow, Said, TextRow } from './form-parts';
import { ListRows } from './list-rows';
import { useRunForm } from './run-form';
import type { SectionProps } from './section-basics';

export function SectionSecurity({ image }: SectionProps) {
  const t = useT();
  const { form } = useRunForm();
  const { spec } = form;
  const text = (key: 'user' | 'userns') => (value: string) => form.change({ [key]: value === '' ? undefined : value });
  return (
    <>
      <TextRow
        label={t('User')}
        field="user"
        value={spec.user ?? ''}
        placeholder={image ? t('Image: {{user}}', { user: image.user || 'root' }) : 'uid:gid'}
        onChange={text('user')}
      />
      <ListRows label={t('Groups')} of="groups" one={t('Group')} addLabel={t('Add a group')} />
      <FormRow label={t('Privileged')}>
        <span data-field="privileged" tabIndex={-1}>
          <CheckboxField
            label={t('May do everything')}
            checked={spec.privileged}
            onChange={(privileged) => form.change({ privileged })}
          />
        </span>
        <Said fields={['privileged']} />
      </FormRow>
      <FormRow label={t('Files')}>
        <CheckboxField
          label={t('Its own files are read-only')}
          hint={t('Mounts and memory mounts stay writable')}
          checked={spec.readOnlyRoot}
          onChange={(readOnlyRoot) => form.change({ readOnlyRoot })}
        />
      </FormRow>
      <ListRows
        label={t('Added rights')}
        of="capAdd"
        one={t('Added capability')}
        addLabel={t('Add a capability')}
        placeholder="NET_ADMIN"
      />
      <ListRows
        label={t('Dropped rights')}
        of="capDrop"
        one={t('Dropped capability')}
        addLabel={t('Drop a capability')}
        placeholder="ALL"
      />
      <ListRows
        label={t('Options')}
        of="securityOptions"
        one={t('Security option')}
        addLabel={t('Add an option')}
        placeholder="no-new-privileges"
      />
      <TextRow
        label={t('User namespace')}
        field="userns"
        value={spec.userns ?? ''}
        placeholder={t('the engine’s')}
        onChange={text('userns')}
      />
    </>
  );
}
