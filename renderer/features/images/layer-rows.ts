import type { HistoryStep, ImageDetails } from '@common/contract/images';

/** A step of the build beside the layer that it made, for the Layers tab. */
export interface LayerRow {
  readonly key: string;
  /** From 1, as the steps stand; undefined for a layer that no step tells of. */
  readonly number: number | undefined;
  readonly step: HistoryStep | undefined;
  /** Absent: the step made only metadata. */
  readonly diffId: string | undefined;
  /** bytes; undefined when no step tells. */
  readonly size: number | undefined;
  /** Of the largest layer, 0 to 1: the length of its bar. */
  readonly share: number;
}

/**
 * Steps and layers, oldest first.
 *
 * Images that were imported, squashed or cleaned of history have layers that no step tells of: they are shown too.
 */
export function layerRows({ history, layers }: Pick<ImageDetails, 'history' | 'layers'>): readonly LayerRow[] {
  const largest = Math.max(0, ...history.filter(({ layer }) => layer).map(({ size }) => size));
  const told = new Set(history.flatMap(({ layer }) => (layer ? [layer.index] : [])));
  const steps = history.map((step, index): LayerRow => {
    const size = step.layer ? step.size : undefined;
    return {
      key: `step ${index}`,
      number: index + 1,
      step,
      diffId: step.layer?.diffId,
      size,
      share: size && largest > 0 ? size / largest : 0,
    };
  });
  const untold = layers.flatMap((diffId, index): LayerRow[] =>
    told.has(index)
      ? []
      : [{ key: `layer ${index}`, number: undefined, step: undefined, diffId, size: undefined, share: 0 }],
  );
  return [...steps, ...untold];
}
