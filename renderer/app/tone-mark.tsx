import { CircleDashed, RefreshCw, X } from 'lucide-react';
import type { Tone } from './engine-words';

/** A state by shape and colour; the words stand beside it. */
export function ToneMark({ tone }: { tone: Tone }) {
  if (tone === 'ok') return <span aria-hidden="true" className="size-2 shrink-0 rounded-full bg-ok" />;
  const Icon = tone === 'bad' ? X : tone === 'warn' ? RefreshCw : CircleDashed;
  const colour = tone === 'bad' ? 'text-bad' : tone === 'warn' ? 'text-warn' : 'text-faint';
  return <Icon aria-hidden="true" size={12} strokeWidth={2.5} className={`shrink-0 ${colour}`} />;
}
