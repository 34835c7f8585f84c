/**
 * The document as xterm gets to see it under our content policy, which forbids styles that come as markup.
 *
 * Its `<style>` elements get the page's nonce, and what it writes as `style` attributes (true colours) goes through
 * `element.style`, which is not markup and needs no permission. Handed over as `documentOverride`; nothing global is changed.
 */
export function cspDocument(real: Document = document): Document {
  const nonce = real.querySelector<HTMLMetaElement>('meta[name=csp-nonce]')?.content;
  const createElement = (name: string, options?: ElementCreationOptions): HTMLElement => {
    const element = real.createElement(name, options);
    if (name === 'style' && nonce) element.nonce = nonce;
    if (name === 'span') element.setAttribute = setAttribute;
    return element;
  };
  return new Proxy(real, {
    get(target, key) {
      if (key === 'createElement') return createElement;
      const value: unknown = Reflect.get(target, key, target);
      // The document's own methods work on the document alone.
      return typeof value === 'function' ? value.bind(target) : value;
    },
    set: (target, key, value) => Reflect.set(target, key, value, target),
  });
}

/** One function for all: a span is made for each run of letters. */
function setAttribute(this: HTMLElement, name: string, value: string): void {
  if (name === 'style') this.style.cssText = value;
  else Element.prototype.setAttribute.call(this, name, value);
}
