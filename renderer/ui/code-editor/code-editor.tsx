import { Compartment, EditorState, Prec } from '@codemirror/state';
import { EditorView, keymap } from '@codemirror/view';
import { useEffect, useLayoutEffect, useRef } from 'react';
import { codeSetup } from './code-setup';

export interface CodeEditorProps {
  /** The editor's accessible name. */
  readonly label: string;
  /** The file's name: its end tells the language. */
  readonly name: string;
  /** As opened; a new one replaces what is in the editor. */
  readonly text: string;
  readonly readOnly: boolean;
  readonly onChange: (text: string) => void;
  /** Ctrl-S, Cmd-S. */
  readonly onSave: () => void;
}

/** Text with colours by language. Tab leaves it, as everywhere on the page; Ctrl-S saves. */
export function CodeEditor({ label, name, text, readOnly, onChange, onSave }: CodeEditorProps) {
  const place = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(undefined);
  const locked = useRef(new Compartment());
  const latest = useRef({ onChange, onSave, text });
  useLayoutEffect(() => {
    latest.current = { onChange, onSave, text: latest.current.text };
  });

  // biome-ignore lint/correctness/useExhaustiveDependencies: text and readOnly are brought in by the effects below
  useEffect(() => {
    if (!place.current) return undefined;
    const save = () => {
      latest.current.onSave();
      return true;
    };
    const made = new EditorView({
      parent: place.current,
      state: EditorState.create({
        doc: text,
        extensions: [
          ...codeSetup(name, text),
          Prec.highest(keymap.of([{ key: 'Mod-s', preventDefault: true, run: save }])),
          locked.current.of(lock(readOnly)),
          EditorView.contentAttributes.of({ 'aria-label': label }),
          EditorView.updateListener.of((update) => {
            if (!update.docChanged) return;
            const now = update.state.sliceDoc();
            latest.current.text = now;
            latest.current.onChange(now);
          }),
        ],
      }),
    });
    view.current = made;
    return () => {
      made.destroy();
      view.current = undefined;
    };
  }, [name, label]);

  useEffect(() => {
    view.current?.dispatch({ effects: locked.current.reconfigure(lock(readOnly)) });
  }, [readOnly]);

  useEffect(() => {
    const editor = view.current;
    if (!editor || latest.current.text === text) return;
    latest.current.text = text;
    editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: editor.state.toText(text) } });
  }, [text]);

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the editor inside is what has the focus
    <div
      ref={place}
      className="min-h-0 flex-1 overflow-hidden"
      // Esc closes the editor's own panels; it must not leave the page too.
      onKeyDown={(event) => event.key === 'Escape' && event.stopPropagation()}
    />
  );
}

const lock = (readOnly: boolean) => [EditorState.readOnly.of(readOnly), EditorView.editable.of(!readOnly)];
