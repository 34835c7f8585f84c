import { useEffect, useRef } from 'react';
import { useT } from '../../app/t';
import { timeColumns } from './line-time';
import type { ShownAs } from './shown-line';
import { levelWidth, type StructuredLook } from './structured-look';

export interface StructuredHeadProps {
  readonly as: ShownAs;
  readonly look: StructuredLook;
}

/** The columns' names over the lines; moves sideways with them. */
export function StructuredHead({ as, look }: StructuredHeadProps) {
  const t = useT();
  const head = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = head.current?.closest('.log-view')?.querySelector('[role=log]');
    if (!element) return undefined;
    const follow = () => head.current?.style.setProperty('transform', `translateX(${-element.scrollLeft}px)`);
    follow();
    element.addEventListener('scroll', follow);
    return () => element.removeEventListener('scroll', follow);
  }, []);
  return (
    // What a screen reader reads of a line is its text; names over columns of text would only be in its way.
    <div aria-hidden className="shrink-0 overflow-hidden border-line border-b bg-sunk">
      <div ref={head} className="log-row border-transparent border-s-2 ps-2.5 whitespace-pre text-faint">
        {as.timestamps !== 'off' && (
          <span className="inline-block" style={{ width: `calc(${timeColumns[as.timestamps]}ch + 16px)` }} />
        )}
        {as.sources && <span className="log-source" />}
        {`${t('Level').padEnd(levelWidth)} `}
        {look.columns.map(({ name, width }) => (
          <span key={name} data-tip={name}>
            {`${name.length > width ? `…${name.slice(1 - width)}` : name.padEnd(width)} `}
          </span>
        ))}
        {t('Message')}
      </div>
    </div>
  );
}
