/** One line of the tree. */
export interface JsonNode {
  /** As jq writes it: `.Config.Labels["com.example"]`, `.Mounts[0]`; the root is `.`. */
  readonly path: string;
  /** The key or the index; '' at the root. */
  readonly name: string;
  readonly value: unknown;
  readonly depth: number;
  /** How many are in it; undefined: it holds nothing by its kind. */
  readonly size: number | undefined;
  readonly open: boolean;
  /** Its place among its siblings, from 1, and their number. */
  readonly place: number;
  readonly of: number;
}

type Entries = readonly (readonly [string, unknown])[];

function entriesOf(value: unknown): Entries | undefined {
  if (Array.isArray(value)) return value.map((part: unknown, index) => [String(index), part] as const);
  if (typeof value === 'object' && value !== null) return Object.entries(value);
  return undefined;
}

function pathOf(parent: string, name: string, inArray: boolean): string {
  if (inArray) return `${parent}[${name}]`;
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) return `${parent}[${JSON.stringify(name)}]`;
  return parent === '.' ? `.${name}` : `${parent}.${name}`;
}

/**
 * The lines to show, in order. Looks only into what is open, so a closed array of 100,000 costs nothing.
 *
 * @param shown leaves out what it says no to, with all that is in it
 */
export function jsonNodes(
  root: unknown,
  isOpen: (path: string) => boolean,
  shown: (path: string) => boolean = () => true,
): readonly JsonNode[] {
  const nodes: JsonNode[] = [];
  const add = (path: string, name: string, value: unknown, depth: number, place: number, of: number): void => {
    const entries = entriesOf(value);
    const open = entries !== undefined && entries.length > 0 && isOpen(path);
    nodes.push({ path, name, value, depth, size: entries?.length, open, place, of });
    if (!open) return;
    const inside = entries
      .map(([key, part]) => ({ key, part, path: pathOf(path, key, Array.isArray(value)) }))
      .filter((child) => shown(child.path));
    for (const [index, child] of inside.entries())
      add(child.path, child.key, child.part, depth + 1, index + 1, inside.length);
  };
  add('.', '', root, 0, 1, 1);
  return nodes;
}

export interface JsonHits {
  readonly hits: ReadonlySet<string>;
  /** What leads to the hits: to be opened. */
  readonly around: ReadonlySet<string>;
}

/** Where a text is in names and values; upper and lower case are the same. */
export function findInJson(root: unknown, text: string): JsonHits {
  const wanted = text.toLowerCase();
  const hits = new Set<string>();
  const around = new Set<string>();
  // A stack of our own: an engine's answer may be nested deeper than JavaScript may call.
  const stack: { path: string; name: string; value: unknown; up: readonly string[] }[] = [
    { path: '.', name: '', value: root, up: [] },
  ];
  for (let node = stack.pop(); node; node = stack.pop()) {
    const entries = entriesOf(node.value);
    const said = entries ? node.name : `${node.name}\n${leafText(node.value)}`;
    if (said.toLowerCase().includes(wanted)) {
      hits.add(node.path);
      for (const above of node.up) around.add(above);
    }
    if (!entries) continue;
    const up = [...node.up, node.path];
    for (const [key, value] of entries)
      stack.push({ path: pathOf(node.path, key, Array.isArray(node.value)), name: key, value, up });
  }
  return { hits, around };
}

/** A value as shown: strings without quotes would look like numbers, so they have them. */
export function leafText(value: unknown): string {
  return JSON.stringify(value) ?? String(value);
}

/** A value as copied: a string is itself, anything else is JSON. */
export function copyText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value, undefined, 2);
}
