import { type ReactNode, useMemo } from 'react';
import { Group, Panel, Separator } from 'react-resizable-panels';
import { classNames } from './class-names';

export interface SplitPaneProps {
  /** Side by side, or one above the other. */
  readonly direction: 'row' | 'column';
  readonly first: ReactNode;
  readonly second: ReactNode;
  /** Names the bar between them: "Size of the terminal". */
  readonly label: string;
  /** The second's share at first, in percent. */
  readonly share?: number;
  /** px that each keeps at least. */
  readonly least?: number;
  /** Told when the person has moved the bar; the second's share in percent. */
  readonly onShare?: (share: number) => void;
}

/** Two panes with a bar between them, moved by the pointer or the arrows; a double click gives the first share back. */
export function SplitPane({ direction, first, second, label, share = 50, least = 120, onShare }: SplitPaneProps) {
  const start = useMemo(() => ({ first: 100 - share, second: share }), [share]);
  const row = direction === 'row';
  return (
    <Group
      orientation={row ? 'horizontal' : 'vertical'}
      defaultLayout={start}
      onLayoutChanged={({ second: now }) => now !== undefined && onShare?.(now)}
      className="min-h-0 flex-1"
    >
      <Panel id="first" minSize={least} className="flex min-h-0 min-w-0 flex-col">
        {first}
      </Panel>
      <Separator
        aria-label={label}
        className={classNames(
          'relative bg-line transition-colors hover:bg-accent focus-visible:bg-accent focus-visible:outline-none data-[separator=active]:bg-accent',
          row ? 'w-px' : 'h-px',
        )}
      />
      <Panel id="second" minSize={least} className="flex min-h-0 min-w-0 flex-col">
        {second}
      </Panel>
    </Group>
  );
}
