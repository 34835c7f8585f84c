import { useT } from '../../app/t';
import { CheckboxField } from '../../ui/checkbox';
import { FormRow, Said } from './form-parts';
import { ListRows } from './list-rows';
import { PortRows } from './port-rows';
import { useRunForm } from './run-form';
import type { SectionProps } from './section-basics';

export function SectionPorts({ image }: SectionProps) {
  const t = useT();
  const { form } = useRunForm();
  return (
    <>
      <FormRow
        label={t('Ports')}
        hint={t('Host to container. Without an address a port is open to every machine that reaches this one.')}
      >
        <PortRows image={image} full />
        <Said fields={['ports']} />
      </FormRow>
      <FormRow label={t('Publish all')}>
        <CheckboxField
          label={t('Publish every port of the image')}
          hint={t('On host ports that the engine picks (-P)')}
          checked={form.spec.publishAll}
          onChange={(publishAll) => form.change({ publishAll })}
        />
      </FormRow>
      <ListRows
        label={t('Expose')}
        of="expose"
        one={t('Exposed port')}
        addLabel={t('Add a port')}
        placeholder="8080/tcp"
      />
    </>
  );
}
