import { withoutColours } from '@common/contract/log-rules';
import type { LogLine } from '@common/contract/logs';
import { type AnsiPiece, ansiPieces } from './ansi';
import type { HitFinder } from './hit-marks';
import { linkPlaces } from './line-links';
import { splitPieces } from './split-pieces';
import { type StructuredLook, structuredPieces } from './structured-look';

/** A piece of a line's text, drawn in one way. */
export interface LinePiece extends AnsiPiece {
  /** The address that it is part of. */
  readonly link?: string;
  /** Inside of a hit. */
  readonly hit?: true;
}

interface LineText {
  readonly pieces: readonly LinePiece[];
  /** As one reads it: what places of hits and of a selection count in. */
  readonly text: string;
}

/** Only lines that are shown are ever asked for; they go with their line. */
const known = new WeakMap<LogLine, LineText & { readonly look: StructuredLook | undefined }>();

/** A line's text in the pieces that it is drawn in. */
export function lineText(line: LogLine, look: StructuredLook | undefined): LineText {
  const before = known.get(line);
  if (before?.look === look && before) return before;
  const coloured = (look && structuredPieces(line, look)) ?? ansiPieces(line.text);
  const text = coloured.map((piece) => piece.text).join('');
  const places = linkPlaces(text);
  const pieces = splitPieces<LinePiece>(coloured, places, (piece, which) => ({
    ...piece,
    link: text.slice(places[which * 2], places[which * 2 + 1]),
  }));
  const made = { pieces, text, look };
  known.set(line, made);
  return made;
}

/** The pieces with hits marked. */
export function piecesWith(line: LogLine, look: StructuredLook | undefined, find: HitFinder | undefined) {
  const { pieces, text } = lineText(line, look);
  if (!find) return pieces;
  const asSearched = line.cut === undefined && withoutColours(line.text) === text;
  return splitPieces<LinePiece>(pieces, find(text, asSearched), (piece) => ({ ...piece, hit: true }));
}
