import type { Terminal } from '@xterm/xterm';

/**
 * Runs what makes `<style>` elements, so that they carry the page's nonce: our content policy refuses them without.
 *
 * xterm takes some from a document that can be given to it and some from the global one, all while it opens.
 */
export function withStyleNonce<T>(run: () => T): T {
  const nonce = document.querySelector<HTMLMetaElement>('meta[name=csp-nonce]')?.content;
  const make = Document.prototype.createElement;
  document.createElement = (name: string, options?: ElementCreationOptions): HTMLElement => {
    const element = make.call(document, name, options);
    if (name === 'style' && nonce) element.nonce = nonce;
    return element;
  };
  try {
    return run();
  } finally {
    // The prototype's is seen again.
    Reflect.deleteProperty(document, 'createElement');
  }
}

/** Where xterm 6.0.0's DOM renderer makes its letters. */
interface Internals {
  readonly _core?: {
    readonly _renderService?: {
      readonly _renderer?: { readonly value?: { readonly _rowFactory?: { _document: Document } } };
    };
  };
}

/**
 * Lets true colours through: xterm writes them as `style` attributes, which the policy refuses with or without a nonce, while
 * `element.style` is not markup and needs no permission. Call it once the terminal is open.
 */
export function styleByObjectModel(terminal: Terminal): void {
  const rows = (terminal as unknown as Internals)._core?._renderService?._renderer?.value?._rowFactory;
  if (rows) rows._document = spanMaker;
}

/** All that the row factory asks of a document. */
export const spanMaker = {
  createElement(name: string): HTMLElement {
    const element = document.createElement(name);
    element.setAttribute = setAttribute;
    return element;
  },
  createTextNode: (text: string) => document.createTextNode(text),
} as Document;

/** One function for all: a span is made for each run of letters. */
function setAttribute(this: HTMLElement, name: string, value: string): void {
  if (name === 'style') this.style.cssText = value;
  else Element.prototype.setAttribute.call(this, name, value);
}
