/** A run of plain text, or one character that would act or hide instead of being seen. */
export interface TextPart {
  readonly text: string;
  /** What it shows as: `⟨ESC⟩`, `⟨U+202E⟩`. */
  readonly mark?: string;
}

// Controls, line and paragraph ends, zero-width and direction marks: a name holding one can pose as another name.
const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

/** Parts text into what is seen and what must be marked to be seen. */
export function visibleText(text: string): readonly TextPart[] {
  if (!unseen.test(text)) return [{ text }];
  const parts: TextPart[] = [];
  let run = '';
  for (const character of text) {
    if (!unseen.test(character)) {
      run += character;
      continue;
    }
    if (run !== '') parts.push({ text: run });
    run = '';
    parts.push({ text: character, mark: markOf(character) });
  }
  if (run !== '') parts.push({ text: run });
  return parts;
}

function markOf(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return named[code] ?? `⟨U+${code.toString(16).toUpperCase().padStart(4, '0')}⟩`;
}

// The control pictures (U+2400 on) are in few fonts.
const named: Readonly<Record<number, string>> = {
  0: '⟨NUL⟩',
  7: '⟨BEL⟩',
  8: '⟨BS⟩',
  9: '⟨TAB⟩',
  10: '⟨LF⟩',
  13: '⟨CR⟩',
  27: '⟨ESC⟩',
};

/** All of it as one string, for tooltips and names. */
export function visibleString(text: string): string {
  return visibleText(text)
    .map((part) => part.mark ?? part.text)
    .join('');
}

/**
 * Where a text is cut when it has no room: the end is what tells paths and ids apart.
 *
 * @returns [head, tail]; the tail always shows. The last part of a path when that's short, else the last `least` characters.
 */
export function middleCut(text: string, least = 8): readonly [string, string] {
  const characters = [...text];
  if (characters.length <= least * 2) return [text, ''];
  const slash = characters.lastIndexOf('/', characters.length - 2);
  const last = characters.length - slash;
  const tail = slash > 0 && last <= least * 2 ? last : least;
  return [characters.slice(0, -tail).join(''), characters.slice(-tail).join('')];
}

/** The first and last characters of an id, for where a line's room is not known: `sha256:0cad5e07ba33…4bae4cfc`. */
export function shortened(text: string, head = 12, tail = 8): string {
  const characters = [...text];
  if (characters.length <= head + tail + 1) return text;
  return `${characters.slice(0, head).join('')}…${tail === 0 ? '' : characters.slice(-tail).join('')}`;
}
