import { History } from 'lucide-react';
import { useT } from '../../app/t';
import { TextField } from '../../ui/field';
import { PopoverButton } from '../../ui/popover-button';
import { SegmentedChips } from '../../ui/segmented-chips';
import {
  fromInput,
  type LogRange,
  rangeWords,
  sinces,
  sinceTime,
  sinceWords,
  tails,
  tailWords,
  toInput,
} from './log-range';

interface Props {
  readonly range: LogRange;
  readonly onRange: (range: LogRange) => void;
}

/** Which part of the log is read: its last lines, since when, until when. */
export function RangeButton({ range, onRange }: Props) {
  const t = useT();
  return (
    <PopoverButton label={t('Range: {{range}}', { range: rangeWords(range, t) })} icon={History}>
      {() => <RangePanel range={range} onRange={onRange} />}
    </PopoverButton>
  );
}

function RangePanel({ range, onRange }: Props) {
  const t = useT();
  const { since, until } = range;
  return (
    <div className="flex w-[400px] max-w-[calc(100vw-32px)] flex-col gap-3 p-3">
      <Part title={t('Lines')}>
        <SegmentedChips
          label={t('Lines')}
          value={String(range.tail)}
          options={tails.map((tail) => ({ value: String(tail), label: tailWords(tail, t) }))}
          onChange={(value) => onRange({ ...range, tail: tails.find((tail) => String(tail) === value) })}
        />
      </Part>
      <Part title={t('Since')}>
        <SegmentedChips
          label={t('Since')}
          value={since.kind}
          options={sinces.map((kind) => ({ value: kind, label: sinceWords(kind, t) }))}
          onChange={(kind) => {
            if (kind !== 'custom') onRange({ ...range, since: { kind } });
            else if (since.kind !== 'custom')
              onRange({
                ...range,
                since: { kind, at: sinceTime(since, Date.now()) ?? sinceTime({ kind: 'today' }, Date.now()) ?? 0 },
              });
          }}
        />
        {since.kind === 'custom' && (
          <TimeField
            label={t('Since time')}
            at={since.at}
            onChange={(at) => at !== undefined && onRange({ ...range, since: { kind: 'custom', at } })}
          />
        )}
      </Part>
      <Part title={t('Until')}>
        <SegmentedChips
          label={t('Until')}
          value={until === undefined ? 'now' : 'custom'}
          options={[
            { value: 'now', label: t('Now, and on') },
            { value: 'custom', label: t('To …') },
          ]}
          onChange={(kind) => onRange({ ...range, until: kind === 'now' ? undefined : (until ?? Date.now()) })}
        />
        {until !== undefined && (
          <TimeField
            label={t('Until time')}
            at={until}
            onChange={(at) => at !== undefined && onRange({ ...range, until: at })}
          />
        )}
      </Part>
      <p className="m-0 text-dim text-small">{t('Older lines come when one scrolls up to them.')}</p>
    </div>
  );
}

function Part({ title, children }: { readonly title: string; readonly children: React.ReactNode }) {
  return (
    <div className="flex flex-col gap-1.5">
      <span aria-hidden className="text-dim text-small">
        {title}
      </span>
      {children}
    </div>
  );
}

function TimeField({ label, at, onChange }: { label: string; at: number; onChange: (at: number | undefined) => void }) {
  return (
    <TextField
      label={label}
      hideLabel
      type="datetime-local"
      step={1}
      value={toInput(at)}
      onChange={(text) => onChange(fromInput(text))}
      className="w-56!"
    />
  );
}
