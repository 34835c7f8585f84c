import type { FieldTest } from '@common/std/field-test';
import type { LogLevel } from '@common/std/log-level';
import { create } from 'zustand';
import { createJSONStorage, persist } from 'zustand/middleware';

export interface KeptFilter {
  readonly levels?: readonly (LogLevel | 'none')[];
  readonly tests?: readonly FieldTest[];
}

interface LogFilters {
  /**
   * What is shown of each log, by the log's name. For this window only, reloads included: found again after a look
   * elsewhere, forgotten at the next start, when a log that hides lines would mislead.
   */
  readonly filters: Readonly<Record<string, KeptFilter>>;
  keep(log: string, filter: KeptFilter): void;
}

export const useLogFilters = create<LogFilters>()(
  persist(
    (set) => ({
      filters: {},
      keep: (log, filter) => set(({ filters }) => ({ filters: { ...filters, [log]: filter } })),
    }),
    { name: 'berth-log-filters', version: 1, storage: createJSONStorage(() => sessionStorage) },
  ),
);
