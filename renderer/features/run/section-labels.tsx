import { X } from 'lucide-react';
import { useT } from '../../app/t';
import { IconButton } from '../../ui/icon-button';
import { FormRow, Said } from './form-parts';
import { PairRows } from './list-rows';
import { useRunForm } from './run-form';

export function SectionLabels() {
  const t = useT();
  const { form } = useRunForm();
  const { labelFiles } = form.spec;
  return (
    <>
      <PairRows label={t('Labels')} of="labels" one={t('Label')} addLabel={t('Add a label')} />
      {labelFiles.length > 0 && (
        <FormRow label={t('Label files')}>
          {labelFiles.map((path, index) => (
            <div key={path} className="flex items-start gap-1.5">
              <div className="min-w-0 flex-1" data-field={`labelFiles.${index}`} tabIndex={-1}>
                <code className="font-mono text-small">{path}</code>
                <Said fields={[`labelFiles.${index}`]} />
              </div>
              <IconButton
                icon={X}
                label={t('Remove {{name}}', { name: path })}
                onClick={() => form.change({ labelFiles: labelFiles.filter((_, at) => at !== index) })}
              />
            </div>
          ))}
        </FormRow>
      )}
      <PairRows label={t('Annotations')} of="annotations" one={t('Annotation')} addLabel={t('Add an annotation')} />
    </>
  );
}
