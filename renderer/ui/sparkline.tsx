import { memo } from 'react';

export interface SparklineProps {
  /** Oldest first; a hole where nothing is known. */
  readonly values: readonly (number | undefined)[];
  readonly width: number;
  readonly height: number;
  /** The most values that fill the width. */
  readonly room: number;
  /** The value at the top; what is higher sets its own. */
  readonly top: number;
}

/** A line of the last values, for the eye only: the figure beside it says what it is. Takes the text's colour. */
export const Sparkline = memo(function Sparkline({ values, width, height, room, top }: SparklineProps) {
  return (
    <svg aria-hidden width={width} height={height} viewBox={`0 0 ${width} ${height}`} className="shrink-0">
      <path
        d={sparklinePath({ values, width, height, room, top })}
        fill="none"
        stroke="currentColor"
        strokeWidth={1.25}
        strokeLinejoin="round"
        strokeLinecap="round"
      />
    </svg>
  );
});

/** The line as an SVG path; a value alone is a dot. */
export function sparklinePath({ values, width, height, room, top }: SparklineProps): string {
  const most = Math.max(top, ...values.map((value) => value ?? 0));
  // A few fill half of it at least; they stand at its end.
  const steps = Math.max(room / 6, Math.min(room, values.length) - 1);
  const step = width / steps;
  const first = steps - (Math.min(room, values.length) - 1);
  let path = '';
  let drawing = false;
  values.slice(-room).forEach((value, index) => {
    if (value === undefined) {
      drawing = false;
      return;
    }
    const x = ((first + index) * step).toFixed(1);
    const y = (height - 1 - (value / most) * (height - 2)).toFixed(1);
    path += drawing ? `L${x} ${y}` : `M${x} ${y}h0`;
    drawing = true;
  });
  return path;
}
