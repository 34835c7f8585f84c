import { useEffect, useRef, useState } from 'react';
import { useT } from '../app/t';
import { FindBar } from './find-bar';
import { cleanPaste, runsAtOnce } from './paste-text';
import './terminal.css';
import { actOf, system } from './terminal-keys';
import type { TerminalPort } from './terminal-port';
import { LinkQuestion, PasteQuestion, webAddress } from './terminal-questions';
import { TerminalScreen } from './terminal-screen';

export interface XtermViewProps {
  /** Another one is another terminal. */
  readonly port: TerminalPort;
  /** What runs and where: "bash in web-1". */
  readonly label: string;
  readonly fontSize: number;
  /** Takes the keys as soon as it is shown. */
  readonly focus: boolean;
  /** Ctrl-F6 leads out of the terminal, which else takes every key. */
  onLeave(): void;
  /** The clipboard or the like refused. */
  onProblem(error: unknown): void;
}

/** ms between sizes that are asked for while a pane is dragged. */
const resizeEvery = 60;

/** A session's terminal on the page. */
export function XtermView({ port, label, fontSize, focus, onLeave, onProblem }: XtermViewProps) {
  const t = useT();
  const room = useRef<HTMLDivElement>(null);
  const [screen, setScreen] = useState<TerminalScreen>();
  const [link, setLink] = useState<string>();
  const [paste, setPaste] = useState<string>();
  const [finding, setFinding] = useState(false);
  const latest = useRef({ fontSize, focus, onLeave, onProblem });
  latest.current = { fontSize, focus, onLeave, onProblem };

  useEffect(() => {
    const element = room.current;
    if (!element) return undefined;
    const made = new TerminalScreen({
      label,
      fontSize: latest.current.fontSize,
      input: port.write,
      link: (address) => setLink(webAddress(address)),
    });
    made.open(element);
    bindKeys(made, {
      copy: (text) => navigator.clipboard.writeText(text).catch(latest.current.onProblem),
      find: () => setFinding(true),
      leave: () => latest.current.onLeave(),
    });
    const undoPaste = onPaste(element, (text) => {
      if (made.terminal.options.disableStdin) return;
      if (runsAtOnce(text, made.terminal.modes.bracketedPasteMode)) setPaste(text);
      else made.terminal.paste(text);
    });
    const undoSize = keepSize(made, element, port);
    const undoAttach = attachWhileSeen(port, made);
    if (latest.current.focus) made.terminal.focus();
    setScreen(made);
    return () => {
      undoAttach();
      undoSize();
      undoPaste();
      made.dispose();
    };
  }, [port, label]);

  useEffect(() => {
    if (!screen || screen.terminal.options.fontSize === fontSize) return;
    screen.terminal.options.fontSize = fontSize;
    askForFitting(screen, port);
  }, [screen, fontSize, port]);

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
          text={paste}
          onClose={() => setPaste(undefined)}
          onPaste={(text) => {
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
}

function bindKeys({ terminal }: TerminalScreen, acts: KeyActs): void {
  const on = system();
  terminal.attachCustomKeyEventHandler((event) => {
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
  port.resize(size.columns, size.rows);
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
    undo ??= port.attach((output, painted) => {
      screen.show(output, painted);
      if (output.kind === 'screen') screen.terminal.write('', () => askForFitting(screen, port));
    });
  };
  follow();
  document.addEventListener('visibilitychange', follow);
  return () => {
    document.removeEventListener('visibilitychange', follow);
    undo?.();
  };
}
