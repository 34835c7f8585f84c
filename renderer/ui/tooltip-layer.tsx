import { useEffect, useRef, useState } from 'react';

const delay = 400;
/** After one closed, the next opens at once: reading along a toolbar. */
const warm = 300;

/** Popovers stand above dialogs; without them the tooltip is an ordinary fixed box. */
const knowsPopovers = 'showPopover' in HTMLElement.prototype;

interface Shown {
  readonly anchor: Element;
  readonly text: string;
}

/**
 * The page's one tooltip: tells what `data-tip` says of the thing that is hovered or focused (or is in what is focused).
 *
 * One for all, because a component on each of a list's buttons would be paid for at every scrolled row. With
 * `data-tip-if="cut"` it shows only while the text has no room. Esc closes it; so does a press. It can be hovered
 * itself (WCAG 1.4.13).
 */
export function TooltipLayer() {
  const [shown, setShown] = useState<Shown>();
  const popup = useRef<HTMLDivElement>(null);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let open: Element | undefined;
    /** What is to open when the timer ends. */
    let due: Element | undefined;
    /** What asked for it by taking the focus. */
    let asker: Element | undefined;
    let closedAt = 0;
    const later = (act: () => void, wait: number): void => {
      clearTimeout(timer);
      timer = setTimeout(act, wait);
    };
    const show = (anchor: Element): void => {
      const text = anchor.getAttribute('data-tip');
      if (!text || !anchor.isConnected) return;
      open = anchor;
      setShown({ anchor, text });
    };
    const showLater = (anchor: Element, wait: number): void => {
      due = anchor;
      later(() => show(anchor), wait);
    };
    const close = (): void => {
      clearTimeout(timer);
      due = undefined;
      asker = undefined;
      if (open) closedAt = Date.now();
      open = undefined;
      setShown(undefined);
    };
    const over = (event: PointerEvent): void => {
      if (event.pointerType === 'touch' || !(event.target instanceof Element)) return;
      if (popup.current?.contains(event.target)) {
        clearTimeout(timer);
        return;
      }
      const anchor = event.target.closest('[data-tip]') ?? undefined;
      if (anchor === open) clearTimeout(timer);
      else if (anchor && wanted(anchor)) showLater(anchor, Date.now() - closedAt < warm ? 0 : delay);
      else later(close, 100);
    };
    const focus = (event: FocusEvent): void => {
      if (!(event.target instanceof Element) || !event.target.matches(':focus-visible')) return;
      const anchor = event.target.matches('[data-tip]')
        ? event.target
        : event.target.matches('a') && event.target.querySelector('[data-tip]');
      if (anchor && wanted(anchor)) {
        asker = event.target;
        showLater(anchor, delay);
      }
    };
    // Focus that leaves something else says nothing of this tip: menus move theirs under the pointer.
    const left = (event: FocusEvent): void => {
      if (asker && event.target === asker) close();
    };
    // Nor does something else that scrolls.
    const scrolled = (event: Event): void => {
      const about = open ?? due;
      if (about && event.target instanceof Node && event.target.contains(about)) close();
    };
    const key = (event: KeyboardEvent): void => {
      if (event.key === 'Escape' || event.key === 'Enter' || event.key === ' ') close();
    };
    document.addEventListener('pointerover', over);
    document.addEventListener('pointerdown', close);
    document.addEventListener('focusin', focus);
    document.addEventListener('focusout', left);
    document.addEventListener('keydown', key, true);
    document.addEventListener('scroll', scrolled, { capture: true, passive: true });
    window.addEventListener('blur', close);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('pointerover', over);
      document.removeEventListener('pointerdown', close);
      document.removeEventListener('focusin', focus);
      document.removeEventListener('focusout', left);
      document.removeEventListener('keydown', key, true);
      document.removeEventListener('scroll', scrolled, { capture: true });
      window.removeEventListener('blur', close);
    };
  }, []);

  useEffect(() => {
    const box = popup.current;
    if (!box || !shown) return;
    if (knowsPopovers) box.showPopover();
    const at = shown.anchor.getBoundingClientRect();
    const { width, height } = box.getBoundingClientRect();
    const below = at.bottom + 6;
    const top = below + height > window.innerHeight - 8 ? at.top - height - 6 : below;
    const left = Math.min(Math.max(8, at.left + at.width / 2 - width / 2), window.innerWidth - width - 8);
    box.style.top = `${top}px`;
    box.style.left = `${left}px`;
  }, [shown]);

  if (!shown) return null;
  return (
    <div
      ref={popup}
      role="tooltip"
      popover={knowsPopovers ? 'manual' : undefined}
      key={shown.text}
      className="pointer-events-auto fixed inset-auto z-50 m-0 max-w-96 rounded-control border border-line2 bg-raised px-2 py-1 text-small wrap-anywhere whitespace-pre-line text-ink shadow-float"
    >
      {shown.text}
    </div>
  );
}

/** Whether the tip says more than what is seen. */
function wanted(anchor: Element): boolean {
  if (anchor.getAttribute('data-tip-if') !== 'cut') return true;
  return [anchor, ...anchor.children, ...anchor.querySelectorAll('.middle-cut > span')].some(
    (part) => part.scrollWidth > part.clientWidth,
  );
}
