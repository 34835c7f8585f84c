/** A view that is left and entered again within this time finds its stream still running. */
const lingerMs = 5_000;

/** Streams that several components follow as one, counted: the first begins it, the last one to leave ends it. */
export class Shared {
  readonly #held = new Map<string, { count: number; end: () => void; linger?: ReturnType<typeof setTimeout> }>();

  /** Begins what `begin` does unless somebody holds `name` already. Returns its undo. */
  hold(name: string, begin: () => () => void): () => void {
    const held = this.#held.get(name) ?? { count: 0, end: begin() };
    this.#held.set(name, held);
    clearTimeout(held.linger);
    held.count++;
    let released = false;
    return () => {
      if (released) return;
      released = true;
      if (--held.count > 0) return;
      held.linger = setTimeout(() => {
        this.#held.delete(name);
        held.end();
      }, lingerMs);
    };
  }

  close(): void {
    for (const { end, linger } of this.#held.values()) {
      clearTimeout(linger);
      end();
    }
    this.#held.clear();
  }
}
