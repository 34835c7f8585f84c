import { type KeyboardEvent, type PointerEvent, useRef } from 'react';

export interface EdgeHandleProps {
  /** "Height of the dock". */
  readonly label: string;
  /** px, now. */
  readonly size: number;
  readonly least: number;
  /** While it is dragged. */
  readonly onMove: (size: number) => void;
  /** It was let go of, or a key moved it. */
  readonly onDone: (size: number) => void;
}

/** The upper edge of what stands at the window's bottom: moved by the pointer, or by the arrows (16 px, with Shift 64). */
export function EdgeHandle({ label, size, least, onMove, onDone }: EdgeHandleProps) {
  const from = useRef<{ readonly y: number; readonly size: number }>(undefined);
  // What is drawn may be lower than what is kept: a window that was larger.
  const drawn = (element: HTMLElement) => element.parentElement?.getBoundingClientRect().height ?? size;
  const at = (event: PointerEvent) => {
    const { y, size: was } = from.current ?? { y: event.clientY, size };
    return Math.max(least, was + y - event.clientY);
  };
  const pressed = (event: KeyboardEvent<HTMLElement>) => {
    const by = { ArrowUp: 16, ArrowDown: -16 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    onDone(Math.max(least, drawn(event.currentTarget) + by * (event.shiftKey ? 4 : 1)));
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: an <hr> can't be moved
    <div
      role="separator"
      aria-orientation="horizontal"
      aria-label={label}
      aria-valuenow={Math.round(size)}
      aria-valuemin={least}
      tabIndex={0}
      onKeyDown={pressed}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        from.current = { y: event.clientY, size: drawn(event.currentTarget) };
        event.preventDefault();
      }}
      onPointerMove={(event) => from.current && onMove(at(event))}
      onPointerUp={(event) => {
        if (from.current) onDone(at(event));
        from.current = undefined;
      }}
      onPointerCancel={() => {
        from.current = undefined;
      }}
      className="absolute inset-x-0 -top-1 z-10 h-2 cursor-row-resize outline-none after:absolute after:inset-x-0 after:top-1 after:h-px after:bg-line hover:after:bg-accent focus-visible:after:h-0.5 focus-visible:after:bg-accent"
    />
  );
}
