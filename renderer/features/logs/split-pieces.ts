/** Splits the pieces of a line at places `[from, to, from, to, …]` of its text, in order; `inside` marks what is between. */
export function splitPieces<Piece extends { readonly text: string }>(
  pieces: readonly Piece[],
  places: readonly number[],
  inside: (piece: Piece, which: number) => Piece,
): readonly Piece[] {
  if (places.length === 0) return pieces;
  const out: Piece[] = [];
  let begun = 0;
  let next = 0;
  for (const piece of pieces) {
    const { text } = piece;
    const end = begun + text.length;
    let at = begun;
    while (at < end) {
      const marked = next % 2 === 1;
      const stop = Math.min(end, places[next] ?? end);
      if (stop > at) {
        const part = { ...piece, text: text.slice(at - begun, stop - begun) };
        out.push(marked ? inside(part, (next - 1) / 2) : part);
      }
      at = stop;
      if (places[next] === at) next += 1;
      // One that ends where the next begins.
      else if (stop >= end) break;
    }
    begun = end;
  }
  return out;
}
