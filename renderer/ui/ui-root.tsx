import { CSPProvider } from '@base-ui/react/csp-provider';
import type { ReactNode } from 'react';
import { Toaster } from './toaster';
import { TooltipLayer } from './tooltip-layer';

export interface UiRootProps {
  /** For the few styles that components write themselves. */
  readonly nonce?: string | undefined;
  readonly children: ReactNode;
}

/** What the components need once around the page: the style nonce, the tooltip, the toasts. */
export function UiRoot({ nonce, children }: UiRootProps) {
  return (
    <CSPProvider {...(nonce === undefined ? { disableStyleElements: true } : { nonce })}>
      {children}
      <TooltipLayer />
      <Toaster />
    </CSPProvider>
  );
}
