/** Web addresses in a line, as places `[from, to, …]` of its text. Text only: nothing here opens anything. */
export function linkPlaces(text: string): readonly number[] {
  if (!text.includes('://')) return [];
  const places: number[] = [];
  for (const found of text.matchAll(address)) {
    const link = withoutClosing(found[0]);
    if (link.length > shortest) places.push(found.index, found.index + link.length);
    if (places.length >= most * 2) break;
  }
  return places;
}

const address = /https?:\/\/[^\s"'<>`\\^{}|␀-␡␦]+/gi;
const shortest = 'https://'.length;
/** More in one line help nobody. */
const most = 50;

/** Without what ends a sentence, or closes what was opened before the address. */
function withoutClosing(link: string): string {
  let end = link.length;
  for (; end > 0; end -= 1) {
    const last = link[end - 1] as string;
    if ('.,;:!?*'.includes(last)) continue;
    const opens = { ')': '(', ']': '[' }[last];
    if (opens === undefined || count(link, opens, end) >= count(link, last, end)) break;
  }
  return link.slice(0, end);
}

const count = (text: string, sign: string, end: number) => text.slice(0, end).split(sign).length - 1;
