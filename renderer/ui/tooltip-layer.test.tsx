// @vitest-environment jsdom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { IconButton } from './icon-button';
import { TooltipLayer } from './tooltip-layer';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const icon = (() => null) as never;
const wait = (span: number) => act(() => vi.advanceTimersByTime(span));

function page() {
  render(
    <>
      <IconButton label="Stop" icon={icon} disabledReason="It is not running" />
      <input aria-label="Other" />
      <TooltipLayer />
    </>,
  );
  return screen.getByRole('button', { name: 'Stop' });
}

it('tells the name and the reason on hover, and goes when the pointer does', () => {
  const button = page();
  fireEvent.pointerOver(button);
  wait(500);
  expect(screen.getByRole('tooltip').textContent).toBe('Stop: It is not running');
  fireEvent.pointerOver(document.body);
  wait(500);
  expect(screen.queryByRole('tooltip')).toBeNull();
});

it('opens by the keyboard too, and Esc closes it', () => {
  const button = page();
  fireEvent.keyDown(document.body, { key: 'Tab' });
  act(() => button.focus());
  wait(500);
  expect(screen.getByRole('tooltip')).toBeTruthy();
  fireEvent.keyDown(button, { key: 'Escape' });
  expect(screen.queryByRole('tooltip')).toBeNull();
});

it('is not driven away by a focus that moves elsewhere', () => {
  const button = page();
  screen.getByRole('textbox').focus();
  fireEvent.pointerOver(button);
  act(() => screen.getByRole('textbox').blur());
  wait(500);
  expect(screen.getByRole('tooltip')).toBeTruthy();
});
