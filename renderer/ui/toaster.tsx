import { Toast } from '@base-ui/react/toast';
import { CircleCheck, CircleX, X } from 'lucide-react';
import { IconButton } from './icon-button';
import { TextLink } from './text-link';
import { useWords } from './use-words';

export interface ToastOptions {
  /** What happened, with the thing's name: "web-1 stopped". */
  readonly title: string;
  readonly detail?: string;
  /** `bad` is read out at once and stays until closed. */
  readonly tone?: 'ok' | 'bad';
  /** Where one can see it. */
  readonly link?: { readonly label: string; readonly href: string };
  /** Two toasts with one id are one: the newer words. */
  readonly id?: string;
}

type ToastData = Pick<ToastOptions, 'tone' | 'link'>;

const manager = Toast.createToastManager<ToastData>();

/** Says briefly what happened. For what is seen where it happened, no toast is needed. */
export function toast({ title, detail, tone = 'ok', link, id }: ToastOptions): void {
  manager.add({
    title,
    description: detail,
    ...(id !== undefined && { id }),
    priority: tone === 'bad' ? 'high' : 'low',
    timeout: tone === 'bad' ? 0 : 6000,
    data: { tone, ...(link && { link }) },
  });
}

/** Where toasts stand: low in the middle, where no action is; lists leave room there below their last row. F6 leads in. */
export function Toaster() {
  return (
    <Toast.Provider toastManager={manager} limit={3}>
      <Toast.Portal>
        <Toast.Viewport className="pointer-events-none fixed inset-x-0 bottom-8 z-50 mx-auto flex w-full max-w-120 flex-col items-center gap-2 px-4">
          <Toasts />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  );
}

function Toasts() {
  const { toasts } = Toast.useToastManager<ToastData>();
  const words = useWords();
  return toasts.map((shown) => {
    const bad = shown.data?.tone === 'bad';
    const Mark = bad ? CircleX : CircleCheck;
    return (
      <Toast.Root
        key={shown.id}
        toast={shown}
        swipeDirection={[]}
        className="pointer-events-auto max-w-full rounded-block border border-line2 bg-raised shadow-float data-limited:hidden"
      >
        <Toast.Content className="flex items-center gap-2.5 py-1 ps-3 pe-1">
          <Mark aria-hidden size={14} className={bad ? 'shrink-0 text-bad' : 'shrink-0 text-ok'} />
          <div className="min-w-0 py-1 wrap-anywhere">
            <Toast.Title render={<p />} className="font-medium" />
            <Toast.Description className="text-small text-dim" />
          </div>
          {shown.data?.link && (
            <TextLink href={shown.data.link.href} className="shrink-0">
              {shown.data.link.label}
            </TextLink>
          )}
          <Toast.Close render={<IconButton label={words('Dismiss')} icon={X} size="row" />} />
        </Toast.Content>
      </Toast.Root>
    );
  });
}
