// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { Button } from './button';

afterEach(cleanup);

it('stays focusable when it can’t be used, tells why, and does nothing, nor does what it stands in', () => {
  const press = vi.fn();
  const around = vi.fn();
  render(
    // biome-ignore lint/a11y/noStaticElementInteractions: stands for a row
    // biome-ignore lint/a11y/useKeyWithClickEvents: stands for a row
    <div onClick={around}>
      <Button disabledReason="The container is not running" onClick={press}>
        Stop
      </Button>
    </div>,
  );
  const button = screen.getByRole('button', { name: 'Stop' });
  button.focus();
  fireEvent.click(button);
  expect({
    focused: document.activeElement === button,
    off: button.getAttribute('aria-disabled'),
    why: button.getAttribute('aria-description'),
    tip: button.getAttribute('data-tip'),
    pressed: press.mock.calls.length + around.mock.calls.length,
  }).toEqual({
    focused: true,
    off: 'true',
    why: 'The container is not running',
    tip: 'The container is not running',
    pressed: 0,
  });
});

it('keeps its name while pending and takes no second press', () => {
  const press = vi.fn();
  render(
    <Button pending onClick={press}>
      Pull
    </Button>,
  );
  fireEvent.click(screen.getByRole('button', { name: 'Pull' }));
  expect(press).not.toHaveBeenCalled();
});

it('does not submit a form while off', () => {
  const submit = vi.fn((event: React.FormEvent) => event.preventDefault());
  render(
    <form onSubmit={submit}>
      <Button type="submit" disabledReason="Port 5432 is taken">
        Run
      </Button>
    </form>,
  );
  fireEvent.click(screen.getByRole('button', { name: 'Run' }));
  expect(submit).not.toHaveBeenCalled();
});
