import { useEffect, useRef, type ReactElement } from 'react';
import uPlot from 'uplot';
import type { Trace } from './angle-buffer.js';
import { spanOfCorridors, type CorridorMark } from './corridor-marks.js';
import { drawCorridors } from './draw-corridors.js';
import { onFrame } from './frames.js';
import { themeToken } from './theme.js';

/** Session time, s. */
interface Stretch {
  fromS: number;
  toS: number;
}

/** What a chart draws. `read` fills `trace` and says which stretch of session time, s, is shown; null: nothing is known yet. */
export interface TraceSource {
  read(trace: Trace): Stretch | null;
  /** Drawn behind it; absent: nothing is. */
  corridors?(): readonly CorridorMark[];
}

export interface TimeChartProps {
  source: TraceSource;
  /** For those who do not see it. */
  label: string;
  unit: string;
  heightPx: number;
  hasAxes: boolean;
  /** Least stretch of the value axis, so that noise at rest does not look like movement. */
  leastSpan: number;
  marks: ChartMarks;
}

/** What a value is to be seen against. */
export interface ChartMarks {
  /** Drawn across, dashed; null: there is none. */
  limit: number | null;
  /** A coloured ground between two values; null: there is none. */
  band: { low: number; high: number } | null;
}

export const noMarks: ChartMarks = { limit: null, band: null };

/** A trace on a canvas, outside React: it redraws itself on the next animation frame, and a message re-renders nothing. Gaps stay gaps. */
export function TimeChart({ source, label, unit, heightPx, hasAxes, leastSpan, marks }: TimeChartProps): ReactElement {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (place.current === null) return;
    return drawInto(place.current, { source, unit, heightPx, hasAxes, leastSpan, marks });
  }, [source, unit, heightPx, hasAxes, leastSpan, marks]);
  return <div className="chart" ref={place} role="img" aria-label={label} />;
}

function drawInto(place: HTMLElement, props: Omit<TimeChartProps, 'label'>): () => void {
  const trace: Trace = { xS: [], y: [] };
  // The scale of time is not yet what it will be when that of values is asked for.
  const shown = { fromS: 0, toS: 0 };
  const chart = new uPlot(optionsOf(place.clientWidth, props, shown), [[], []], place);
  const resize = new ResizeObserver(() => chart.setSize({ width: place.clientWidth, height: props.heightPx }));
  resize.observe(place);
  let isVisible = true;
  const visibility = new IntersectionObserver(([entry]) => (isVisible = entry.isIntersecting));
  visibility.observe(place);
  const stop = onFrame(() => {
    const stretch = isVisible ? props.source.read(trace) : null;
    if (stretch === null) return;
    Object.assign(shown, stretch);
    chart.batch(() => {
      chart.setData([trace.xS, trace.y], false);
      chart.setScale('x', { min: stretch.fromS, max: stretch.toS });
    });
  });
  return () => {
    stop();
    resize.disconnect();
    visibility.disconnect();
    chart.destroy();
  };
}

function optionsOf(width: number, { source, unit, heightPx, hasAxes, leastSpan, marks }: Omit<TimeChartProps, 'label'>, shown: Stretch): uPlot.Options {
  const axis: uPlot.Axis = { stroke: () => themeToken('--muted'), grid: { stroke: () => themeToken('--grid'), width: 1 }, ticks: { show: false }, font: '11px system-ui', size: 30 };
  return {
    width,
    height: heightPx,
    legend: { show: false },
    cursor: { show: false },
    padding: hasAxes ? [8, 20, 0, 0] : [4, 0, 4, 0],
    scales: { x: { time: false }, y: { range: (_chart, min, max) => rangeOf(...withCorridors(min, max, spanOfCorridors(source.corridors?.() ?? [], shown.fromS, shown.toS)), { leastSpan, limit: marks.limit }) } },
    axes: [
      { ...axis, show: hasAxes, values: (...[, splits, , , stepS]) => splits.map((s) => saySessionTime(s, stepS)) },
      { ...axis, size: 44, show: hasAxes, values: (_chart, splits) => splits.map((value) => `${value}${unit}`) },
    ],
    series: [{}, { stroke: () => themeToken('--trace'), width: 2, points: { show: false }, spanGaps: false }],
    hooks: { drawClear: [(chart) => drawBand(chart, marks.band), (chart) => drawCorridors(chart, source.corridors?.() ?? [])], draw: [(chart) => drawLimit(chart, marks.limit)] },
  };
}

function withCorridors(min: number | null, max: number | null, span: [number, number] | null): [number | null, number | null] {
  return span === null ? [min, max] : [Math.min(min ?? span[0], span[0]), Math.max(max ?? span[1], span[1])];
}

function rangeOf(min: number | null, max: number | null, { leastSpan, limit }: { leastSpan: number; limit: number | null }): [number, number] {
  // Nothing measured yet: what it would be measured against.
  const low = Math.min(min ?? (limit === null ? 0 : limit - leastSpan), limit ?? Infinity);
  const high = Math.max(max ?? low, limit ?? -Infinity);
  const spare = Math.max(0, leastSpan - (high - low)) / 2 + leastSpan * 0.05;
  return [low - spare, high + spare];
}

function drawBand(chart: uPlot, band: ChartMarks['band']): void {
  if (band === null) return;
  const { ctx, bbox } = chart;
  const place = (value: number): number => Math.min(Math.max(chart.valToPos(value, 'y', true), bbox.top), bbox.top + bbox.height);
  const [top, bottom] = [place(band.high), place(band.low)];
  ctx.fillStyle = themeToken('--good-ground');
  ctx.fillRect(bbox.left, top, bbox.width, bottom - top);
}

function drawLimit(chart: uPlot, limit: number | null): void {
  if (limit === null) return;
  const { ctx, bbox } = chart;
  const y = Math.round(chart.valToPos(limit, 'y', true));
  ctx.save();
  ctx.strokeStyle = themeToken('--high');
  ctx.lineWidth = devicePixelRatio;
  ctx.setLineDash([6 * devicePixelRatio, 4 * devicePixelRatio]);
  ctx.beginPath();
  ctx.moveTo(bbox.left, y);
  ctx.lineTo(bbox.left + bbox.width, y);
  ctx.stroke();
  ctx.restore();
}

/** 75 s -> 1:15; where less than a second lies between two, 1:15.5. */
function saySessionTime(s: number, stepS: number): string {
  const digits = stepS < 1 ? 1 : 0;
  const rounded = Number(s.toFixed(digits));
  return `${Math.floor(rounded / 60)}:${(rounded % 60).toFixed(digits).padStart(digits === 0 ? 2 : 4, '0')}`;
}
