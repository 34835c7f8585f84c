import { create } from 'zustand';

export interface Toast {
  readonly id: number;
  readonly tone: 'ok' | 'bad' | 'info';
  readonly title: string;
  readonly detail?: string;
  /** Offers to open Activity. */
  readonly activity?: boolean;
}

interface Toasts {
  readonly toasts: readonly Toast[];
  show(toast: Omit<Toast, 'id'>): void;
  dismiss(id: number): void;
}

/** More at once would hide what is under them; Activity keeps them all. */
const most = 4;
let last = 0;

export const useToasts = create<Toasts>((set) => ({
  toasts: [],
  show: (toast) =>
    set(({ toasts }) => {
      // The same words twice say nothing new: the newer one replaces the older.
      const others = toasts.filter(({ title, detail }) => title !== toast.title || detail !== toast.detail);
      return { toasts: [...others, { ...toast, id: ++last }].slice(-most) };
    }),
  dismiss: (id) => set(({ toasts }) => ({ toasts: toasts.filter((toast) => toast.id !== id) })),
}));
