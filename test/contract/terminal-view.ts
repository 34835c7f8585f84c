/** A page's view of a terminal, as the terminal tests look at it: paints at once unless told not to. */
import { expect } from 'vitest';
import type { TerminalId } from '../../electron/common/contract/ids';
import type { TerminalOutput, TerminalSession } from '../../electron/common/contract/terminals';
import type { Client } from './carriers';

export interface View {
  readonly seen: readonly TerminalOutput[];
  /** All that was shown since the last whole screen, with that screen before it. */
  text(): string;
  type(data: string): Promise<void>;
  /** Resolves once that is shown. */
  shows(wanted: string | RegExp): Promise<void>;
  leave(): Promise<void>;
}

let viewers = 0;

/** Generous: two busy cores. */
export const patience = { timeout: 30_000, interval: 25 };

export async function view(client: Client, terminal: TerminalId): Promise<View> {
  viewers += 1;
  const viewer = `view-${viewers}`;
  const stream = await client.terminals.attach({ terminal, viewer });
  const seen: TerminalOutput[] = [];
  let text = '';
  void (async () => {
    for await (const output of stream) {
      seen.push(output);
      if (output.kind === 'screen') text = output.data;
      if (output.kind !== 'data') continue;
      text = (text + output.data).slice(-1_000_000);
      await client.terminals.acknowledge({ terminal, viewer, characters: output.data.length });
    }
  })().catch(() => undefined);
  return {
    seen,
    text: () => text,
    type: (data) => client.terminals.write({ terminal, data }),
    shows: (wanted) =>
      typeof wanted === 'string'
        ? expect.poll(() => text, patience).toContain(wanted)
        : expect.poll(() => text, patience).toMatch(wanted),
    async leave() {
      await stream.return?.();
    },
  };
}

/** The session as the list has it now. */
export async function sessionOf(client: Client, terminal: TerminalId): Promise<TerminalSession | undefined> {
  const stream = await client.terminals.watch();
  const { value } = await stream.next();
  await stream.return?.();
  return (value as readonly TerminalSession[]).find(({ id }) => id === terminal);
}

export async function ended(client: Client, terminal: TerminalId): Promise<TerminalSession | undefined> {
  await expect.poll(async () => (await sessionOf(client, terminal))?.state, patience).toBe('ended');
  return sessionOf(client, terminal);
}
