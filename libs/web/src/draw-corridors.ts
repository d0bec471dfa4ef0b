import type uPlot from 'uplot';
import type { CorridorMark } from './corridor-marks.js';
import { themeToken } from './theme.js';

/** Distance of the lines that fill it, CSS px. */
const hatchPx = 6;

/** Hatched between two edges: by pattern, not by colour alone. */
export function drawCorridors(chart: uPlot, marks: readonly CorridorMark[]): void {
  const { ctx, bbox } = chart;
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  for (const mark of marks) drawOne(chart, mark);
  ctx.restore();
}

function drawOne(chart: uPlot, { fromS, toS, low, high }: CorridorMark): void {
  const { ctx, bbox } = chart;
  const x = (i: number): number => chart.valToPos(fromS + (i * (toS - fromS)) / (low.length - 1), 'x', true);
  const [left, right] = [Math.max(x(0), bbox.left), Math.min(x(low.length - 1), bbox.left + bbox.width)];
  if (right <= left) return;
  const edge = (values: readonly number[]): void => values.forEach((value, i) => ctx.lineTo(x(i), chart.valToPos(value, 'y', true)));
  ctx.save();
  ctx.beginPath();
  edge(high);
  for (let i = low.length - 1; i >= 0; i--) ctx.lineTo(x(i), chart.valToPos(low[i], 'y', true));
  ctx.closePath();
  ctx.fillStyle = themeToken('--good-ground');
  ctx.fill();
  ctx.clip();
  hatch(ctx, { left, right, top: bbox.top, bottom: bbox.top + bbox.height });
  ctx.restore();
  ctx.strokeStyle = themeToken('--good');
  ctx.lineWidth = devicePixelRatio;
  for (const values of [low, high]) {
    ctx.beginPath();
    edge(values);
    ctx.stroke();
  }
}

function hatch(ctx: CanvasRenderingContext2D, { left, right, top, bottom }: { left: number; right: number; top: number; bottom: number }): void {
  const height = bottom - top;
  const stepPx = hatchPx * devicePixelRatio;
  ctx.strokeStyle = themeToken('--good');
  ctx.globalAlpha = 0.45;
  ctx.lineWidth = devicePixelRatio;
  ctx.beginPath();
  // From a fixed grid, so that the lines do not swim while the trace moves on.
  for (let x = Math.floor((left - height) / stepPx) * stepPx; x < right; x += stepPx) {
    ctx.moveTo(x, bottom);
    ctx.lineTo(x + height, top);
  }
  ctx.stroke();
}
