import type { Container } from '@common/contract/containers';
import { useT } from '../../app/t';
import { Bdi } from '../../ui/bdi';
import { isAlive, namedFirst } from './delete-plan';

interface NamedRowsProps {
  /** "What is deleted". */
  readonly label: string;
  readonly rows: readonly Pick<Container, 'id' | 'name' | 'state'>[];
  /** Says of each that runs that it does. */
  readonly tellRunning?: boolean;
}

/** The names that a question is about: as many as can be read, then how many more. */
export function NamedRows({ label, rows, tellRunning = false }: NamedRowsProps) {
  const t = useT();
  const { shown, more } = namedFirst(rows);
  return (
    <ul aria-label={label} className="rounded-block border border-line bg-sunk px-3 py-1.5">
      {shown.map((row) => (
        <li key={row.id} className="flex gap-3">
          <Bdi cut="middle" className="min-w-0 flex-1">
            {row.name}
          </Bdi>
          {tellRunning && isAlive(row) && <span className="shrink-0 text-dim">{t('running')}</span>}
        </li>
      ))}
      {more > 0 && <li className="text-dim">{t('and {{count}} more', { count: more.toLocaleString() })}</li>}
    </ul>
  );
}
