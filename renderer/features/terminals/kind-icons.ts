import type { TerminalKind } from '@common/contract/terminals';
import { Bug, Plug, SquareTerminal } from 'lucide-react';
import type { Icon } from '../../ui/icon';

export const kindIcons: Readonly<Record<TerminalKind, Icon>> = { exec: SquareTerminal, attach: Plug, debug: Bug };

/** English, translated where shown. */
export const kindWords: Readonly<Record<TerminalKind, string>> = {
  exec: 'shell',
  attach: 'attached',
  debug: 'debug shell',
};
