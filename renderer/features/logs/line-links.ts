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

/** Without what ends a sentence, or closes what was opened before the address. Counts once: a program may write a megabyte of `)`. */
function withoutClosing(link: string): string {
  const unopened = { ')': surplus(link, ')', '('), ']': surplus(link, ']', '[') };
  let end = link.length;
  for (; end > 0; end -= 1) {
    const last = link[end - 1] as string;
    if ('.,;:!?*'.includes(last)) continue;
    if ((last !== ')' && last !== ']') || unopened[last] <= 0) break;
    unopened[last] -= 1;
  }
  return link.slice(0, end);
}

/** How many more of one sign there are than of the other. */
const surplus = (text: string, sign: string, other: string) => text.split(sign).length - text.split(other).length;
