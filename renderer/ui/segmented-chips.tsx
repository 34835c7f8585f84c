import { MiddleCut } from './bdi';
import { classNames } from './class-names';
import { type Tone, toneText } from './tone';

export interface SegmentedOption<Value extends string> {
  readonly value: Value;
  readonly label: string;
  readonly count?: number;
  /** A dot before the label, as "Needs a look" has. */
  readonly tone?: Tone;
}

export interface SegmentedChipsProps<Value extends string> {
  /** What is chosen here: "State". */
  readonly label: string;
  readonly value: Value;
  readonly options: readonly SegmentedOption<Value>[];
  readonly onChange: (value: Value) => void;
  /** The counts are not known yet: they are left out, as 0 would be a lie. */
  readonly uncounted?: boolean;
}

/** One of a few: the chips that filter a list. Arrows walk, Space and Enter choose. */
export function SegmentedChips<Value extends string>(props: SegmentedChipsProps<Value>) {
  const { label, value, options, onChange, uncounted = false } = props;
  return (
    <fieldset className="flex min-w-0 flex-wrap items-center gap-2">
      <legend className="sr-only">{label}</legend>
      {options.map((option) => (
        <ToggleChip
          key={option.value}
          pressed={option.value === value}
          onChange={() => onChange(option.value)}
          {...(option.tone && { tone: option.tone })}
        >
          {option.count === undefined || uncounted ? option.label : `${option.label} ${option.count.toLocaleString()}`}
        </ToggleChip>
      ))}
    </fieldset>
  );
}

export interface ToggleChipProps {
  readonly children: string;
  readonly pressed: boolean;
  readonly onChange: (pressed: boolean) => void;
  readonly tone?: Tone;
  /** A colour of its own before the label, as a log's source has; any CSS colour. */
  readonly swatch?: string;
  /** A longer name than what is shown (`Aa`: "Match case"); a tooltip too. */
  readonly label?: string;
  /** What a double click does: choosing this one alone. Never the only way to it. */
  readonly onDoubleClick?: () => void;
}

/** A chip that is on or off. */
export function ToggleChip({ children, pressed, onChange, tone, swatch, label, onDoubleClick }: ToggleChipProps) {
  return (
    <button
      type="button"
      aria-pressed={pressed}
      aria-label={label}
      data-tip={label}
      onClick={() => onChange(!pressed)}
      onDoubleClick={onDoubleClick}
      className={classNames(
        'inline-flex h-6 max-w-80 shrink-0 items-center gap-1.5 rounded-full border px-2.5 text-small font-medium transition-colors',
        pressed ? 'border-transparent bg-sel text-ink' : 'border-line2 text-dim hover:bg-hover hover:text-ink',
      )}
    >
      {tone && <span aria-hidden className={classNames('size-2 rounded-full bg-current', toneText[tone])} />}
      {swatch && <span aria-hidden className="size-2 rounded-sm" style={{ background: swatch }} />}
      {swatch ? <MiddleCut tip={children}>{children}</MiddleCut> : children}
    </button>
  );
}
