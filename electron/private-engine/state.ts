import { readFileSync, writeFileSync } from 'node:fs';
import type { EnginePaths } from './paths';

/** What a later command has to know about the engine that an earlier one started. */
export interface EngineState {
  /** The bridge that this engine's daemon made or was given; removed again at its stop. */
  readonly bridge?: string;
  /** net.ipv4.ip_forward and the FORWARD policy as found before the daemon changed them. */
  readonly forwarding?: { readonly ipForward: string; readonly policy: string };
  /** Kernel's boot id at the start: after a reboot no process, mount or bridge of then is left. */
  readonly bootId?: string;
}

export function readState({ state }: EnginePaths): EngineState {
  try {
    return JSON.parse(readFileSync(state, 'utf8')) as EngineState;
  } catch {
    // Missing, or cut short by a full disk: the checks on processes and mounts tell the truth anyway.
    return {};
  }
}

export function writeState({ state }: EnginePaths, value: EngineState): void {
  writeFileSync(state, `${JSON.stringify(value)}\n`);
}

export function bootId(): string {
  return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
}
