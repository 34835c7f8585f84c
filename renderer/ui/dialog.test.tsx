// @vitest-environment jsdom
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import '../app/t';
import { Dialog } from './dialog';

afterEach(cleanup);

test('the keys are in the first field to type in, not on Close', async () => {
  render(
    <Dialog open onClose={() => {}} title="Commit container">
      <input type="checkbox" aria-label="Pause" />
      <input aria-label="Image" />
      <input aria-label="Message" />
    </Dialog>,
  );
  await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText('Image')));
});
