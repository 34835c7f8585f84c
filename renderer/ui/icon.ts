import type { LucideIcon } from 'lucide-react';

/** An icon as `lucide-react` draws it; 16 px unless told. */
export type Icon = LucideIcon;
