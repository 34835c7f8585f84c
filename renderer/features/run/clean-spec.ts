import type { RunSpec } from '@common/contract/run-spec';

type Row = Readonly<Record<string, unknown>> | string;

/** A row that was added and not filled: it means nothing yet, and is no mistake. */
function isBlank(row: Row | undefined): boolean {
  if (row === undefined || typeof row === 'string') return !row;
  const said = Object.entries(row).filter(([key]) => !['protocol', 'kind', 'createSource'].includes(key));
  return said.every(([, value]) =>
    typeof value === 'object' && value !== null ? Object.keys(value).length === 0 : !value,
  );
}

/** The spec without blank rows: what is shown as a line, and run. */
export function cleanSpec(spec: RunSpec): RunSpec {
  const entries = Object.entries(spec).map(([key, value]) => {
    // The words of a command may be empty on purpose.
    const rows = Array.isArray(value) && key !== 'command' && key !== 'entrypoint';
    return [key, rows ? (value as Row[]).filter((row) => !isBlank(row)) : value] as const;
  });
  return Object.fromEntries(entries) as RunSpec;
}

/** Whether a problem's field lies in a blank row: `ports.2.hostPort`. */
export function isInBlankRow(spec: RunSpec, field: string): boolean {
  const [key = '', index] = field.split('.');
  const list = spec[key as keyof RunSpec];
  return index !== undefined && Array.isArray(list) && isBlank(list[Number(index)] as Row | undefined);
}
