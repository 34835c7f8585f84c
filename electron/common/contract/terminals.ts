import * as z from 'zod';
import { type ContainerId, containerId, type EngineId, engineId, type TerminalId, terminalId } from './ids';
import { answers, streams, verb } from './verb';

/** A shell in a container. It lives in main until it ends or is closed, whatever the page does. */
export interface TerminalSession {
  readonly id: TerminalId;
  readonly engine: EngineId;
  readonly container: ContainerId;
  readonly containerName: string;
  /** `bash`, `sh`, or what was asked for. */
  readonly shell: string;
  /** As asked for; absent where the container's own stands. */
  readonly user?: string;
  readonly workingDirectory?: string;
  /** What the program last set as its title, as text; absent when it set none. */
  readonly title?: string;
  readonly state: 'running' | 'ended';
  readonly exitCode?: number;
  /** Why it ended when it was not the program: the engine went away. */
  readonly lost?: boolean;
  readonly openedAt: number;
}

export type TerminalOutput =
  /** The true screen with its scrollback, serialized for xterm; replaces everything. First at each attach. */
  | { readonly kind: 'screen'; readonly data: string; readonly columns: number; readonly rows: number }
  | { readonly kind: 'data'; readonly data: string }
  /** The terminal's size from here on: what follows is written for it. Every view takes it over. */
  | { readonly kind: 'resized'; readonly columns: number; readonly rows: number }
  | { readonly kind: 'ended'; readonly exitCode: number | undefined; readonly lost: boolean };

const columns = z.number().int().min(1).max(1_000);
const rows = z.number().int().min(1).max(1_000);

export const terminals = {
  watch: verb.output(streams<readonly TerminalSession[]>()),
  /** Finds bash, else ash, else sh; `no-shell` when there is none. */
  open: verb
    .input(
      z.object({
        engine: engineId,
        container: containerId,
        shell: z.string().min(1).max(4_096).optional(),
        user: z.string().max(256).optional(),
        workingDirectory: z.string().max(4_096).optional(),
        columns,
        rows,
      }),
    )
    .output(answers<TerminalSession>()),
  /** `viewer` names this page's view, for its acknowledgements. */
  attach: verb
    .input(z.object({ terminal: terminalId, viewer: z.string().min(1).max(64) }))
    .output(streams<TerminalOutput>()),
  /** Characters painted since the last call. With 100,000 unacknowledged ones no more are sent, and the program waits. */
  acknowledge: verb
    .input(z.object({ terminal: terminalId, viewer: z.string().min(1).max(64), characters: z.number().int().min(0) }))
    .output(answers<void>()),
  write: verb.input(z.object({ terminal: terminalId, data: z.string().max(1_048_576) })).output(answers<void>()),
  /** Of several views the last one to ask wins; the size is theirs once `resized` comes. */
  resize: verb.input(z.object({ terminal: terminalId, columns, rows })).output(answers<void>()),
  /** Ends the shell (hang-up) and forgets the session. */
  close: verb.input(z.object({ terminal: terminalId })).output(answers<void>()),
};
