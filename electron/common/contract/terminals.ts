import * as z from 'zod';
import {
  type ContainerId,
  containerId,
  type EngineId,
  engineId,
  type ImageId,
  imageId,
  type TerminalId,
  terminalId,
} from './ids';
import { answers, streams, verb } from './verb';

/** `exec`: a program beside the main one. `attach`: the main one itself. `debug`: a toolbox that looks into its target. */
export type TerminalKind = 'exec' | 'attach' | 'debug';

/**
 * Why a session ended: its program did; it was let go of and its program runs on; nobody can tell, since the engine went away or
 * forgot it; its container stopped, and everything in it with it.
 */
export type TerminalEnd = 'program' | 'detached' | 'engine-lost' | 'container-stopped';

/** What a debug shell looks into. */
export type TerminalTarget =
  | { readonly kind: 'container'; readonly id: ContainerId }
  | { readonly kind: 'image'; readonly id: ImageId };

/** How a container of it starts: the words of the config, and the one command line they come to. */
export interface StartsAs {
  readonly entrypoint: readonly string[];
  readonly command: readonly string[];
  /** `shell`: written as text, which a shell reads (`/bin/sh -c TEXT`); `exec`: the words themselves are run. */
  readonly form: 'shell' | 'exec';
  /** Of the shell form: the text that the shell reads. */
  readonly script?: string;
  /** Empty: root. */
  readonly user: string;
  /** Empty: `/`. */
  readonly workingDirectory: string;
}

/** What a debug shell is made of. */
export interface DebugFacts {
  readonly target: TerminalTarget;
  /** The toolbox's image. */
  readonly toolbox: string;
  /**
   * `running`: the target's own processes and network, its files below /proc/1/root. `image`: the files of the image in a
   * container of their own that is thrown away; of a stopped container its volumes too, read-only, and not what it wrote into its own files.
   */
  readonly shows: 'running' | 'image';
  /** Of a stopped container: the image that the throw-away one is made of. */
  readonly image?: string;
  readonly startsAs: StartsAs;
}

/** A program with a terminal. It lives in main until it ends or is closed, whatever the page does. */
export interface TerminalSession {
  readonly id: TerminalId;
  readonly engine: EngineId;
  readonly kind: TerminalKind;
  /** On its tab: the program, until a person calls it something else. */
  readonly name: string;
  /** The container it belongs to; of a debug shell its target. Absent when that is an image. */
  readonly container?: ContainerId;
  /** That container's name, or the image's. */
  readonly containerName: string;
  /** `bash`, `sh`, what was asked for, or the main program's command. */
  readonly shell: string;
  /** As asked for; absent where the container's own stands. */
  readonly user?: string;
  readonly workingDirectory?: string;
  readonly env?: readonly string[];
  readonly privileged?: boolean;
  /** Of `attach`: the keys that let go, as Docker writes them (`ctrl-p,ctrl-q`). */
  readonly detachKeys?: string;
  /** Of `attach`: the program has no terminal, so no size; Berth shows what is typed and sends it by lines, Ctrl-C as a signal. */
  readonly plain?: boolean;
  /** Of `attach`: why what is typed goes nowhere, but for the detach keys and signals. */
  readonly deaf?: Deafness;
  /** Of `attach`: leaving closes its input for good, as was accepted. */
  readonly lastInput?: boolean;
  readonly debug?: DebugFacts;
  /** What the program last set as its title, as text; absent when it set none. */
  readonly title?: string;
  readonly state: 'running' | 'ended';
  readonly exitCode?: number;
  /** Of an ended one. */
  readonly reason?: TerminalEnd;
  readonly openedAt: number;
}

/** `no-input`: its standard input is closed. `input-once`: leaving would close it, and end a program that reads to the end. */
export type Deafness = 'no-input' | 'input-once';

export type TerminalOutput =
  /** The true screen with its scrollback, serialized for xterm; replaces everything. First at each attach, and again to one that fell far behind. */
  | { readonly kind: 'screen'; readonly data: string; readonly columns: number; readonly rows: number }
  | { readonly kind: 'data'; readonly data: string }
  /** The terminal's size from here on: what follows is written for it. Every view takes it over. */
  | { readonly kind: 'resized'; readonly columns: number; readonly rows: number }
  | { readonly kind: 'ended'; readonly exitCode: number | undefined; readonly reason: TerminalEnd };

/** Whether something would be cut off by closing. */
export interface TerminalBusy {
  /** Absent: it can't be told. */
  readonly busy?: boolean;
  /** What runs, as a command line. */
  readonly command?: string;
}

export type CommandOutput =
  | { readonly kind: 'output'; readonly stream: 'out' | 'err'; readonly text: string }
  /** `dropped`: bytes beyond what is sent of one command. `exitCode` is absent when the engine has forgotten it. */
  | { readonly kind: 'ended'; readonly exitCode?: number; readonly ms: number; readonly dropped: number };

export interface Toolbox {
  /** As it will be used: the setting, else a default. */
  readonly image: string;
  /** On this engine already; else the first debug shell pulls it. */
  readonly present: boolean;
  /** Why there can be no debug shells on this engine. */
  readonly why?: string;
}

const columns = z.number().int().min(1).max(1_000);
const rows = z.number().int().min(1).max(1_000);
const one = z.object({ terminal: terminalId });

/** What a program in a container is run as. */
const program = {
  user: z.string().max(256).optional(),
  workingDirectory: z.string().max(4_096).optional(),
  /** `NAME=value` */
  env: z.array(z.string().min(1).max(100_000)).max(1_000).optional(),
  privileged: z.boolean().optional(),
};

const target = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('container'), id: containerId }),
  z.object({ kind: z.literal('image'), id: imageId }),
]);

const size = { columns, rows };
const wanted = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('exec'),
    engine: engineId,
    container: containerId,
    /** Absent: bash, else ash, else sh. */
    shell: z.string().min(1).max(4_096).optional(),
    ...program,
    ...size,
  }),
  z.object({
    kind: z.literal('attach'),
    engine: engineId,
    container: containerId,
    /** Absent: ctrl-p,ctrl-q. */
    detachKeys: z.string().max(256).optional(),
    /** Types also where leaving closes the input for good; else that is read only. */
    input: z.boolean().optional(),
    ...size,
  }),
  z.object({ kind: z.literal('debug'), engine: engineId, target, user: z.string().max(256).optional(), ...size }),
]);
export type TerminalWanted = z.infer<typeof wanted>;

export const terminals = {
  watch: verb.output(streams<readonly TerminalSession[]>()),
  /**
   * `exec`: finds a shell when none is named; `no-shell` when there is none. `attach`: to a running container. `debug`: pulls the
   * toolbox when it is not there, as a job.
   */
  open: verb.input(wanted).output(answers<TerminalSession>()),
  /** The same anew, in the place of an ended one, which is forgotten. */
  again: verb.input(one.extend(size)).output(answers<TerminalSession>()),
  /** `viewer` names this page's view, for its acknowledgements. */
  attach: verb.input(one.extend({ viewer: z.string().min(1).max(64) })).output(streams<TerminalOutput>()),
  /** Characters painted since the last call. With 100,000 unacknowledged ones no more are sent; beyond 256 KB that wait they are dropped for a new screen. */
  acknowledge: verb
    .input(one.extend({ viewer: z.string().min(1).max(64), characters: z.number().int().min(0) }))
    .output(answers<void>()),
  /** `bytes`: each character of `data` is one byte and no text, as in mouse reports of the oldest kind (xterm's `onBinary`). */
  write: verb
    .input(one.extend({ data: z.string().max(1_048_576), bytes: z.boolean().optional() }))
    .output(answers<void>()),
  /** Of several views the last one to ask wins; the size is theirs once `resized` comes. */
  resize: verb.input(one.extend(size)).output(answers<void>()),
  /** What its tab says from now on; nothing: the program again. */
  rename: verb.input(one.extend({ name: z.string().trim().max(100) })).output(answers<void>()),
  /** Of `attach`: lets go; the program lives on and the session ends as `detached`. */
  detach: verb.input(one).output(answers<void>()),
  /** What closing would cut off. */
  busy: verb.input(one).output(answers<TerminalBusy>()),
  /** Ends the program (hang-up) and forgets the session. An attached one is only let go of. */
  close: verb.input(one).output(answers<void>()),
  /** One command without a terminal, to its end; text is read by the container's shell, words are run as they are. Ended by leaving the stream. */
  run: verb
    .input(
      z.object({
        engine: engineId,
        container: containerId,
        command: z.union([z.string().min(1).max(100_000), z.array(z.string().max(100_000)).min(1).max(1_000)]),
        ...program,
      }),
    )
    .output(streams<CommandOutput>()),
  /** The image that debug shells bring along, on this engine. */
  toolbox: verb.input(z.object({ engine: engineId })).output(answers<Toolbox>()),
  startsAs: verb.input(z.object({ engine: engineId, target })).output(answers<StartsAs>()),
};
