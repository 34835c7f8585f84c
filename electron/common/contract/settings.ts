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

/** Colours of terminals: the window's own, or the same whatever the window's are. */
export const terminalThemes = ['app', 'black', 'paper', 'solarized-dark', 'solarized-light'] as const;
export type TerminalTheme = (typeof terminalThemes)[number];

/** Without their defaults: a change names some fields, and the absent ones stay as they are. */
const fields = {
  theme: z.enum(['system', 'dark', 'light']),
  /** Percent. */
  zoom: z.number().int().min(50).max(200),
  /** The engine last looked at. */
  engine: z.string().max(200),
  sidebarFolded: z.boolean(),
  lists: z.record(z.string().max(64), listState),
  log: z.object({
    timestamps: z.enum(['off', 'local', 'utc', 'relative']).default('local'),
    wrap: z.boolean().default(false),
  }),
  /** Bytes of all open logs together; beyond it the oldest lines are let go. */
  logBytes: z
    .number()
    .int()
    .min(64 * 1024 ** 2)
    .max(100 * 1024 ** 3),
  terminal: z.object({
    fontSize: z.number().int().min(8).max(32).default(13),
    theme: z.enum(terminalThemes).default('app'),
    /** What is selected is copied at once. */
    copyOnSelect: z.boolean().default(false),
    /** Lines are read out as they come. */
    screenReader: z.boolean().default(false),
    /** px of the dock below each page. */
    dockHeight: z.number().int().min(96).max(4_000).default(300),
  }),
  /** The image that debug shells bring along; empty: the usual one. More tools: another image. */
  toolboxImage: z.string().trim().max(4_096),
  /** What was run from the palette: how often, worth half each week, and when last. By verb and name. */
  uses: z
    .record(z.string().max(200), z.object({ weight: z.number().min(0), at: z.number().int() }))
    .refine((uses) => Object.keys(uses).length <= 300, 'too many uses'),
};

/**
 * What a person set, kept in main: the browser shell's port differs at each launch, so the page's own storage would
 * forget. Unknown fields are kept for a newer Berth. Of two windows the last one wins.
 */
export const settingsSchema = z.object({
  theme: fields.theme.default('system'),
  zoom: fields.zoom.default(100),
  engine: fields.engine.optional(),
  sidebarFolded: fields.sidebarFolded.default(false),
  lists: fields.lists.default({}),
  log: fields.log.default({ timestamps: 'local', wrap: false }),
  logBytes: fields.logBytes.default(1024 ** 3),
  toolboxImage: fields.toolboxImage.default(''),
  terminal: fields.terminal.prefault({}),
  uses: fields.uses.default({}),
});
export type Settings = z.infer<typeof settingsSchema>;

export const settings = {
  watch: verb.output(streams<Settings>()),
  /** Sets the named top-level fields; the others stay. */
  change: verb.input(z.object(fields).partial().strict()).output(answers<Settings>()),
};
