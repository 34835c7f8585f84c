import type { FieldTest } from '@common/std/field-test';
import { type FlatField, fieldText } from '@common/std/structured-line';
import { Columns3, ListFilter, ListX } from 'lucide-react';
import { useT } from '../../app/t';
import { classNames } from '../../ui/class-names';
import { CopyButton } from '../../ui/copyable';
import { IconButton } from '../../ui/icon-button';
import { LongText } from '../../ui/long-text';
import { visibleString } from '../../ui/visible-text';

export interface FieldTableProps {
  readonly fields: readonly FlatField[];
  readonly columns: readonly string[];
  readonly onColumns: (columns: readonly string[]) => void;
  readonly onTest: (test: FieldTest) => void;
}

/** What main takes as a field's name and value. */
const longestName = 500;
const longestValue = 10_000;

/** A line's fields; each can filter the log or become a column. */
export function FieldTable({ fields, columns, onColumns, onTest }: FieldTableProps) {
  const t = useT();
  return (
    <table aria-label={t('Fields')} className="w-full table-fixed font-mono text-small/5">
      <colgroup>
        <col className="w-[34%]" />
        <col />
      </colgroup>
      <tbody>
        {fields.map(({ name, value }, index) => {
          const text = fieldText(value);
          const isColumn = columns.includes(name);
          const whyNot =
            name === '' || name.length > longestName || text.length > longestValue
              ? t('Too long to filter by')
              : undefined;
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: names may be double where a path is spelled with dots
            <tr key={index} className="group/field align-top hover:bg-hover focus-within:bg-hover">
              <th scope="row" className="py-0.5 pe-2 text-start font-normal text-dim wrap-anywhere">
                {visibleString(name)}
              </th>
              <td className="relative py-0.5 wrap-anywhere whitespace-pre-wrap">
                <span className={inkOf(value)}>
                  <Lines text={text} />
                </span>
                <span
                  className={classNames(
                    'absolute end-0 top-0 flex rounded-control bg-hover font-sans opacity-0',
                    'group-focus-within/field:opacity-100 group-hover/field:opacity-100',
                  )}
                >
                  <IconButton
                    size="row"
                    icon={ListFilter}
                    label={t('Only this')}
                    aria-description={visibleString(`${name}=${text}`).slice(0, 200)}
                    disabledReason={whyNot}
                    onClick={() => onTest({ name, is: 'equal', value: text })}
                  />
                  <IconButton
                    size="row"
                    icon={ListX}
                    label={t('Not this')}
                    aria-description={visibleString(`${name}=${text}`).slice(0, 200)}
                    disabledReason={whyNot}
                    onClick={() => onTest({ name, is: 'unequal', value: text })}
                  />
                  <IconButton
                    size="row"
                    icon={Columns3}
                    label={isColumn ? t('Not as a column') : t('As a column')}
                    aria-pressed={isColumn}
                    className={isColumn ? 'text-accent' : undefined}
                    onClick={() => onColumns(isColumn ? columns.filter((other) => other !== name) : [...columns, name])}
                  />
                  <CopyButton text={text} label={t('Copy value')} />
                </span>
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** Lines of a value that are shown apart, as a stack trace has them. */
const mostLines = 100;

function Lines({ text }: { readonly text: string }) {
  const lines = text.split('\n', mostLines);
  const shown = lines.join('\n').length;
  return (
    <>
      {lines.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines have no other name, and never change
        <span key={index} className="block min-h-5">
          <LongText>{line}</LongText>
        </span>
      ))}
      {shown < text.length && <span className="text-dim">…</span>}
    </>
  );
}

const inkOf = (value: unknown): string =>
  typeof value === 'number' ? 'text-info' : typeof value === 'boolean' || value === null ? 'text-warn' : 'text-ink';
