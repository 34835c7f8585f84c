/** One record of comma-separated values with double quotes (RFC 4180), as `--mount` and `--network` take it; undefined when a quote is open. */
export function parseCsv(text: string): readonly string[] | undefined {
  const fields: string[] = [];
  let at = 0;
  while (at <= text.length) {
    if (text[at] === '"') {
      const match = /^"((?:[^"]|"")*)"(,|$)/.exec(text.slice(at));
      if (!match) return undefined;
      fields.push((match[1] ?? '').replaceAll('""', '"'));
      at += match[0].length;
      if (match[2] === '') break;
    } else {
      const comma = text.indexOf(',', at);
      fields.push(text.slice(at, comma < 0 ? undefined : comma));
      if (comma < 0) break;
      at = comma + 1;
    }
  }
  return fields;
}

export function writeCsv(fields: readonly string[]): string {
  return fields.map((field) => (/[",\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field)).join(',');
}
