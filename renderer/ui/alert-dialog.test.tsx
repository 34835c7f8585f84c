// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import '../app/t';
import { AlertDialog } from './alert-dialog';

afterEach(cleanup);

function ask(more: Partial<Parameters<typeof AlertDialog>[0]> = {}) {
  const onConfirm = vi.fn();
  const onClose = vi.fn();
  render(
    <AlertDialog
      open
      title="Delete web-1?"
      loss="Its 2 volumes, 48 MB."
      verb="Delete"
      onConfirm={onConfirm}
      onClose={onClose}
      {...more}
    />,
  );
  return { onConfirm, onClose };
}

it('asks by name, tells the loss, and puts the focus on the safe button', async () => {
  ask();
  const dialog = screen.getByRole('alertdialog', { name: 'Delete web-1?' });
  const told = document.getElementById(dialog.getAttribute('aria-describedby') ?? '');
  expect(told?.textContent).toBe('Its 2 volumes, 48 MB.');
  await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Cancel' })));
});

it('is not answered by a held Enter', () => {
  ask();
  const verb = screen.getByRole('button', { name: 'Delete' });
  // A browser presses a button on keydown unless that is prevented; fireEvent says whether it was.
  expect(fireEvent.keyDown(verb, { key: 'Enter', repeat: true })).toBe(false);
  expect(fireEvent.keyDown(verb, { key: 'Enter' })).toBe(true);
});

it('confirms once pressed, and not while pending', () => {
  const asked = ask();
  fireEvent.click(screen.getByRole('button', { name: 'Delete' }));
  expect(asked.onConfirm).toHaveBeenCalledTimes(1);
  cleanup();
  const waiting = ask({ pending: true });
  fireEvent.click(screen.getByRole('button', { name: 'Delete' }));
  expect(waiting.onConfirm).not.toHaveBeenCalled();
});

it('closes by Esc without confirming', () => {
  const { onClose, onConfirm } = ask();
  fireEvent.keyDown(screen.getByRole('alertdialog'), { key: 'Escape' });
  expect([onClose.mock.calls.length, onConfirm.mock.calls.length]).toEqual([1, 0]);
});
