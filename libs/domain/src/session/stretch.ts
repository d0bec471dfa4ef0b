import { bounceDeviation, bounceFilter, bounceSpreadDeg, startBounce, stepBounce, type BounceSeverity, type BounceState } from '../form/bounce.js';
import { subScore } from '../form/deviation.js';
import { weakened } from '../form/score.js';
import type { AngleSample } from '../motion/motion.js';
import type { Prescription } from '../prescription/prescription.js';
import { isBelieved } from '../repetition/believed.js';
import type { FeedbackCode, UnnumberedRepetition } from '../repetition/repetition.js';
import { median } from '../signal/statistics.js';

/** Bouncing in a static stretch, while it happens and until the repetition that it spoils is over. Plain JSON. */
export interface StretchState {
  bounce: BounceState;
  /** It is held now, or on the way there. */
  isHeld: boolean;
  /** Worst of the stretch that is held now, or was held last; null: none. */
  seen: { severity: BounceSeverity; peakToPeakDeg: number } | null;
  /** Of the newest angle and of the newest reversal, session time, ms; null before the first. */
  lastMs: number | null;
  lastReversalMs: number | null;
}

/** To and fro once more, while that is bouncing. Session time, ms. */
export interface Bouncing {
  tMs: number;
  severity: BounceSeverity;
}

/** null: the exercise is no static stretch. */
export function startStretch({ exercise }: Prescription): StretchState | null {
  return exercise.scoring === 'static-stretch' ? { bounce: startBounce(), isHeld: false, seen: null, lastMs: null, lastReversalMs: null } : null;
}

/** The primary angle of one packet, on a grid of `stepMs`. A leg that is shaken out between two stretches does not bounce in either. Writes into `state`. */
export function stepStretch(state: StretchState, angles: readonly Pick<AngleSample, 'tMs' | 'angleDeg' | 'isFarOut'>[], stepMs: number): Bouncing[] {
  const found: Bouncing[] = [];
  const filter = bounceFilter(stepMs);
  for (const { tMs, angleDeg, isFarOut } of angles) {
    const isBroken = state.lastMs !== null && tMs - state.lastMs > 1.5 * stepMs;
    if (isBroken) stepBounce(state.bounce, filter, { tMs, angleDeg: Number.NaN });
    state.lastMs = tMs;
    if (isFarOut !== state.isHeld) Object.assign(state, { isHeld: isFarOut, bounce: startBounce(), seen: isFarOut ? null : state.seen });
    if (!isFarOut) continue;
    stepBounce(state.bounce, filter, { tMs, angleDeg: angleDeg ?? Number.NaN });
    const { bouncing, reversals } = state.bounce;
    const newestMs = reversals.at(-1)?.tMs ?? null;
    if (bouncing === null || newestMs === state.lastReversalMs) continue;
    state.lastReversalMs = newestMs;
    found.push({ tMs, severity: bouncing });
    const peakToPeakDeg = median(reversals.map((each) => each.peakToPeakDeg));
    if (state.seen === null || peakToPeakDeg > state.seen.peakToPeakDeg) state.seen = { severity: bouncing, peakToPeakDeg };
  }
  return found;
}

/** The repetition with the bouncing that was seen in it, which its score takes for what it is (clinical C11, D2). Writes into `state`. */
export function tellBouncing(state: StretchState, repetition: UnnumberedRepetition, { exercise, side }: Prescription): UnnumberedRepetition {
  const { seen } = state;
  if (seen === null) return repetition;
  state.seen = null;
  if (!isBelieved(repetition.score)) return repetition;
  const { severity, peakToPeakDeg: value } = seen;
  const u = bounceDeviation(value);
  const code: FeedbackCode = {
    code: 'BOUNCING', severity, bodyPart: exercise.primary.kind === 'segment' ? exercise.primary.segment : exercise.region, side,
    feature: 'bounceDeg', value, reference: 0, spread: bounceSpreadDeg, unit: 'deg', u,
  };
  const { features, score, execution } = repetition;
  return { ...repetition, features: { ...features, bounceDeg: value }, score: weakened(score, { by: code, domain: 'steadiness', score: subScore(u) }, execution) };
}
