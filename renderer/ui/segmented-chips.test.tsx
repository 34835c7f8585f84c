// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { SegmentedChips } from './segmented-chips';

afterEach(cleanup);

it('counts what there is, and says no number that is not known yet', () => {
  const options = [
    { value: 'all', label: 'All', count: 1_000 },
    { value: 'some', label: 'Some', count: 0 },
  ];
  const names = () => screen.getAllByRole('button').map((chip) => chip.textContent);
  const shared = { label: 'Which', value: 'all', options, onChange: () => undefined };
  const { rerender } = render(<SegmentedChips {...shared} uncounted />);
  expect(names()).toEqual(['All', 'Some']);
  rerender(<SegmentedChips {...shared} />);
  expect(names()).toEqual([`All ${(1_000).toLocaleString()}`, 'Some 0']);
});
