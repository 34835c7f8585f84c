import { type ClipboardEvent, Fragment } from 'react';
import { classNames } from './class-names';
import { middleCut, visibleString, visibleText } from './visible-text';

export interface BdiProps {
  /** What an engine, an image or a person named: anything may be in it. */
  readonly children: string;
  /** When there's no room: `middle` where the end tells them apart (names, ids, paths), `end` otherwise, `none` where it may wrap. */
  readonly cut?: 'middle' | 'end' | 'none';
  readonly mono?: boolean;
  readonly className?: string;
}

/**
 * A name from outside: its direction is its own, what acts or hides is marked, and when cut it's whole on hover, on
 * focus of what holds it, and when copied.
 */
export function Bdi({ children, cut = 'end', mono = false, className }: BdiProps) {
  const look = classNames(mono && 'font-mono text-small', className);
  const tip = cut === 'none' ? undefined : visibleString(children);
  if (cut === 'middle')
    return (
      <MiddleCut tip={tip} className={look}>
        {children}
      </MiddleCut>
    );
  return (
    <bdi
      data-tip={tip}
      data-tip-if="cut"
      className={classNames(cut === 'end' ? 'block truncate' : 'wrap-anywhere', look)}
    >
      <Marked text={children} />
    </bdi>
  );
}

export interface MiddleCutProps {
  readonly children: string;
  /** Undefined where what it stands in tells the whole. */
  readonly tip?: string | undefined;
  readonly className?: string | undefined;
}

/** A name cut in its middle where there's no room, by style alone (`middle-cut.css`): it's in the page whole. */
export function MiddleCut({ children, tip, className }: MiddleCutProps) {
  const marked = visibleText(children).some(({ mark }) => mark !== undefined);
  // What has marks is rare, and keeps their colour.
  const [head, tail] = marked ? [children, ''] : middleCut(children);
  const tips = tip !== undefined && { 'data-tip': tip, 'data-tip-if': 'cut' };
  if (tail === '')
    return (
      <bdi {...tips} className={classNames('block truncate', className)}>
        <Marked text={children} />
      </bdi>
    );
  return (
    <bdi {...tips} data-head={head} data-tail={tail} className={classNames('middle-cut', className)}>
      <span>{children}</span>
    </bdi>
  );
}

function Marked({ text }: { readonly text: string }) {
  const parts = visibleText(text);
  if (parts.length === 1 && parts[0]?.mark === undefined) return text;
  let at = 0;
  return parts.map((part) => {
    const key = at;
    at += part.text.length;
    return part.mark === undefined ? (
      <Fragment key={key}>{part.text}</Fragment>
    ) : (
      <span key={key} className="text-warn">
        {part.mark}
      </span>
    );
  });
}

export interface ShortIdProps {
  readonly children: string;
  /** What is shown of it, as `docker ps` would. */
  readonly shown: string;
}

/** An id shown short; whole on hover and when copied. */
export function ShortId({ children, shown }: ShortIdProps) {
  const whole = (event: ClipboardEvent): void => {
    // Only when nothing but the id is selected: a longer selection keeps its lines.
    if ((document.getSelection()?.toString().trim() ?? '') !== shown) return;
    event.preventDefault();
    event.clipboardData.setData('text/plain', children);
  };
  return (
    <bdi data-tip={children} onCopy={whole} className="font-mono text-small">
      {shown}
    </bdi>
  );
}
