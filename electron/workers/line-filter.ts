/** Which lines of a segment pass a filter, its matcher aside: by source, stream, level and fields. */
import { isAscii } from 'node:buffer';
import { fieldMatcher } from '../common/std/field-test';
import type { StoreFilter } from './log-protocol';
import { type LogSegment, unpackMeta } from './log-segment';

export class LineFilter {
  readonly #from: number;
  readonly #sources: ReadonlySet<number> | undefined;
  readonly #streams: ReadonlySet<string> | undefined;
  readonly #levels: ReadonlySet<string> | undefined;
  readonly #fields: ((text: string) => boolean) | undefined;

  constructor({ from, sources, streams, levels, fields }: StoreFilter) {
    this.#from = from ?? 0;
    this.#sources = sources && new Set(sources);
    this.#streams = streams && new Set(streams);
    this.#levels = levels && new Set(levels);
    this.#fields = fields?.length ? fieldMatcher(fields) : undefined;
  }

  /** Bytes that may be looked at in one go without keeping the thread long: a window that is asked for waits for it. */
  get stepBytes(): number {
    return this.#fields || this.#levels ? 64 * 1024 : 256 * 1024;
  }

  /** For each of the lines `from` to `to` - 1, 1 when it passes. */
  passing(segment: LogSegment, from: number, to: number): Uint8Array {
    const passes = new Uint8Array(to - from);
    if (this.#levels) segment.findLevels(from, to);
    const texts = this.#fields ? new Texts(segment, from, to) : undefined;
    for (let at = from; at < to; at += 1) {
      const { source, stream, mark, level } = unpackMeta(segment.metas[at] as number);
      if (segment.firstLine + at < this.#from || this.#sources?.has(source) === false) continue;
      if (mark === undefined) {
        if (this.#streams?.has(stream) === false || this.#levels?.has(level ?? 'none') === false) continue;
        if (texts && !this.#fields?.(texts.of(at))) continue;
      }
      passes[at - from] = 1;
    }
    return passes;
  }
}

/** The texts of some lines, read once. */
class Texts {
  readonly #bytes: Buffer;
  readonly #ascii: string | undefined;
  readonly #base: number;

  constructor(
    readonly segment: LogSegment,
    from: number,
    to: number,
  ) {
    this.#base = segment.starts[from] as number;
    this.#bytes = segment.read(this.#base, segment.endOf(to - 1));
    this.#ascii = isAscii(this.#bytes) ? this.#bytes.toString('latin1') : undefined;
  }

  of(index: number): string {
    const start = (this.segment.starts[index] as number) - this.#base;
    const end = this.segment.endOf(index) - this.#base;
    return this.#ascii?.slice(start, end) ?? this.#bytes.toString('utf8', start, end);
  }
}
