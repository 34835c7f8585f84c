import { Autocomplete } from '@base-ui/react/autocomplete';
import { type ReactNode, useMemo, useState } from 'react';
import { Bdi } from '../../ui/bdi';
import { classNames } from '../../ui/class-names';
import { controlClass } from '../../ui/field';
import { useRunForm } from './run-form';

export interface Suggestion {
  readonly value: string;
  /** Beside it, quieter. */
  readonly detail?: string;
}

/** Longer lists are cut: typing finds the rest. */
const most = 50;

/** A text with what the engine has of that kind below it. Anything may be typed. */
export function SuggestInput(props: {
  readonly field: string;
  readonly id?: string;
  readonly label?: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly suggestions: readonly Suggestion[];
  readonly placeholder?: string;
  readonly saidBy?: string;
  /** At the end, within the box. */
  readonly end?: ReactNode;
  readonly autoFocus?: boolean;
}) {
  const { field, id, label, value, onChange, suggestions, placeholder, saidBy, end, autoFocus } = props;
  const { form, problems } = useRunForm();
  const wrong = problems.at(field).some(({ severity }) => severity === 'error');
  const details = useMemo(() => new Map(suggestions.map((one) => [one.value, one.detail])), [suggestions]);
  const items = useMemo(() => {
    const words = value.trim().toLowerCase();
    const found = suggestions.map((one) => one.value).filter((text) => text.toLowerCase().includes(words));
    // What stands there already is no suggestion.
    return found.length === 1 && found[0] === value ? [] : found.slice(0, most);
  }, [suggestions, value]);
  const [wanted, setWanted] = useState(false);
  return (
    <Autocomplete.Root
      // An open list with nothing in it would still take Esc and hide what is around it from screen readers.
      open={wanted && items.length > 0}
      onOpenChange={(open) => setWanted(open)}
      items={items}
      value={value}
      onValueChange={(next, { reason }) => {
        // Esc closes the list; what was typed stays.
        if (reason !== 'escape-key') onChange(next);
      }}
      filter={null}
      mode="list"
    >
      <div className="relative min-w-0">
        <Autocomplete.Input
          id={id}
          aria-label={label}
          data-field={field}
          placeholder={placeholder}
          aria-invalid={wrong || undefined}
          aria-describedby={saidBy}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          autoFocus={autoFocus}
          onBlur={() => form.leave(field)}
          className={classNames(controlClass, end !== undefined && 'pe-28')}
        />
        {end !== undefined && (
          <span className="pointer-events-none absolute inset-y-0 end-2 flex items-center text-small">{end}</span>
        )}
      </div>
      <Autocomplete.Portal>
        <Autocomplete.Positioner sideOffset={4} className="z-40">
          <Autocomplete.Popup className="max-h-60 w-(--anchor-width) overflow-auto rounded-block border border-line2 bg-raised p-1 shadow-float">
            <Autocomplete.List>
              {(item: string) => (
                <Autocomplete.Item
                  key={item}
                  value={item}
                  className="flex h-7 items-center gap-3 rounded-control px-2 outline-none select-none data-highlighted:bg-sel"
                >
                  <Bdi cut="middle" className="min-w-0 flex-1">
                    {item}
                  </Bdi>
                  {details.get(item) && <span className="shrink-0 text-small text-dim">{details.get(item)}</span>}
                </Autocomplete.Item>
              )}
            </Autocomplete.List>
          </Autocomplete.Popup>
        </Autocomplete.Positioner>
      </Autocomplete.Portal>
    </Autocomplete.Root>
  );
}
