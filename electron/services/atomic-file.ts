import { open, rename, rm } from 'node:fs/promises';

/**
 * Replaces a file's content: whoever reads it, or finds it after a crash, sees the old or the new, never a half.
 *
 * Mode 0600: what Berth keeps is nobody else's business.
 */
export async function writeAtomic(path: string, text: string): Promise<void> {
  const temporary = `${path}.${process.pid}.${Date.now().toString(36)}.tmp`;
  try {
    const file = await open(temporary, 'wx', 0o600);
    try {
      await file.writeFile(text);
      // Without it a power cut may leave the new name with no content.
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw error;
  }
}

/** The system's short word for why a file can't be used: the same for every path and try. */
export function reasonOf(error: unknown): string {
  if (error instanceof Error) return 'code' in error ? String(error.code) : error.message;
  return String(error);
}
