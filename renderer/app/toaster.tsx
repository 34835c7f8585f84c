import { Check, Info, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useScreen } from '../stores/screen';
import { type Toast, useToasts } from '../stores/toasts';
import { IconButton } from '../ui/icon-button';
import { LinkButton } from '../ui/text-link';
import { useT } from './t';

/** ms; bad news take longer to read. */
const stays: Readonly<Record<Toast['tone'], number>> = { ok: 5_000, info: 7_000, bad: 12_000 };

/** What just happened, above the status bar, where no action stands. Each goes by itself unless looked at. */
export function Toaster() {
  const t = useT();
  const toasts = useToasts(({ toasts: list }) => list);
  return (
    <section aria-label={t('What just happened')} aria-live="polite" className="app-toasts">
      {toasts.map((toast) => (
        <ToastBox key={toast.id} toast={toast} />
      ))}
    </section>
  );
}

const marks = { ok: Check, info: Info, bad: X } as const;
const colours: Readonly<Record<Toast['tone'], string>> = { ok: 'text-ok', info: 'text-info', bad: 'text-bad' };

function ToastBox({ toast }: { toast: Toast }) {
  const t = useT();
  const dismiss = useToasts(({ dismiss: drop }) => drop);
  const toggleActivity = useScreen(({ toggleActivity: toggle }) => toggle);
  const [held, setHeld] = useState(false);
  const { id, tone } = toast;
  useEffect(() => {
    if (held) return undefined;
    const timer = setTimeout(() => dismiss(id), stays[tone]);
    return () => clearTimeout(timer);
  }, [held, id, tone, dismiss]);
  const Mark = marks[tone];
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only keeps it from going while it is read
    <div
      className="app-toast"
      onMouseEnter={() => setHeld(true)}
      onMouseLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <Mark aria-hidden="true" size={14} strokeWidth={2.5} className={`mt-[3px] shrink-0 ${colours[tone]}`} />
      <div className="min-w-0 flex-1 [overflow-wrap:anywhere]">
        <bdi className="font-medium">{toast.title}</bdi>
        {toast.detail && <bdi className="line-clamp-6 whitespace-pre-line text-dim">{toast.detail}</bdi>}
        {toast.activity && (
          <LinkButton
            onClick={() => {
              toggleActivity(true);
              dismiss(id);
            }}
          >
            {t('Show in Activity')}
          </LinkButton>
        )}
      </div>
      <IconButton size="row" icon={X} label={t('Dismiss')} onClick={() => dismiss(id)} />
    </div>
  );
}
