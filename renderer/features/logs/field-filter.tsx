import type { LogField } from '@common/contract/logs';
import type { FieldTest } from '@common/std/field-test';
import { X } from 'lucide-react';
import { useId, useRef, useState } from 'react';
import { useT } from '../../app/t';
import { classNames } from '../../ui/class-names';
import { visibleString } from '../../ui/visible-text';
import { fieldSuggestions } from './field-suggestions';
import { testsOf, withTest, wordsOf } from './field-words';

export interface FieldFilterProps {
  readonly tests: readonly FieldTest[];
  readonly onTests: (tests: readonly FieldTest[]) => void;
  /** Names and values to choose from. */
  readonly fields: readonly LogField[];
  /** Somebody is about to type: what is known of the fields may be old. */
  readonly onFocus: () => void;
}

/** As many as main takes. */
const most = 20;

/** A box that takes `status=500 user!=bob path?` and holds each as a chip. */
export function FieldFilter({ tests, onTests, fields, onFocus }: FieldFilterProps) {
  const t = useT();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState('');
  const [problem, setProblem] = useState<string>();
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState<number>();
  const offers = open ? fieldSuggestions(fields, typed) : [];

  function type(text: string): void {
    setTyped(text);
    setProblem(undefined);
    setActive(undefined);
    setOpen(true);
  }

  function add(text: string): void {
    const added = testsOf(text);
    const next = added?.reduce(withTest, tests) ?? tests;
    if (!added) setProblem(t('Write name=value, name!=value or name?'));
    else if (next.length > most) setProblem(t('No more than {{most}} at once', { most }));
    else if (added.length > 0) {
      onTests(next);
      type('');
      setOpen(false);
    }
  }

  /** A name goes on with its value; what is whole is taken. */
  function choose(offer: string): void {
    input.current?.focus();
    if (/^[^\s=!?"]+=$/.test(offer)) type(offer);
    else add(offer);
  }

  function onKeyDown(event: React.KeyboardEvent): void {
    const { key } = event;
    const step = key === 'ArrowDown' ? 1 : key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      setOpen(true);
      if (offers.length > 0) setActive(((active ?? (step > 0 ? -1 : 0)) + step + offers.length) % offers.length);
      return;
    }
    const offer = active === undefined ? undefined : offers[active];
    if (key === 'Enter' || (key === 'Tab' && offer)) {
      event.preventDefault();
      if (offer) choose(offer);
      else add(typed);
    } else if (key === 'Backspace' && typed === '' && tests.length > 0) onTests(tests.slice(0, -1));
    else if (key === 'Escape' && (offers.length > 0 || typed !== '')) {
      event.stopPropagation();
      if (offers.length > 0) setOpen(false);
      else type('');
    }
  }

  const listed = offers.length > 0;
  return (
    <div className="relative flex min-h-7 min-w-60 flex-1 flex-wrap items-center gap-1 rounded-control border border-edge bg-pane px-1.5 focus-within:outline-2 focus-within:outline-accent">
      {tests.map((test) => (
        <Chip
          key={wordsOf(test)}
          words={wordsOf(test)}
          onRemove={() => {
            onTests(tests.filter((other) => other !== test));
            input.current?.focus();
          }}
        />
      ))}
      <input
        ref={input}
        role="combobox"
        aria-label={t('Filter by field')}
        aria-expanded={listed}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={active === undefined ? undefined : `${id}-${active}`}
        aria-invalid={problem !== undefined}
        aria-describedby={problem === undefined ? undefined : `${id}-problem`}
        placeholder={tests.length === 0 ? t('Filter by field: status=500 user!=bob path?') : ''}
        autoComplete="off"
        spellCheck={false}
        value={typed}
        onChange={(event) => type(event.target.value)}
        onFocus={() => {
          onFocus();
          setOpen(true);
        }}
        onBlur={() => setOpen(false)}
        onKeyDown={onKeyDown}
        className="h-6 min-w-32 flex-1 bg-transparent font-mono text-small outline-none placeholder:font-sans"
      />
      {problem !== undefined && (
        <span id={`${id}-problem`} role="alert" className="shrink-0 text-bad text-small">
          {problem}
        </span>
      )}
      <div
        id={`${id}-list`}
        role="listbox"
        aria-label={t('Fields and values')}
        className={classNames(
          'absolute start-0 top-full z-30 mt-1 max-w-full min-w-64 rounded-block border border-line2 bg-raised p-1 font-mono text-small shadow-float',
          !listed && 'hidden',
        )}
      >
        {offers.map((offer, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: keys are the box's
          // biome-ignore lint/a11y/useFocusableInteractive: the box holds the focus and names the active one
          <div
            key={offer}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === active}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => choose(offer)}
            className={classNames(
              'flex h-7 items-center truncate rounded-control px-2',
              index === active ? 'bg-sel' : 'hover:bg-hover',
            )}
          >
            {visibleString(offer)}
          </div>
        ))}
      </div>
    </div>
  );
}

function Chip({ words, onRemove }: { readonly words: string; readonly onRemove: () => void }) {
  const t = useT();
  const shown = visibleString(words);
  return (
    <span className="inline-flex h-5 max-w-80 items-center rounded-[5px] bg-sel font-mono text-small">
      <bdi className="min-w-0 truncate ps-1.5" data-tip={shown} data-tip-if="cut">
        {shown}
      </bdi>
      <button
        type="button"
        aria-label={t('Remove {{words}}', { words: shown })}
        onClick={onRemove}
        className="grid size-5 shrink-0 place-items-center rounded-[5px] text-dim hover:bg-hover hover:text-ink"
      >
        <X aria-hidden size={12} />
      </button>
    </span>
  );
}
