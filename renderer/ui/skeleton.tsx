import { useWords } from './use-words';

export interface SkeletonRowsProps {
  readonly count?: number;
  /** px of each, as the rows to come have. */
  readonly height?: number;
}

const shares = [34, 52, 41, 60, 38, 47];

/** Rows of the height of those to come, so that nothing jumps when they do. */
export function SkeletonRows({ count = 8, height = 28 }: SkeletonRowsProps) {
  const words = useWords();
  return (
    <div role="status">
      <span className="sr-only">{words('Loading')}</span>
      {Array.from({ length: count }, (_, index) => index).map((index) => (
        <div key={index} aria-hidden className="flex items-center gap-6 border-b border-line px-4" style={{ height }}>
          <Bar share={(shares[index % shares.length] ?? 40) / 2} />
          <Bar share={(shares[(index + 2) % shares.length] ?? 40) / 2} />
          <Bar share={12} />
        </div>
      ))}
    </div>
  );
}

function Bar({ share }: { readonly share: number }) {
  return <span className="h-2 animate-breathe rounded bg-line" style={{ width: `${share}%` }} />;
}
