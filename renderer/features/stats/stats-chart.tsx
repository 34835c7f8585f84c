import { useEffect, useRef } from 'react';
import UPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import './stats.css';
import type { Tone } from '../../ui/tone';
import { colourOf, toneToken, useThemeVersion } from './chart-colours';
import type { Columns } from './stats-columns';

export interface StatsChartProps {
  readonly columns: Columns;
  /** Seconds, by the page's clock. */
  readonly from: number;
  readonly to: number;
  readonly top: number;
  readonly limit: number | undefined;
  readonly tone: Tone | undefined;
  readonly format: (value: number) => string;
  /** Memory is counted in base 1024. */
  readonly binary: boolean;
  /** Charts of one name show the moment under the pointer together. */
  readonly group: string;
  /** The time under the pointer, seconds; undefined when there is none. */
  readonly onHover: (time: number | undefined) => void;
}

const height = 168;
/** Steps of an axis of memory: 1 KiB to 512 TiB. */
const powers = Array.from({ length: 40 }, (_, exponent) => 2 ** (exponent + 10));
const clock = new Intl.DateTimeFormat(undefined, { hour: 'numeric', minute: '2-digit' });
const clockSeconds = new Intl.DateTimeFormat(undefined, { hour: 'numeric', minute: '2-digit', second: '2-digit' });

/** Lines over time on a canvas. For the eye: the words above it and the table say the same. */
export function StatsChart(props: StatsChartProps) {
  const { columns, group, tone, limit } = props;
  const theme = useThemeVersion();
  const place = useRef<HTMLDivElement>(null);
  const plot = useRef<UPlot>(undefined);
  const latest = useRef(props);
  latest.current = props;
  const lines = columns.length - 1;

  // biome-ignore lint/correctness/useExhaustiveDependencies: the theme's colours are read anew
  useEffect(() => {
    const box = place.current;
    if (!box) return undefined;
    const made = new UPlot(
      optionsOf(box, latest, { lines, group, tone, limited: limit !== undefined }),
      latest.current.columns as UPlot.AlignedData,
      box,
    );
    plot.current = made;
    const observer = new ResizeObserver(() => made.setSize({ width: box.clientWidth, height }));
    observer.observe(box);
    return () => {
      observer.disconnect();
      made.destroy();
      plot.current = undefined;
    };
  }, [theme, lines, group, tone, limit !== undefined]);

  const { from, to, top } = props;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the ranges are read while it draws
  useEffect(() => {
    plot.current?.setData(columns as UPlot.AlignedData);
  }, [columns, from, to, top, limit]);
  return <div ref={place} aria-hidden className="stats-chart min-w-0" style={{ height }} />;
}

interface Shape {
  readonly lines: number;
  readonly group: string;
  readonly tone: Tone | undefined;
  readonly limited: boolean;
}

function optionsOf(
  box: HTMLElement,
  latest: { readonly current: StatsChartProps },
  { lines, group, tone, limited }: Shape,
): UPlot.Options {
  const colour = (token: string) => colourOf(token, box);
  const faint = colour('var(--dim)');
  const grid = { stroke: colour('var(--line)'), width: 1 };
  const font = `12px ${getComputedStyle(box).fontFamily}`;
  const strokes = [colour(toneToken(tone)), colour('var(--info)')];
  const fill = colour(`color-mix(in oklab, ${toneToken(tone)} 14%, transparent)`);
  return {
    width: box.clientWidth,
    height,
    padding: [8, 0, 0, 0],
    legend: { show: false },
    cursor: { sync: { key: group }, drag: { x: false, y: false }, y: false, points: { size: 6 } },
    scales: {
      x: { time: true, range: () => [latest.current.from, latest.current.to] },
      y: { range: () => [0, latest.current.top] },
    },
    axes: [
      {
        stroke: faint,
        font,
        grid: { show: false },
        ticks: { show: false },
        size: 24,
        space: 76,
        values: (_, times) => times.map((time) => timeWords(time, latest.current)),
      },
      {
        stroke: faint,
        font,
        grid,
        ticks: { show: false },
        size: 72,
        space: 40,
        ...(latest.current.binary && { incrs: powers }),
        values: (_, values) => values.map((value) => latest.current.format(value)),
      },
    ],
    series: [
      {},
      ...Array.from({ length: lines }, (_, index) => ({
        stroke: strokes[index] ?? faint,
        width: 1.5,
        ...(index === 0 && { fill }),
        ...(index > 0 && { dash: [4, 3] }),
        points: { show: false },
      })),
    ],
    hooks: {
      setCursor: [
        ({ cursor, data }) => latest.current.onHover(typeof cursor.idx === 'number' ? data[0][cursor.idx] : undefined),
      ],
      draw: limited ? [(made) => drawLimit(made, latest.current.limit, colour('var(--bad)'))] : [],
    },
  };
}

const timeWords = (time: number, { from, to }: StatsChartProps) =>
  (to - from > 90 ? clock : clockSeconds).format(time * 1000);

/** What must not be crossed. */
function drawLimit(made: UPlot, limit: number | undefined, stroke: string): void {
  const { max } = made.scales.y ?? {};
  if (limit === undefined || typeof max !== 'number' || limit > max) return;
  const y = Math.round(made.valToPos(limit, 'y', true));
  const { ctx, bbox } = made;
  ctx.save();
  ctx.strokeStyle = stroke;
  ctx.lineWidth = devicePixelRatio;
  ctx.setLineDash([5 * devicePixelRatio, 4 * devicePixelRatio]);
  ctx.beginPath();
  ctx.moveTo(bbox.left, y);
  ctx.lineTo(bbox.left + bbox.width, y);
  ctx.stroke();
  ctx.restore();
}
