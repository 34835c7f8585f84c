import { quote } from '@common/contract/commands';
import { parseDuration, parseSize, writeDuration, writeSize } from '@common/run-line/units';
import { ShellWordsError, shellWords } from '@common/std/shell-words';
import { type ReactNode, useId, useRef, useState } from 'react';
import { FormRow, Said, TextInput, type TextInputProps } from './form-parts';
import { type Draft, useRunForm } from './run-form';

interface Kind<Value> {
  /** Undefined: it can't be read. */
  read(text: string): Value | undefined;
  write(value: Value): string;
  readonly code: Draft['code'];
}

export const sizeKind: Kind<number> = { read: parseSize, write: writeSize, code: 'size-unreadable' };
/** A size, or -1 for "no limit". */
export const swapKind: Kind<number> = {
  read: (text) => (text.trim() === '-1' ? -1 : parseSize(text)),
  write: (value) => (value === -1 ? '-1' : writeSize(value)),
  code: 'size-unreadable',
};
export const durationKind: Kind<number> = { read: parseDuration, write: writeDuration, code: 'duration-unreadable' };
export const decimalKind: Kind<number> = {
  read: (text) => (/^\d{1,6}(?:\.\d{1,9})?$|^\.\d{1,9}$/.test(text.trim()) ? Number(text) : undefined),
  write: String,
  code: 'number-unreadable',
};
export const integerKind = (least: number, most = Number.MAX_SAFE_INTEGER): Kind<number> => ({
  read: (text) => {
    const value = /^-?\d{1,15}$/.test(text.trim()) ? Number(text) : Number.NaN;
    return value >= least && value <= most ? value : undefined;
  },
  write: String,
  code: 'number-unreadable',
});
/** Words as a shell splits them; what it would expand stays as written. */
export const wordsKind: Kind<readonly string[]> = {
  read: (text) => {
    try {
      // A line of its own: `;` and `|` would end it, and are meant as words here.
      const { words, rest } = shellWords(text);
      return rest === undefined ? words.map((word) => word.text) : undefined;
    } catch (error) {
      if (error instanceof ShellWordsError) return undefined;
      throw error;
    }
  },
  write: (words) => words.map(quote).join(' '),
  code: 'words-unreadable',
};

interface DraftInputProps<Value> extends Omit<TextInputProps, 'value' | 'onChange'> {
  readonly kind: Kind<Value>;
  /** Undefined: the default. */
  readonly value: Value | undefined;
  readonly onChange: (value: Value | undefined) => void;
}

/**
 * A text that stands for a value. What is typed stays as it is typed; what can't be read is a draft, and the value is as
 * if the field were empty.
 */
export function DraftInput<Value>({ kind, value, onChange, field, ...rest }: DraftInputProps<Value>) {
  const { form } = useRunForm();
  const written = value === undefined ? '' : kind.write(value);
  const draft = form.drafts.get(field);
  const [text, setText] = useState(written);
  const said = useRef(written);
  // Changed from elsewhere, as by a pasted line: that is what stands here now.
  if (said.current !== written) {
    said.current = written;
    setText(written);
  }
  return (
    <TextInput
      {...rest}
      field={field}
      value={draft?.text ?? text}
      onChange={(next) => {
        const read = next.trim() === '' ? undefined : kind.read(next);
        const unread = read === undefined && next.trim() !== '';
        form.draft(field, unread ? { text: next, code: kind.code } : undefined);
        said.current = read === undefined ? '' : kind.write(read);
        setText(next);
        onChange(read);
      }}
    />
  );
}

/** A labelled line with such a text. */
export function DraftRow<Value>(
  props: Omit<DraftInputProps<Value>, 'id' | 'saidBy'> & { readonly label: string; readonly hint?: ReactNode },
) {
  const { label, hint, ...rest } = props;
  const id = useId();
  return (
    <FormRow label={label} control={id} hint={hint}>
      <DraftInput {...rest} id={id} saidBy={`${id}-said`} />
      <Said id={`${id}-said`} fields={[props.field]} />
    </FormRow>
  );
}
