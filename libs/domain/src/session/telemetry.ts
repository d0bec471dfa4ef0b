import type { AngleSample } from '../motion/motion.js';

type Traced = Pick<AngleSample, 'tMs' | 'angleDeg' | 'progress'>;

/** A piece of the angle trace on a uniform grid; null where it could not be measured. */
export interface AngleCurve {
  /** Session time of the first value, ms. */
  fromMs: number;
  stepMs: number;
  angleDeg: (number | null)[];
  /** At the last value: share of the repetition that is going on, 0 to 1; absent: none is known to be. */
  progress?: number;
}

/** Telemetry is for the eye: 25 values a second are enough, and every console pays for each. */
export const fullCurveHz = 25;

/**
 * Angle samples as curves for the live view: thinned to at most `mostHz` (always the same samples of the grid, however
 * the stream was cut) and rounded to 0.1 deg. A jump in time starts a new curve. A lone sample has no step and is not shown.
 */
export function toCurves(angles: readonly Traced[], mostHz = fullCurveHz): AngleCurve[] {
  if (angles.length < 2) return [];
  const gridStepMs = gridStepOf(angles);
  const keepEvery = Math.max(1, Math.ceil(1000 / gridStepMs / mostHz - 1e-9));
  const stepMs = gridStepMs * keepEvery;
  const curves: AngleCurve[] = [];
  let expectedMs = Number.NaN;
  for (const { tMs, angleDeg, progress = null } of angles) {
    if (Math.round(tMs / gridStepMs) % keepEvery !== 0) continue;
    if (!(Math.abs(tMs - expectedMs) < gridStepMs / 2)) curves.push({ fromMs: tMs, stepMs, angleDeg: [] });
    const curve = curves[curves.length - 1];
    curve.angleDeg.push(angleDeg === null ? null : Math.round(angleDeg * 10) / 10);
    if (progress === null) delete curve.progress;
    else curve.progress = Math.round(progress * 100) / 100;
    expectedMs = tMs + stepMs;
  }
  return curves;
}

/** The grid is uniform but for jumps, so the least distance is its step. */
function gridStepOf(angles: readonly Traced[]): number {
  let stepMs = Infinity;
  for (let i = 1; i < angles.length; i++) stepMs = Math.min(stepMs, angles[i].tMs - angles[i - 1].tMs);
  return stepMs;
}
