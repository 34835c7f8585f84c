import type { ReactNode } from 'react';
import { classNames } from './class-names';

export type MarkState =
  | 'running'
  | 'healthy'
  | 'unhealthy'
  | 'paused'
  | 'restarting'
  | 'exited'
  | 'failed'
  | 'created'
  | 'unknown';

const stroke = { fill: 'none', stroke: 'currentColor', strokeWidth: 1.6 };

/** Each state has a shape of its own: told apart without colour too. */
const marks: Readonly<Record<MarkState, { colour: string; shape: ReactNode }>> = {
  running: { colour: 'text-ok', shape: <circle cx="6" cy="6" r="4" fill="currentColor" /> },
  healthy: { colour: 'text-ok', shape: <circle cx="6" cy="6" r="4" fill="currentColor" /> },
  unhealthy: {
    colour: 'text-warn',
    shape: (
      <>
        <circle cx="6" cy="6" r="4.6" fill="currentColor" />
        <path d="M6 3.4v3M6 8v.9" stroke="var(--pane)" strokeWidth="1.4" />
      </>
    ),
  },
  paused: { colour: 'text-warn', shape: <path d="M4 2.5v7M8 2.5v7" {...stroke} strokeWidth="2" /> },
  restarting: {
    colour: 'text-warn',
    shape: <path d="M9.6 4.2A4 4 0 1 0 10 6.6M10.2 1.6v3H7.2" {...stroke} />,
  },
  exited: { colour: 'text-faint', shape: <circle cx="6" cy="6" r="3.2" {...stroke} /> },
  failed: { colour: 'text-bad', shape: <path d="M2.5 2.5l7 7M9.5 2.5l-7 7" {...stroke} strokeWidth="2" /> },
  created: {
    colour: 'text-faint',
    shape: <circle cx="6" cy="6" r="3.6" {...stroke} strokeWidth="1.4" strokeDasharray="1.6 1.6" />,
  },
  unknown: { colour: 'text-faint', shape: <path d="M3 6h6" {...stroke} /> },
};

/** The colour of a state's words. Quiet states keep the colour of what is around them. */
export const stateColour = (state: MarkState): string => {
  const { colour } = marks[state];
  return colour === 'text-ok' || colour === 'text-faint' ? 'text-dim' : colour;
};

export interface StateMarkProps {
  readonly state: MarkState;
  /** The state in words: "unhealthy". */
  readonly label: string;
  /** Show the words beside the mark; else they are its name, and a tooltip. */
  readonly words?: boolean;
}

/** A state as shape, colour and words. */
export function StateMark({ state, label, words = false }: StateMarkProps) {
  const { colour, shape } = marks[state];
  const svg = (
    <svg aria-hidden="true" width="12" height="12" viewBox="0 0 12 12" className={classNames('shrink-0', colour)}>
      {shape}
    </svg>
  );
  if (!words)
    return (
      <span role="img" aria-label={label} data-tip={label} className="inline-flex shrink-0">
        {svg}
      </span>
    );
  return (
    <span className="inline-flex min-w-0 items-center gap-1.5">
      {svg}
      <span className={classNames('truncate', stateColour(state))}>{label}</span>
    </span>
  );
}

/** A state in a frame, beside a page's title. */
export function StateBadge({ state, label }: Omit<StateMarkProps, 'words'>) {
  return (
    <span className="inline-flex h-6 min-w-0 items-center rounded-full bg-hover px-2.5 text-small font-medium">
      <StateMark state={state} label={label} words />
    </span>
  );
}
