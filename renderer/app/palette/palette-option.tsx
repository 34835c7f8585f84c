import { Fragment } from 'react';
import { classNames } from '../../ui/class-names';
import { KeyHint } from '../../ui/key-hint';
import { visibleString, visibleText } from '../../ui/visible-text';
import { folded, matchPlaces, matchScore } from './match';
import type { PaletteEntry } from './source';

/** px */
export const optionHeight = 34;

interface Props {
  readonly id: string;
  readonly entry: PaletteEntry;
  /** What was typed, folded. */
  readonly words: readonly string[];
  /** From 1. */
  readonly place: number;
  readonly of: number;
  /** px from the list's top. */
  readonly top: number;
  readonly chosen: boolean;
  readonly onPoint: () => void;
  readonly onPress: () => void;
}

/** One line: the verb, the thing, what it is; why not, where it can't be done. */
export function PaletteOption({ id, entry, words, place, of, top, chosen, onPoint, onPress }: Props) {
  const { before, name, after, detail, icon: Icon, keys, reason } = entry;
  const marks = marksOf([before, name, after], words);
  const off = reason !== undefined;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the combobox's
    // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the combobox, which names the active option
    <div
      id={id}
      role="option"
      aria-selected={chosen}
      aria-disabled={off || undefined}
      aria-posinset={place}
      aria-setsize={of}
      onMouseMove={onPoint}
      onClick={onPress}
      // The field keeps the focus.
      onMouseDown={(event) => event.preventDefault()}
      style={{ transform: `translateY(${top}px)` }}
      className={classNames(
        'absolute inset-x-0 top-0 flex h-[34px] cursor-default items-center gap-2.5 rounded-control px-2.5',
        chosen && 'bg-sel forced-colors:outline-1',
      )}
    >
      <Icon aria-hidden size={14} className={classNames('shrink-0', chosen && !off ? 'text-accent' : 'text-dim')} />
      <span className={classNames('flex min-w-0 items-baseline whitespace-pre', off && 'text-dim')}>
        {before !== '' && (
          <span className="shrink-0">
            <Piece text={before} marks={marks[0]} />
          </span>
        )}
        <bdi className="truncate" data-tip={visibleString(name)} data-tip-if="cut">
          <Piece text={name} marks={marks[1]} />
        </bdi>
        {after !== '' && (
          <span className="shrink-0">
            <Piece text={after} marks={marks[2]} />
          </span>
        )}
      </span>
      <span className="min-w-24 flex-1 truncate text-small text-dim">
        <bdi>{visibleString(off ? [detail, reason].filter(Boolean).join(' · ') : detail)}</bdi>
      </span>
      {keys && (
        <>
          <span className="sr-only">{keys}</span>
          <span className="text-dim">
            <KeyHint keys={keys} />
          </span>
        </>
      )}
    </div>
  );
}

/** Each word marks the piece that it fits best. */
function marksOf(pieces: readonly string[], words: readonly string[]): readonly ReadonlySet<number>[] {
  const texts = pieces.map(folded);
  const marks = pieces.map(() => new Set<number>());
  for (const word of words) {
    const scores = texts.map((text) => matchScore(word, text));
    const best = scores.indexOf(Math.max(...scores));
    for (const at of matchPlaces(word, texts[best] ?? '')) marks[best]?.add(at);
  }
  return marks;
}

const none: ReadonlySet<number> = new Set();

/** A text with what was typed in bold, and with what acts or hides made visible. */
function Piece({ text, marks = none }: { readonly text: string; readonly marks: ReadonlySet<number> | undefined }) {
  let run = '';
  let bold = false;
  const runs: { at: number; text: string; bold: boolean }[] = [];
  const end = (at: number) => {
    if (run !== '') runs.push({ at, text: run, bold });
    run = '';
  };
  for (let at = 0; at < text.length; at++) {
    if (marks.has(at) !== bold) {
      end(at);
      bold = marks.has(at);
    }
    run += text.charAt(at);
  }
  end(text.length);
  return runs.map((part) =>
    part.bold ? (
      <b key={part.at} className="font-semibold">
        <Seen text={part.text} />
      </b>
    ) : (
      <Seen key={part.at} text={part.text} />
    ),
  );
}

function Seen({ text }: { readonly text: string }) {
  let at = 0;
  return visibleText(text).map((part) => {
    const key = at;
    at += part.text.length;
    return part.mark === undefined ? (
      <Fragment key={key}>{part.text}</Fragment>
    ) : (
      <span key={key} className="text-warn">
        {part.mark}
      </span>
    );
  });
}
