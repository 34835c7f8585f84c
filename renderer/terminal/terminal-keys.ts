/** What a key does in a terminal besides going to the program. */
export type TerminalAct = 'copy' | 'find' | 'leave' | 'browser';

type System = 'mac' | 'windows' | 'other';

export function system(platform = navigator.platform): System {
  if (/mac|iphone|ipad/i.test(platform)) return 'mac';
  return /win/i.test(platform) ? 'windows' : 'other';
}

type Key = Pick<KeyboardEvent, 'code' | 'ctrlKey' | 'shiftKey' | 'metaKey' | 'altKey'>;

/**
 * The system's own habits: Cmd-C and Cmd-V on a Mac; Ctrl-Shift-C and Ctrl-Shift-V elsewhere; on Windows Ctrl-C too while
 * something is selected, and Ctrl-V. `browser`: left to the browser, which pastes or copies by itself.
 */
export function actOf(key: Key, on: System, hasSelection: boolean): TerminalAct | undefined {
  const { code, ctrlKey, shiftKey, metaKey, altKey } = key;
  if (altKey) return undefined;
  if (ctrlKey && !shiftKey && !metaKey && code === 'F6') return 'leave';
  if (on === 'mac') {
    if (!metaKey || ctrlKey || shiftKey) return undefined;
    if (code === 'KeyF') return 'find';
    return code === 'KeyC' || code === 'KeyV' ? 'browser' : undefined;
  }
  if (metaKey) return undefined;
  if (shiftKey && !ctrlKey && code === 'Insert') return 'browser';
  if (!ctrlKey) return undefined;
  if (shiftKey) {
    const acts: Readonly<Record<string, TerminalAct>> = { KeyC: 'copy', KeyV: 'browser', KeyF: 'find' };
    return acts[code];
  }
  if (code === 'Insert' && hasSelection) return 'copy';
  if (on !== 'windows') return undefined;
  if (code === 'KeyC' && hasSelection) return 'copy';
  return code === 'KeyV' ? 'browser' : undefined;
}
