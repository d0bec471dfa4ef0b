import { bounceFilter, startBounce, stepBounce, type BounceSeverity, type BounceState } from '../form/bounce.js';
import type { AngleSample } from '../motion/motion.js';
import type { Prescription } from '../prescription/prescription.js';
import { isBelieved } from '../repetition/believed.js';
import type { FeedbackCode, Repetition } from '../repetition/repetition.js';
import { median } from '../signal/statistics.js';

/** Bouncing in a static stretch, while it happens and until the repetition that it spoils is over. Plain JSON. */
export interface StretchState {
  bounce: BounceState;
  /** Worst since the last repetition; null: none. */
  seen: { severity: BounceSeverity; peakToPeakDeg: number } | null;
  /** Of the newest angle, session time, ms; null before the first. */
  lastMs: number | null;
}

/** Bouncing has begun, or has become clear. Session time, ms. */
export interface Bouncing {
  tMs: number;
  severity: BounceSeverity;
}

/** So that 3 deg, from which on it is bouncing, are mild and 6 deg are clear, as for every feature. */
const spreadDeg = 4 / 3;

/** null: the exercise is no static stretch. */
export function startStretch({ exercise }: Prescription): StretchState | null {
  return exercise.scoring === 'static-stretch' ? { bounce: startBounce(), seen: null, lastMs: null } : null;
}

/** The primary angle of one packet, on a grid of `stepMs`. Writes into `state`. */
export function stepStretch(state: StretchState, angles: readonly Pick<AngleSample, 'tMs' | 'angleDeg'>[], stepMs: number): Bouncing[] {
  const found: Bouncing[] = [];
  const filter = bounceFilter(stepMs);
  for (const { tMs, angleDeg } of angles) {
    const isBroken = state.lastMs !== null && tMs - state.lastMs > 1.5 * stepMs;
    if (isBroken) stepBounce(state.bounce, filter, { tMs, angleDeg: Number.NaN });
    state.lastMs = tMs;
    const severity = stepBounce(state.bounce, filter, { tMs, angleDeg: angleDeg ?? Number.NaN });
    if (severity === null) continue;
    found.push({ tMs, severity });
    state.seen = { severity, peakToPeakDeg: median(state.bounce.reversals.map((each) => each.peakToPeakDeg)) };
  }
  return found;
}

/** The repetition with what was seen since the one before. Writes into `state`. */
export function tellBouncing(state: StretchState, repetition: Repetition, { exercise, side }: Prescription): Repetition {
  const { seen } = state;
  if (seen === null) return repetition;
  state.seen = null;
  if (!isBelieved(repetition.score)) return repetition;
  const { severity, peakToPeakDeg: value } = seen;
  const code: FeedbackCode = {
    code: 'BOUNCING', severity, bodyPart: exercise.primary.kind === 'segment' ? exercise.primary.segment : exercise.region, side,
    feature: 'bounceDeg', value, reference: 0, spread: spreadDeg, unit: 'deg', u: value / spreadDeg,
  };
  const { features, score } = repetition;
  return { ...repetition, features: { ...features, bounceDeg: value }, score: { ...score, codes: [...score.codes, code] } };
}
