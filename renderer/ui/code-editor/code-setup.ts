import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { EditorState, type Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { basicSetup } from 'codemirror';
import { languageOf } from './language-of';

/** Colours are the page's own tokens, so that both themes and a person's contrast are theirs too. */
const look = EditorView.theme({
  '&': { height: '100%', color: 'var(--text)', backgroundColor: 'var(--sunk)', fontSize: '12px' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'var(--mono)', lineHeight: '20px', fontVariantLigatures: 'none' },
  '.cm-content': { caretColor: 'var(--text)', padding: '8px 0' },
  '.cm-cursor': { borderLeftColor: 'var(--text)' },
  '.cm-gutters': { backgroundColor: 'var(--sunk)', color: 'var(--faint)', border: 'none' },
  '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'color-mix(in oklab, var(--hover) 60%, transparent)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    background: 'color-mix(in oklab, var(--accent) 30%, transparent) !important',
  },
  '.cm-selectionMatch': { backgroundColor: 'var(--mod)' },
  '.cm-searchMatch': { backgroundColor: 'var(--mod)', outline: '1px solid var(--warn)' },
  '.cm-specialChar': { color: 'var(--warn)' },
  '.cm-foldPlaceholder': { backgroundColor: 'var(--raised)', border: '1px solid var(--line2)', color: 'var(--dim)' },
  '.cm-panels': { backgroundColor: 'var(--raised)', color: 'var(--text)', borderColor: 'var(--line)' },
  '.cm-panels input, .cm-panels button': {
    backgroundColor: 'var(--pane)',
    backgroundImage: 'none',
    color: 'var(--text)',
    border: '1px solid var(--edge)',
    borderRadius: '6px',
  },
  '.cm-tooltip': { backgroundColor: 'var(--raised)', border: '1px solid var(--line2)' },
  '.cm-changedLine': { backgroundColor: 'var(--mod) !important' },
  '.cm-merge-a .cm-changedLine, .cm-deletedChunk': { backgroundColor: 'var(--del) !important' },
  '.cm-merge-b .cm-changedLine': { backgroundColor: 'var(--add) !important' },
  '.cm-changedText': { background: 'none !important', textDecoration: 'underline' },
});

const colours = HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: 'var(--info)' },
  { tag: [tags.string, tags.special(tags.string), tags.content], color: 'var(--ok)' },
  { tag: [tags.number, tags.bool, tags.null, tags.keyword, tags.atom], color: 'var(--warn)' },
  { tag: [tags.tagName, tags.standard(tags.variableName), tags.typeName], color: 'var(--info)' },
  { tag: [tags.heading, tags.definition(tags.variableName)], color: 'var(--accent)' },
  { tag: [tags.comment, tags.meta], color: 'var(--faint)' },
  { tag: tags.invalid, color: 'var(--bad)' },
]);

/** What parts lines: a file of CRLF keeps it, in all others a lone CR is a character of its line. */
function lineBreakOf(text: string): '\r\n' | '\n' {
  const all = text.split('\n').length - 1;
  const crlf = text.split('\r\n').length - 1;
  return all > 0 && all === crlf ? '\r\n' : '\n';
}

/** Everything an editor of this text has. Its styles carry the page's nonce: our content policy refuses them without. */
export function codeSetup(name: string, text: string): readonly Extension[] {
  const nonce = document.querySelector<HTMLMetaElement>('meta[name=csp-nonce]')?.content;
  return [
    nonce ? EditorView.cspNonce.of(nonce) : [],
    basicSetup,
    EditorState.lineSeparator.of(lineBreakOf(text)),
    look,
    syntaxHighlighting(colours),
    languageOf(name, text),
  ];
}
