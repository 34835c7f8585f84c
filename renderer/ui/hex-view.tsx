import { useCallback, useRef } from 'react';
import { useRowWindow } from './use-row-window';

export interface HexViewProps {
  /** "Bytes of logo.bin". */
  readonly label: string;
  readonly bytes: Uint8Array;
}

const perRow = 16;
const height = 20;

/** Bytes as figures and as letters, as `hexdump -C` writes them. */
export function HexView({ label, bytes }: HexViewProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const keyAt = useCallback((index: number) => String(index), []);
  const view = useRowWindow({ count: Math.ceil(bytes.length / perRow), keyAt, scroller, height });
  return (
    <section
      ref={scroller}
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys
      tabIndex={0}
      className="min-h-0 flex-1 overflow-auto bg-sunk px-3 py-2 font-mono text-small -outline-offset-2"
    >
      <div className="relative min-w-max" style={{ height: view.total }}>
        {view.items.map(({ index, start }) => {
          const row = bytes.subarray(index * perRow, (index + 1) * perRow);
          return (
            <div
              key={index}
              className="absolute flex h-5 gap-4 whitespace-pre"
              style={{ transform: `translateY(${start}px)` }}
            >
              <span className="text-faint">{(index * perRow).toString(16).padStart(8, '0')}</span>
              <span>{figures(row)}</span>
              <span className="text-dim">{letters(row)}</span>
            </div>
          );
        })}
      </div>
    </section>
  );
}

function figures(row: Uint8Array): string {
  const words = [...row].map((byte) => byte.toString(16).padStart(2, '0'));
  return `${words.slice(0, 8).join(' ')}  ${words.slice(8).join(' ')}`.padEnd(perRow * 3, ' ');
}

const letters = (row: Uint8Array) =>
  [...row].map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.')).join('');
