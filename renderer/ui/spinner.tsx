import { LoaderCircle } from 'lucide-react';

/** Something is under way. Decoration only: say it in words beside it. */
export function Spinner({ size = 14 }: { readonly size?: number }) {
  return <LoaderCircle aria-hidden size={size} className="animate-turn shrink-0" />;
}
