import { MergeView } from '@codemirror/merge';
import { EditorState } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { useEffect, useRef } from 'react';
import { codeSetup } from './code-setup';

export interface CodeDiffProps {
  readonly name: string;
  readonly first: string;
  readonly second: string;
  readonly firstLabel: string;
  readonly secondLabel: string;
}

/** Two texts side by side, what is alike folded. */
export function CodeDiff({ name, first, second, firstLabel, secondLabel }: CodeDiffProps) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!place.current) return undefined;
    const side = (text: string, label: string) => ({
      doc: text,
      extensions: [
        ...codeSetup(name, text),
        EditorState.readOnly.of(true),
        EditorView.contentAttributes.of({ 'aria-label': label }),
      ],
    });
    const view = new MergeView({
      a: side(first, firstLabel),
      b: side(second, secondLabel),
      parent: place.current,
      collapseUnchanged: { margin: 3, minSize: 6 },
    });
    return () => view.destroy();
  }, [name, first, second, firstLabel, secondLabel]);
  return (
    <div className="flex min-h-0 flex-col gap-1">
      <div className="grid grid-cols-2 text-small text-dim">
        <span>{firstLabel}</span>
        <span>{secondLabel}</span>
      </div>
      <div ref={place} className="max-h-[50vh] min-h-20 overflow-auto rounded-block border border-line" />
    </div>
  );
}
