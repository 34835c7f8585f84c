import { useEffect, useRef, useState } from 'react';
import { useT } from '../app/t';
import { FindBar } from './find-bar';
import { asksBeforePaste, consentToPastes } from './paste-consent';
import { cleanPaste } from './paste-text';
import './terminal.css';
import { actOf, system } from './terminal-keys';
import type { TerminalPort } from './terminal-port';
import { LinkQuestion, PasteQuestion, webAddress } from './terminal-questions';
import { type TerminalLook, TerminalScreen } from './terminal-screen';

export interface XtermViewProps {
  /** Another one is another terminal. */
  readonly port: TerminalPort;
  /** What runs and where: "bash in web-1". */
  readonly label: string;
  readonly look: TerminalLook & { readonly copyOnSelect: boolean };
  /** Takes the keys as soon as it is shown, and whenever this changes; absent: it does not. */
  readonly focus: string | number | undefined;
  /** What a key does to what is around the terminal; undefined: it is the terminal's. */
  outerKey?: ((event: KeyboardEvent) => (() => void) | undefined) | undefined;
  /** A person turned to it. */
  onFocus?: (() => void) | undefined;
  /** Ctrl-F6 leads out of the terminal, which else takes every key. */
  onLeave(): void;
  /** The clipboard or the like refused. */
  onProblem(error: unknown): void;
}

/** ms between sizes that are asked for while a pane is dragged. */
const resizeEvery = 60;

/** A session's terminal on the page. */
export function XtermView(props: XtermViewProps) {
  const { port, label, look, focus } = props;
  const t = useT();
  const room = useRef<HTMLDivElement>(null);
  const [screen, setScreen] = useState<TerminalScreen>();
  const [link, setLink] = useState<string>();
  const [paste, setPaste] = useState<{ readonly text: string; readonly bracketed: boolean }>();
  const [finding, setFinding] = useState(false);
  const latest = useRef(props);
  latest.current = props;

  useEffect(() => {
    const element = room.current;
    if (!element) return undefined;
    const made = new TerminalScreen({
      label,
      look: latest.current.look,
      input: port.write,
      link: (address) => setLink(webAddress(address)),
    });
    made.open(element);
    const copy = (text: string) => void navigator.clipboard.writeText(text).catch(latest.current.onProblem);
    bindKeys(made, {
      copy,
      find: () => setFinding(true),
      leave: () => latest.current.onLeave(),
      outer: (event) => latest.current.outerKey?.(event),
    });
    const undoCopy = onSelected(made, element, (text) => latest.current.look.copyOnSelect && copy(text));
    const turnedTo = () => latest.current.onFocus?.();
    element.addEventListener('focusin', turnedTo);
    const undoPaste = onPaste(element, (text) => {
      if (made.terminal.options.disableStdin) return;
      const bracketed = made.terminal.modes.bracketedPasteMode;
      if (asksBeforePaste(port.session, text, bracketed)) setPaste({ text, bracketed });
      else made.terminal.paste(text);
    });
    const undoSize = keepSize(made, element, port);
    const undoAttach = attachWhileSeen(port, made);
    setScreen(made);
    return () => {
      undoAttach();
      undoSize();
      undoPaste();
      undoCopy();
      element.removeEventListener('focusin', turnedTo);
      made.dispose();
    };
  }, [port, label]);

  useEffect(() => {
    if (screen?.set(look)) askForFitting(screen, port);
  }, [screen, look, port]);

  useEffect(() => {
    if (focus !== undefined) screen?.terminal.focus();
  }, [screen, focus]);

  const back = () => screen?.terminal.focus();
  return (
    <div className="relative flex min-h-0 flex-1 flex-col bg-sunk">
      <div ref={room} className="absolute inset-2 overflow-auto" data-terminal="" />
      {finding && screen && (
        <FindBar
          search={screen.search}
          onClose={() => {
            setFinding(false);
            back();
          }}
        />
      )}
      {link !== undefined && <LinkQuestion address={link} onClose={() => setLink(undefined)} />}
      {paste !== undefined && (
        <PasteQuestion
          {...paste}
          onClose={() => setPaste(undefined)}
          onPaste={(text, noMore) => {
            const bracketed = screen?.terminal.modes.bracketedPasteMode ?? false;
            // What was answered was the other question.
            if (bracketed !== paste.bracketed && asksBeforePaste(port.session, text, bracketed))
              return setPaste({ text, bracketed });
            if (noMore) consentToPastes(port.session, paste.bracketed);
            screen?.terminal.paste(text);
            back();
          }}
        />
      )}
      <span className="sr-only">{t('Keys go to the program. Ctrl+F6 leaves the terminal.')}</span>
    </div>
  );
}

interface KeyActs {
  copy(text: string): void;
  find(): void;
  leave(): void;
  outer(event: KeyboardEvent): (() => void) | undefined;
}

function bindKeys({ terminal }: TerminalScreen, acts: KeyActs): void {
  const on = system();
  terminal.attachCustomKeyEventHandler((event) => {
    const outer = acts.outer(event);
    if (outer) {
      event.preventDefault();
      event.stopPropagation();
      if (event.type === 'keydown') outer();
      return false;
    }
    const act = actOf(event, on, terminal.hasSelection());
    if (act === undefined) return true;
    if (act === 'browser') return false;
    event.preventDefault();
    if (event.type !== 'keydown') return false;
    if (act === 'copy' && terminal.hasSelection()) acts.copy(terminal.getSelection());
    if (act === 'find') acts.find();
    if (act === 'leave') acts.leave();
    return false;
  });
}

/** Told of what was selected by the pointer, once it is let go. Returns its undo. */
function onSelected({ terminal }: TerminalScreen, element: HTMLElement, take: (text: string) => void): () => void {
  // It may be let go outside.
  const down = (event: MouseEvent) => {
    // What a right or middle click pastes must not be replaced by what is still selected.
    if (event.button !== 0) return;
    document.addEventListener('mouseup', () => terminal.hasSelection() && take(terminal.getSelection()), {
      once: true,
    });
  };
  element.addEventListener('mousedown', down);
  return () => element.removeEventListener('mousedown', down);
}

/** Before xterm, which would hand it to the program as it is. Returns its undo. */
function onPaste(element: HTMLElement, take: (text: string) => void): () => void {
  const pasted = (event: ClipboardEvent) => {
    event.preventDefault();
    event.stopImmediatePropagation();
    const text = cleanPaste(event.clipboardData?.getData('text/plain') ?? '');
    if (text !== '') take(text);
  };
  element.addEventListener('paste', pasted, true);
  return () => element.removeEventListener('paste', pasted, true);
}

function askForFitting(screen: TerminalScreen, port: TerminalPort): void {
  const size = screen.fitting();
  if (!size || (size.columns === screen.size.columns && size.rows === screen.size.rows)) return;
  // Nobody writes for a size any more.
  if (screen.terminal.options.disableStdin) screen.terminal.resize(size.columns, size.rows);
  else port.resize(size.columns, size.rows);
}

/**
 * Asks for the size that fits when the pane changes, and when a person turns to this view: of several views of one session
 * the last one used has the right size. Returns its undo.
 */
function keepSize(screen: TerminalScreen, element: HTMLElement, port: TerminalPort): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const soon = () => {
    timer ??= setTimeout(() => {
      timer = undefined;
      askForFitting(screen, port);
    }, resizeEvery);
  };
  const observer = new ResizeObserver(soon);
  observer.observe(element);
  element.addEventListener('focusin', soon);
  // The font may come after the first measure.
  document.fonts?.addEventListener('loadingdone', soon);
  return () => {
    clearTimeout(timer);
    observer.disconnect();
    element.removeEventListener('focusin', soon);
    document.fonts?.removeEventListener('loadingdone', soon);
  };
}

function attach(port: TerminalPort, screen: TerminalScreen): () => void {
  const writer = screen.writer();
  let asked = false;
  const undo = port.attach((output, painted) => {
    writer.take(output, painted);
    if (output.kind !== 'screen') return;
    screen.terminal.write('', () => {
      // Once: in a flood screens come again and again, and two views would take the size from each other at each.
      if (!asked || screen.terminal.options.disableStdin) askForFitting(screen, port);
      asked = true;
    });
  });
  return () => {
    undo();
    writer.dispose();
  };
}

/**
 * Lets go while the page is hidden: browsers slow a hidden page down, and its programs would have to wait for it. Once
 * seen again it gets the screen as it is. Returns its undo.
 */
function attachWhileSeen(port: TerminalPort, screen: TerminalScreen): () => void {
  let undo: (() => void) | undefined;
  const follow = () => {
    if (document.hidden) {
      undo?.();
      undo = undefined;
      return;
    }
    undo ??= attach(port, screen);
  };
  follow();
  document.addEventListener('visibilitychange', follow);
  return () => {
    document.removeEventListener('visibilitychange', follow);
    undo?.();
  };
}
