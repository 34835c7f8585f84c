import { describe, expect, it } from 'vitest';
import { ansiPieces } from './ansi';
import { hitFinder } from './hit-marks';
import { splitPieces } from './split-pieces';

function shown(line: string, matcher: Parameters<typeof hitFinder>[0]): string {
  const pieces = ansiPieces(line);
  const places = hitFinder(matcher)?.(pieces.map((piece) => piece.text).join('')) ?? [];
  return splitPieces(pieces, places, (piece) => ({ ...piece, text: `<${piece.text}>` }))
    .map(({ text }) => text)
    .join('|');
}

describe('hit marks', () => {
  it('marks across colours', () => {
    expect(shown('a re\x1b[31mtry b retry', { pattern: 'RETRY' })).toBe('a |<re>|<try>| b |<retry>');
    expect(shown('nothing', { pattern: 'x' })).toBe('nothing');
    expect(shown('xx', { pattern: 'x' })).toBe('<x>|<x>');
  });

  it('marks patterns, also those that match nothing at some place', () => {
    expect(shown('a1b22', { pattern: '\\d*', regex: true })).toBe('a|<1>|b|<22>');
  });

  it('marks nothing for a pattern that is none', () => {
    expect(hitFinder({ pattern: '(', regex: true })).toBeUndefined();
  });

  it('looks once only with a pattern that could run for ever', () => {
    expect(shown('xaab', { pattern: '(a+)+|b', regex: true })).toBe('x|<aa>|b');
  });
});
