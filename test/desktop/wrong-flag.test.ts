import { expect, test, vi } from 'vitest';
import { BrowserWindow, standIn } from './electron-stand-in';

test('a wrong flag: said on stderr, exit code 2, no window', async () => {
  const said = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  process.argv = ['berth', '--prot', '80'];
  await import('../../electron/main');
  expect(standIn.exits).toEqual([2]);
  expect(String(said.mock.calls[0]?.[0])).toContain("Unknown option '--prot'");
  said.mockRestore();
  expect(BrowserWindow.all).toEqual([]);
});
