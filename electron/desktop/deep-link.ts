/**
 * Where a `berth://…` link leads, as the page's hash route; undefined when it is none of those that links may open.
 *
 * Any web page can make one. So it only ever shows something: no verb, no query, no engine's address, and each part has a
 * shape of its own.
 */
export function routeOf(link: string): string | undefined {
  const [noun, id, tab, ...more] = parts(link);
  const place = noun === undefined ? undefined : places.get(noun);
  if (place === undefined || more.length > 0) return undefined;
  if (id === undefined) return `#/${noun}`;
  if (!place.id?.test(id)) return undefined;
  if (tab === undefined) return `#/${noun}/${id}`;
  return place.tabs.includes(tab) ? `#/${noun}/${id}/${tab}` : undefined;
}

/** The link among a command line's words, if there is one. */
export function linkIn(argv: readonly string[]): string | undefined {
  return argv.find((word) => word.startsWith('berth://'));
}

const places: ReadonlyMap<string, { readonly id?: RegExp; readonly tabs: readonly string[] }> = new Map([
  [
    'containers',
    { id: /^[0-9a-f]{64}$/, tabs: ['overview', 'logs', 'terminal', 'stats', 'files', 'processes', 'inspect'] },
  ],
  ['images', { id: /^sha256:[0-9a-f]{64}$/, tabs: ['overview', 'layers', 'history', 'inspect'] }],
  ['engines', { tabs: [] }],
  ['settings', { tabs: [] }],
]);

function parts(link: string): readonly string[] {
  const rest = /^berth:\/\/([\w:/-]{1,200})$/.exec(link)?.[1];
  return rest === undefined ? [] : rest.replace(/\/$/, '').split('/');
}
