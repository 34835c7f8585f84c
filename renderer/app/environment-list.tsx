import { maskedValue } from '@common/std/secret-names';
import { useState } from 'react';
import { Copyable } from '../ui/copyable';
import { KeyValue } from '../ui/key-value';
import { LongText } from '../ui/long-text';
import { LinkButton } from '../ui/text-link';
import { useT } from './t';

export interface EnvironmentVariable {
  readonly name: string;
  readonly value: string;
}

/** Environment variables; a secret-looking value is masked until asked for (CR-04). */
export function EnvironmentList({ env }: { readonly env: readonly EnvironmentVariable[] }) {
  const unique = new Map(env.map((variable, index) => [`${variable.name} ${index}`, variable]));
  return (
    <KeyValue
      mono
      items={[...unique].map(([key, { name, value }]) => ({
        key: name === '' ? key : name,
        value: <Value name={name} value={value} />,
      }))}
    />
  );
}

function Value({ name, value }: EnvironmentVariable) {
  const t = useT();
  const [open, setOpen] = useState(false);
  const masked = maskedValue(name, value);
  const secret = masked !== value;
  return (
    <Copyable text={value} label={t('Copy the value of {{name}}', { name })}>
      <LongText>{open ? value : masked}</LongText>
      {secret && (
        <LinkButton
          className="ms-2 font-sans"
          aria-pressed={open}
          aria-label={open ? t('Hide {{name}}', { name }) : t('Show {{name}}', { name })}
          onClick={() => setOpen(!open)}
        >
          {open ? t('hide') : t('show')}
        </LinkButton>
      )}
    </Copyable>
  );
}
