/**
 * Takes from xterm 6.0.0's sequences with a count the counts that no screen has.
 *
 * `ESC [ 2147483647 S` scrolls line by line, two thousand million times, and `b` asks for gigabytes: eight bytes of output would hold the
 * whole process up for hours. More than a screen's rows or columns does what as many do. Main's terminal and the page's need the same.
 */
const counted = {
  L: ['insertLines', 'rows'],
  M: ['deleteLines', 'rows'],
  S: ['scrollUp', 'rows'],
  T: ['scrollDown', 'rows'],
  I: ['cursorForwardTab', 'cols'],
  Z: ['cursorBackwardTab', 'cols'],
  b: ['repeatPrecedingCharacter', 'cols'],
} as const;

type Method = (typeof counted)[keyof typeof counted][0];

/** What the page's terminal and the headless one have in common. */
interface CountingTerminal {
  readonly cols: number;
  readonly rows: number;
  readonly parser: {
    registerCsiHandler(id: { final: string }, handler: (params: (number | number[])[]) => boolean): unknown;
  };
}

/** Parts that the API does not show; a test sends the counts and so watches over them. */
interface Internals {
  readonly _core: {
    readonly _inputHandler: Readonly<Record<Method, (params: { params: readonly number[] }) => boolean>>;
  };
}

export function boundCounts(terminal: CountingTerminal): void {
  for (const [final, [method, side]] of Object.entries(counted)) {
    terminal.parser.registerCsiHandler({ final }, ([count]) => {
      const most = terminal[side];
      if (typeof count !== 'number' || count <= most) return false;
      return (terminal as unknown as Internals)._core._inputHandler[method]({ params: [most] });
    });
  }
}
