import * as z from 'zod';
import { answers, streams, verb } from './verb';

/** What a list remembers. Column ids and filter names are the feature's own. */
const listState = z.object({
  hidden: z.array(z.string().max(64)).max(64).default([]),
  sort: z.object({ column: z.string().max(64), descending: z.boolean() }).optional(),
  filters: z.record(z.string().max(64), z.array(z.string().max(500)).max(100)).default({}),
  grouped: z.boolean().optional(),
});
export type ListState = z.infer<typeof listState>;

/**
 * What a person set, kept in main: the browser shell's port differs at each launch, so the page's own storage would
 * forget. Unknown fields are kept for a newer Berth. Of two windows the last one wins.
 */
export const settingsSchema = z.object({
  theme: z.enum(['system', 'dark', 'light']).default('system'),
  /** Percent. */
  zoom: z.number().int().min(50).max(200).default(100),
  /** The engine last looked at. */
  engine: z.string().max(200).optional(),
  sidebarFolded: z.boolean().default(false),
  lists: z.record(z.string().max(64), listState).default({}),
  log: z
    .object({
      timestamps: z.enum(['off', 'local', 'utc', 'relative']).default('local'),
      wrap: z.boolean().default(false),
    })
    .default({ timestamps: 'local', wrap: false }),
  terminal: z.object({ fontSize: z.number().int().min(8).max(32).default(13) }).default({ fontSize: 13 }),
});
export type Settings = z.infer<typeof settingsSchema>;

export const settings = {
  watch: verb.output(streams<Settings>()),
  /** Sets the named top-level fields; the others stay. */
  change: verb.input(settingsSchema.partial().strict()).output(answers<Settings>()),
};
