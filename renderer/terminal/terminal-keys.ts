import { keyLetter } from '../ui/key-letter';

/** What a key does in a terminal besides going to the program. */
export type TerminalAct = 'copy' | 'find' | 'leave' | 'browser';

type System = 'mac' | 'windows' | 'other';

export function system(platform = navigator.platform): System {
  if (/mac|iphone|ipad/i.test(platform)) return 'mac';
  return /win/i.test(platform) ? 'windows' : 'other';
}

type Key = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'shiftKey' | 'metaKey' | 'altKey'>;

/**
 * The system's own habits: Cmd-C and Cmd-V on a Mac; Ctrl-Shift-C and Ctrl-Shift-V elsewhere; on Windows Ctrl-C too while
 * something is selected, and Ctrl-V. `browser`: left to the browser, which pastes or copies by itself. The letter counts,
 * wherever a layout has it.
 */
export function actOf(key: Key, on: System, hasSelection: boolean): TerminalAct | undefined {
  const { ctrlKey, shiftKey, metaKey, altKey } = key;
  const letter = keyLetter(key);
  if (altKey) return undefined;
  if (ctrlKey && !shiftKey && !metaKey && letter === 'F6') return 'leave';
  if (on === 'mac') {
    if (!metaKey || ctrlKey || shiftKey) return undefined;
    if (letter === 'f') return 'find';
    return letter === 'c' || letter === 'v' ? 'browser' : undefined;
  }
  if (metaKey) return undefined;
  if (shiftKey && !ctrlKey && letter === 'Insert') return 'browser';
  if (!ctrlKey) return undefined;
  if (shiftKey) {
    const acts: Readonly<Record<string, TerminalAct>> = { c: 'copy', v: 'browser', f: 'find' };
    return acts[letter];
  }
  if (letter === 'Insert' && hasSelection) return 'copy';
  if (on !== 'windows') return undefined;
  if (letter === 'c' && hasSelection) return 'copy';
  return letter === 'v' ? 'browser' : undefined;
}
