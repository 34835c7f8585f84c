import type { ReactNode } from 'react';
import { classNames } from './class-names';
import type { Tone } from './tone';
import { toneText } from './tone';

export interface ChipProps {
  readonly children: ReactNode;
  /** Only for state; neutral otherwise. */
  readonly tone?: Tone;
  readonly mono?: boolean;
}

/** A small fact in a frame: a tag, a platform. */
export function Chip({ children, tone, mono = false }: ChipProps) {
  return (
    <span
      className={classNames(
        'inline-flex h-5 max-w-full items-center gap-1 truncate rounded-[5px] border border-line2 px-1.5 text-small',
        mono && 'font-mono',
        tone ? toneText[tone] : 'text-dim',
      )}
    >
      {children}
    </span>
  );
}
