import type { RunSpec } from '@common/contract/run-spec';
import { parseEnvFile } from '@common/run-line/env-file';
import { isSecretName } from '@common/std/secret-names';
import { Eye, EyeOff, FileUp, X } from 'lucide-react';
import { type ClipboardEvent, useRef, useState } from 'react';
import { counted, useT } from '../../app/t';
import { Button } from '../../ui/button';
import { classNames } from '../../ui/class-names';
import { controlClass } from '../../ui/field';
import { IconButton } from '../../ui/icon-button';
import { LinkButton } from '../../ui/text-link';
import { FormRow, Rows, Said, TextInput } from './form-parts';
import { useRunForm } from './run-form';
import type { SectionProps } from './section-basics';

type Env = RunSpec['env'];
/** Beyond so many the rows would make typing slow: the rest is shown as a number. */
const mostRows = 200;

export function SectionEnvironment({ image }: SectionProps) {
  const t = useT();
  const { form } = useRunForm();
  const { env } = form.spec;
  const [said, setSaid] = useState<string>();
  const take = (text: string) => {
    const { env: read, unread } = parseEnvFile(text);
    const names = new Set(read.map(({ name }) => name));
    form.change({ env: [...env.filter(({ name }) => name !== '' && !names.has(name)), ...read] });
    const lines = unread.slice(0, 5).join(', ');
    setSaid(
      counted(read.length, '{{count}} variable taken', '{{count}} variables taken') +
        (unread.length > 0 ? `. ${t('Not read, line {{lines}}', { lines })}${unread.length > 5 ? ' …' : ''}` : ''),
    );
  };
  const paste = (event: ClipboardEvent) => {
    const text = event.clipboardData.getData('text');
    if (!/^[^\n]*=[^\n]*\n[^\n]*=/.test(text)) return;
    event.preventDefault();
    take(text);
  };
  return (
    <>
      <FormRow label={t('Variables')}>
        <div onPaste={paste} className="flex flex-col gap-1.5">
          <EnvRows />
        </div>
        <EnvText onTake={take} said={said} />
        <EnvFiles />
      </FormRow>
      <ImageEnv image={image} />
    </>
  );
}

function EnvRows() {
  const t = useT();
  const { form } = useRunForm();
  const { env } = form.spec;
  const [all, setAll] = useState(false);
  const [seen, setSeen] = useState(false);
  const rows = all ? env : env.slice(0, mostRows);
  const change = (next: Env) => form.change({ env: [...next, ...env.slice(rows.length)] });
  return (
    <>
      <Rows
        rows={rows}
        blank={{ name: '', value: '' }}
        addLabel={t('Add a variable')}
        rowName={(row, index) => row.name || t('variable {{number}}', { number: index + 1 })}
        onChange={change}
      >
        {(row, index, set) => (
          <>
            <div className="grid grid-cols-[minmax(0,2fr)_minmax(0,3fr)] gap-1.5">
              <TextInput
                aria-label={t('Variable {{number}}: name', { number: index + 1 })}
                field={`env.${index}.name`}
                value={row.name}
                placeholder={t('NAME')}
                mono
                onChange={(name) => set({ ...row, name })}
              />
              <Value
                row={row}
                index={index}
                masked={!seen && isSecretName(row.name)}
                onChange={(value) => set({ ...row, value })}
              />
            </div>
            <Said fields={[`env.${index}.name`, `env.${index}.value`]} />
          </>
        )}
      </Rows>
      {env.length > rows.length && (
        <LinkButton className="self-start text-small" onClick={() => setAll(true)}>
          {t('Show all {{count}}', { count: env.length })}
        </LinkButton>
      )}
      {env.some(({ name }) => isSecretName(name)) && (
        <span>
          <Button
            kind="ghost"
            className="-ms-2"
            icon={seen ? EyeOff : Eye}
            aria-pressed={seen}
            onClick={() => setSeen(!seen)}
          >
            {t('Show secrets')}
          </Button>
        </span>
      )}
    </>
  );
}

interface ValueProps {
  readonly row: Env[number];
  readonly index: number;
  readonly masked: boolean;
  readonly onChange: (value: string) => void;
}

/** A value may have line breaks, which a one-line box would drop. */
function Value({ row, index, masked, onChange }: ValueProps) {
  const t = useT();
  const lines = Math.min(6, (row.value ?? '').split('\n').length);
  return (
    <textarea
      aria-label={t('Variable {{number}}: value', { number: index + 1 })}
      data-field={`env.${index}.value`}
      value={row.value ?? ''}
      rows={lines}
      placeholder={row.value === undefined ? t('from a shell') : t('value')}
      spellCheck={false}
      autoComplete="off"
      onChange={(event) => onChange(event.target.value)}
      className={classNames(
        controlClass,
        'resize-none overflow-hidden py-[3px] font-mono',
        lines > 1 && 'h-auto!',
        masked && '[-webkit-text-security:disc]',
      )}
    />
  );
}

/** A `.env`: pasted, or picked as a file. */
function EnvText({ onTake, said }: { readonly onTake: (text: string) => void; readonly said: string | undefined }) {
  const t = useT();
  const [open, setOpen] = useState(false);
  const [text, setText] = useState('');
  const picker = useRef<HTMLInputElement>(null);
  return (
    <>
      <div className="flex flex-wrap gap-1.5">
        <Button aria-expanded={open} onClick={() => setOpen(!open)}>
          {t('Paste a .env')}
        </Button>
        <Button icon={FileUp} onClick={() => picker.current?.click()}>
          {t('Choose a .env file')}
        </Button>
        <input
          ref={picker}
          type="file"
          hidden
          aria-label={t('A .env file')}
          onChange={(event) => {
            const [file] = event.target.files ?? [];
            event.target.value = '';
            void file?.text().then(onTake);
          }}
        />
      </div>
      {open && (
        <>
          <textarea
            aria-label={t('Text of the .env')}
            value={text}
            rows={5}
            spellCheck={false}
            placeholder={'LOG_LEVEL=debug\nTOKEN=…'}
            onChange={(event) => setText(event.target.value)}
            className={classNames(controlClass, 'h-auto! py-1 font-mono')}
          />
          <span>
            <Button
              disabledReason={text.trim() === '' ? t('Nothing is pasted yet') : undefined}
              onClick={() => {
                onTake(text);
                setText('');
                setOpen(false);
              }}
            >
              {t('Take these')}
            </Button>
          </span>
        </>
      )}
      <p role="status" className="m-0 text-small text-dim">
        {said}
      </p>
    </>
  );
}

/** Files that a line named: Berth does not read them, and says so. */
function EnvFiles() {
  const t = useT();
  const { form } = useRunForm();
  const { envFiles } = form.spec;
  return envFiles.map((path, index) => (
    <div key={path} className="flex items-start gap-1.5">
      <div className="min-w-0 flex-1" data-field={`envFiles.${index}`} tabIndex={-1}>
        <code className="font-mono text-small">--env-file {path}</code>
        <Said fields={[`envFiles.${index}`]} />
      </div>
      <IconButton
        icon={X}
        label={t('Remove {{name}}', { name: path })}
        onClick={() => form.change({ envFiles: envFiles.filter((_, at) => at !== index) })}
      />
    </div>
  ));
}

/** What the image sets already, and can be set otherwise with one press. */
function ImageEnv({ image }: Pick<SectionProps, 'image'>) {
  const t = useT();
  const { form } = useRunForm();
  const { env } = form.spec;
  const own = (image?.env ?? []).filter(({ name }) => !env.some((one) => one.name === name));
  if (own.length === 0) return null;
  return (
    <FormRow label={t('From the image')}>
      <ul className="m-0 flex list-none flex-col p-0 font-mono text-small/5">
        {own.map(({ name, value }) => (
          <li key={name} className="flex items-center gap-2">
            <bdi className="min-w-0 flex-1 truncate text-dim" data-tip-if="cut" data-tip={`${name}=${value}`}>
              {name}={isSecretName(name) ? '••••••••' : value}
            </bdi>
            <LinkButton
              className="shrink-0 font-sans"
              aria-label={t('Change {{name}}', { name })}
              onClick={() => form.change({ env: [...env, { name, value }] })}
            >
              {t('Change')}
            </LinkButton>
          </li>
        ))}
      </ul>
    </FormRow>
  );
}
