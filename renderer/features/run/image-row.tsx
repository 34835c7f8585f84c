import type { EngineId } from '@common/contract/ids';
import { fullReference, parseReference } from '@common/contract/image-reference';
import { shortName } from '@common/contract/image-rules';
import { useId, useMemo } from 'react';
import { useT } from '../../app/t';
import { useRows } from '../../bridge/live';
import { formatBytes } from '../../ui/format-bytes';
import { FormRow, Said } from './form-parts';
import { useRunForm } from './run-form';
import { SuggestInput, type Suggestion } from './suggest-input';

/** The engine's images by the names that people write. */
export function useImageSuggestions(engine: EngineId): readonly Suggestion[] {
  const { rows } = useRows('images', engine);
  return useMemo(
    () =>
      rows
        .flatMap(({ tags, size }) => tags.map((tag) => ({ value: shortName(tag), detail: formatBytes(size) })))
        .sort((one, other) => one.value.localeCompare(other.value, undefined, { numeric: true })),
    [rows],
  );
}

/** Which image, whether the engine has it, and the registry that it really comes from. */
export function ImageRow({ engine }: { readonly engine: EngineId }) {
  const t = useT();
  const id = useId();
  const { form, problems } = useRunForm();
  const suggestions = useImageSuggestions(engine);
  const { image } = form.spec;
  const missing = problems.all.some(({ code }) => code === 'image-missing' || code === 'image-never');
  const end = problems.image ? (
    <span className="text-ok">{t('on this engine')}</span>
  ) : (
    missing && <span className="text-dim">{t('will be pulled')}</span>
  );
  return (
    <FormRow label={t('Image')} control={id}>
      <SuggestInput
        id={id}
        field="image"
        value={image}
        onChange={(next) => form.change({ image: next.trim() })}
        suggestions={suggestions}
        placeholder="nginx:1.27"
        saidBy={`${id}-said`}
        end={image !== '' && end}
        autoFocus
      />
      <Origin image={image} />
      <Said id={`${id}-said`} fields={['image']} />
    </FormRow>
  );
}

/** `nginx` -> "docker.io/library/nginx:latest · an official image". */
export function Origin({ image }: { readonly image: string }) {
  const t = useT();
  const reference = parseReference(image);
  if ('problem' in reference) return null;
  const kind = reference.official ? t('an official image') : t('not an official image');
  return (
    <p className="m-0 truncate text-small text-dim">
      <bdi data-tip={fullReference(reference)} data-tip-if="cut">
        {fullReference(reference)}
      </bdi>
      {reference.registry === 'docker.io' && ` · ${kind}`}
    </p>
  );
}
