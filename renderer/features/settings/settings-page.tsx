import type { Notice } from '@common/contract/app';
import type { Settings } from '@common/contract/settings';
import { type ReactNode, useState } from 'react';
import { useT } from '../../app/t';
import { type LiveValue, useLiveValue } from '../../bridge/live-value';
import { useSettings } from '../../bridge/settings';
import { CheckboxField } from '../../ui/checkbox';
import { Select, TextField } from '../../ui/field';
import { formatMemory } from '../../ui/format-bytes';
import { PageHead } from '../../ui/page-head';
import { AboutBerth } from './about-berth';
import { noticeWords } from './notice-words';

const notices: LiveValue<readonly Notice[]> = {
  name: 'notices',
  open: (client, options) => client.app.notices(undefined, options),
};

const zooms = [80, 90, 100, 110, 125, 150, 175, 200] as const;
const logSpaces = [1, 4, 16, 64, 256].map((part) => part * 256 * 1024 ** 2);
const fontSizes = [10, 11, 12, 13, 14, 15, 16, 18, 20, 24] as const;

/** Kept in main, so they hold in every window and at the next start. */
export function SettingsPage() {
  const t = useT();
  const [settings, change] = useSettings();
  const { log, terminal } = settings;
  return (
    <>
      <PageHead title={t('Settings')} />
      <div className="min-h-0 flex-1 overflow-auto px-4 pb-8">
        <div className="flex max-w-[720px] flex-col gap-6">
          <Notices />
          <Group title={t('Look')}>
            <Choice
              name={t('Theme')}
              value={settings.theme}
              options={[
                ['system', t('As the system')],
                ['dark', t('Dark')],
                ['light', t('Light')],
              ]}
              onChange={(theme) => change({ theme })}
            />
            <Choice
              name={t('Zoom')}
              value={settings.zoom}
              options={withCurrent(zooms, settings.zoom).map((zoom) => [zoom, `${zoom}\u2009%`])}
              onChange={(zoom) => change({ zoom })}
            />
            <CheckboxField
              label={t('Fold the side bar to icons')}
              checked={settings.sidebarFolded}
              onChange={(sidebarFolded) => change({ sidebarFolded })}
            />
          </Group>
          <Group title={t('Logs')}>
            <Choice<Settings['log']['timestamps']>
              name={t('Times')}
              value={log.timestamps}
              options={[
                ['local', t('Local time')],
                ['utc', t('UTC')],
                ['relative', t('Since now')],
                ['off', t('Hidden')],
              ]}
              onChange={(timestamps) => change({ log: { ...log, timestamps } })}
            />
            <CheckboxField
              label={t('Wrap long lines')}
              checked={log.wrap}
              onChange={(wrap) => change({ log: { ...log, wrap } })}
            />
            <Choice
              name={t('Space for open logs')}
              value={settings.logBytes}
              options={withCurrent(logSpaces, settings.logBytes).map((bytes) => [bytes, formatMemory(bytes)])}
              onChange={(logBytes) => change({ logBytes })}
            />
            <p className="m-0 text-dim text-small">
              {t(
                'Of all open logs together, on disk. Beyond it the oldest lines are let go, and the log says how many.',
              )}
            </p>
          </Group>
          <Group title={t('Terminal')}>
            <Choice
              name={t('Font size')}
              value={terminal.fontSize}
              options={withCurrent(fontSizes, terminal.fontSize).map((size) => [size, `${size}\u2009px`])}
              onChange={(fontSize) => change({ terminal: { ...terminal, fontSize } })}
            />
            <Choice<Settings['terminal']['theme']>
              name={t('Colours')}
              value={terminal.theme}
              options={[
                ['app', t('As the window')],
                ['black', t('Black')],
                ['paper', t('Paper')],
                ['solarized-dark', t('Solarized dark')],
                ['solarized-light', t('Solarized light')],
              ]}
              onChange={(theme) => change({ terminal: { ...terminal, theme } })}
            />
            <CheckboxField
              label={t('Copy what is selected at once')}
              checked={terminal.copyOnSelect}
              onChange={(copyOnSelect) => change({ terminal: { ...terminal, copyOnSelect } })}
            />
            <CheckboxField
              label={t('Read new lines out to screen readers')}
              checked={terminal.screenReader}
              onChange={(screenReader) => change({ terminal: { ...terminal, screenReader } })}
            />
            <ToolboxImage value={settings.toolboxImage} onChange={(toolboxImage) => change({ toolboxImage })} />
          </Group>
          <AboutBerth />
        </div>
      </div>
    </>
  );
}

/** What debug shells bring along; kept when the field is left. */
function ToolboxImage({ value, onChange }: { value: string; onChange(image: string): void }) {
  const t = useT();
  const [typed, setTyped] = useState<string>();
  const keep = () => {
    if (typed !== undefined && typed.trim() !== value) onChange(typed.trim());
    setTyped(undefined);
  };
  return (
    <div className="flex items-start gap-4">
      <span aria-hidden="true" className="w-44 shrink-0 pt-1 text-dim">
        {t('Toolbox image')}
      </span>
      <div className="w-88">
        <TextField
          label={t('Toolbox image')}
          hideLabel
          mono
          value={typed ?? value}
          placeholder="busybox:musl"
          maxLength={4_096}
          onChange={setTyped}
          onBlur={keep}
          onKeyDown={(event) => event.key === 'Enter' && keep()}
          hint={t('Brings the tools of debug shells. Statically linked ones run in every image.')}
        />
      </div>
    </div>
  );
}

/** A hand-edited value that is on no list is shown as it is. */
function withCurrent(list: readonly number[], current: number): readonly number[] {
  return list.includes(current) ? list : [...list, current].sort((a, b) => a - b);
}

function Notices() {
  const t = useT();
  const list = useLiveValue(notices) ?? [];
  if (list.length === 0) return null;
  return (
    <section aria-label={t('What you should know')} className="flex flex-col gap-2 rounded-block bg-mod px-4 py-2.5">
      {list.map((notice) => {
        const { title, detail } = noticeWords(notice);
        return (
          <p key={notice.kind} className="m-0 [overflow-wrap:anywhere]">
            <strong>{title}</strong> <span className="text-dim">{detail}</span>
          </p>
        );
      })}
    </section>
  );
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="border-b border-line pb-5 last:border-b-0">
      <h2 className="mt-0 mb-2 text-small font-semibold text-dim">{title}</h2>
      <div className="flex flex-col gap-2">{children}</div>
    </section>
  );
}

interface ChoiceProps<Value extends string | number> {
  readonly name: string;
  readonly value: Value;
  readonly options: readonly (readonly [value: Value, words: string])[];
  readonly onChange: (value: Value) => void;
}

function Choice<Value extends string | number>({ name, value, options, onChange }: ChoiceProps<Value>) {
  return (
    <div className="flex items-center gap-4">
      <span aria-hidden="true" className="w-44 shrink-0 text-dim">
        {name}
      </span>
      <div className="w-44">
        <Select
          label={name}
          hideLabel
          value={String(value)}
          options={options.map(([option, label]) => ({ value: String(option), label }))}
          onChange={(chosen) => {
            const option = options.find(([each]) => String(each) === chosen);
            if (option) onChange(option[0]);
          }}
        />
      </div>
    </div>
  );
}
