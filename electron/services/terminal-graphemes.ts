import type { ITerminalAddon } from '@xterm/headless';

let loading: Promise<new () => unknown> | undefined;

/**
 * A fresh addon that makes a terminal count columns by grapheme, as the page's does.
 *
 * Its module (0.4.0) decodes its table with `Buffer.from(…).buffer` and so reads someone else's bytes whenever Node gave it a
 * piece of the shared pool: "Data error" at import. Without the pool it gets a buffer of its own.
 */
export async function graphemesAddon(): Promise<ITerminalAddon> {
  loading ??= load();
  const Addon = await loading;
  // It is typed for the page's terminal, and uses what both have.
  return new Addon() as ITerminalAddon;
}

async function load(): Promise<new () => unknown> {
  const { poolSize } = Buffer;
  Buffer.poolSize = 0;
  try {
    return (await import('@xterm/addon-unicode-graphemes')).UnicodeGraphemesAddon;
  } finally {
    Buffer.poolSize = poolSize;
  }
}
