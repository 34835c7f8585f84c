import { expect, test } from 'vitest';
import { createFileAsker, SilentFileError } from './file-asker';

/** A question that is answered when it is told so; how many hang is how many threads are gone. */
function stage() {
  const hanging = new Map<string, () => void>();
  return {
    hanging,
    hang: (path: string) => () => new Promise<string>((resolve) => hanging.set(path, () => resolve(path))),
  };
}

test('so many that hang, and no more; each is asked once, and others go on until the places are taken', async () => {
  const { ask } = createFileAsker(2);
  const { hanging, hang } = stage();
  await expect(ask('/nas', 20, hang('/nas'))).rejects.toEqual(new SilentFileError('/nas'));
  // The same again: at once, without another thread.
  await expect(ask('/nas', 60_000, () => Promise.reject(new Error('asked again')))).rejects.toThrow(
    '/nas does not answer',
  );
  expect(await ask('/home', 60_000, async () => 'home')).toBe('home');
  await expect(ask('/other', 20, hang('/other'))).rejects.toThrow('/other does not answer');
  expect(hanging.size).toBe(2);
  // What holds it up is what is told.
  await expect(ask('/home', 20, () => Promise.reject(new Error('a third thread')))).rejects.toMatchObject({
    path: '/nas',
  });
  hanging.get('/nas')?.();
  expect(await ask('/home', 60_000, async () => 'home again')).toBe('home again');
  expect(await ask('/nas', 60_000, async () => 'it is back')).toBe('it is back');
});

test('says to what still runs that nobody waits for it; errors are told as they are', async () => {
  const { ask } = createFileAsker(1);
  let given: AbortSignal | undefined;
  const slow = ask('/slow', 10, (signal) => {
    given = signal;
    return new Promise((resolve) => signal.addEventListener('abort', resolve));
  });
  await expect(slow).rejects.toThrow('/slow does not answer');
  expect(given?.aborted).toBe(true);
  await expect(ask('/none', 60_000, () => Promise.reject(new Error('ENOENT')))).rejects.toThrow('ENOENT');
});
